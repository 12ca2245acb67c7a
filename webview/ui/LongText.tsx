import { useView } from '../view.ts';
import styles from './LongText.module.css';
import { TextButton } from './TextButton.tsx';

const LONGEST = 280;
const MOST_LINES = 6;

interface LongTextProps {
  /** Unique on the page. */
  readonly name: string;
  readonly text: string;
}

/** A logged text, cut to a few lines until it is asked for whole. */
export function LongText({ name, text }: LongTextProps) {
  const view = useView();
  const cut = cutText(text);
  if (cut === text)
    return <span class={styles['text']}>{text === '' ? <i class={styles['none']}>empty</i> : text}</span>;
  const whole = view.isExpanded(name);
  return (
    <span class={styles['text']}>
      {whole ? text : `${cut}…`}{' '}
      <TextButton onPress={() => view.toggleExpanded(name)}>{whole ? 'Show less' : 'Show all'}</TextButton>
    </span>
  );
}

function cutText(text: string): string {
  const lines = text.split('\n', MOST_LINES + 1);
  return (lines.length > MOST_LINES ? lines.slice(0, MOST_LINES).join('\n') : text).slice(0, LONGEST);
}
