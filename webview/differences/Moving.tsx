import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { FindBar } from '../find/FindBar.tsx';
import { Finder } from '../find/Finder.ts';
import { Places, PlacesProvider } from '../find/places.ts';
import { useHighlights } from '../find/useHighlights.ts';
import { useView } from '../view.ts';
import { Differences } from './Differences.ts';
import { movingKey } from './movingKeys.ts';

interface MovingProps {
  /** The page's scrolling element. */
  readonly page: RefObject<HTMLElement | null>;
  readonly children: ComponentChildren;
}

/** Moves about in the page: finds texts in it, and goes from difference to difference, by key or as the host says. */
export function Moving({ page, children }: MovingProps) {
  const view = useView();
  const [{ places, finder, differences }] = useState(() => {
    const all = new Places();
    return {
      places: all,
      finder: new Finder(view, all, () => page.current),
      differences: new Differences(view, all),
    };
  });
  const before = useRef<Element | null>(null);
  useHighlights(finder, () => page.current);
  useEffect(() => {
    const find = (): void => {
      if (!finder.isOpen.peek()) before.current = document.activeElement;
      finder.open(selectedText());
    };
    const next = (): void => void differences.step(1);
    const previous = (): void => void differences.step(-1);
    const again = (by: 1 | -1) => (): void => (finder.query.peek() === '' ? find() : void findAgain(finder, by));
    const runs = { find, next, previous, findNext: again(1), findPrevious: again(-1) };
    const onKeyDown = (event: KeyboardEvent): void => {
      const action = movingKey(event, isTyping(event.target));
      if (action === undefined || view.comparison.peek() === undefined) return;
      event.preventDefault();
      event.stopImmediatePropagation(); // the editor has keys of its own for this
      runs[action]();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    const ends = [
      view.onAct('find', find),
      view.onAct('nextDifference', next),
      view.onAct('previousDifference', previous),
    ];
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      ends.forEach((end) => end());
    };
  }, [view, finder, differences]);
  const close = (): void => {
    finder.close();
    if (before.current instanceof HTMLElement && before.current.isConnected)
      before.current.focus({ preventScroll: true });
  };
  return (
    <PlacesProvider value={places}>
      {finder.isOpen.value && view.comparison.value !== undefined && <FindBar finder={finder} onClose={close} />}
      {children}
    </PlacesProvider>
  );
}

async function findAgain(finder: Finder, by: 1 | -1): Promise<void> {
  if (!finder.isOpen.peek()) finder.open('');
  await finder.step(by);
}

/** What to look for when it is asked for: a short selected text. */
function selectedText(): string {
  const text = document.getSelection()?.toString() ?? '';
  return text.length <= 200 && !text.includes('\n') ? text.trim() : '';
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input:not([type="checkbox"]), textarea, select') !== null;
