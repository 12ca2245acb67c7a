type Moved = 'find' | 'findNext' | 'findPrevious' | 'next' | 'previous';

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What a key does wherever it is pressed on the page; undefined for any other. */
export function movingKey({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed, typing: boolean): Moved | undefined {
  if (altKey) return undefined;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'f' && !shiftKey ? 'find' : undefined;
  if (key === 'F3') return shiftKey ? 'findPrevious' : 'findNext';
  if (key === 'F7') return shiftKey ? 'previous' : 'next';
  if (typing || shiftKey) return undefined;
  if (key === 'n') return 'next';
  return key === 'p' ? 'previous' : undefined;
}
