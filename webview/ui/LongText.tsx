import { useView } from '../view.ts';
import styles from './LongText.module.css';
import { TextButton } from './TextButton.tsx';

/** How much of a text is shown before it is asked for. */
const CUTS = { normal: { characters: 280, lines: 6 }, short: { characters: 90, lines: 2 } } as const;

export type Cut = keyof typeof CUTS;

interface LongTextProps {
  /** Unique on the page. */
  readonly name: string;
  readonly text: string;
  readonly cut?: Cut;
}

/** A logged text, cut to a few lines until it is asked for whole. */
export function LongText({ name, text, cut = 'normal' }: LongTextProps) {
  const view = useView();
  const start = cutText(text, CUTS[cut]);
  if (start === text)
    return <span class={styles['text']}>{text === '' ? <i class={styles['none']}>empty</i> : text}</span>;
  const whole = view.isExpanded(name);
  return (
    <span class={styles['text']}>
      {whole ? text : `${start}…`}{' '}
      <TextButton onPress={() => view.toggleExpanded(name)}>{whole ? 'Show less' : 'Show all'}</TextButton>
    </span>
  );
}

function cutText(text: string, { characters, lines }: (typeof CUTS)[Cut]): string {
  const first = text.split('\n', lines + 1);
  return (first.length > lines ? first.slice(0, lines).join('\n') : text).slice(0, characters);
}
