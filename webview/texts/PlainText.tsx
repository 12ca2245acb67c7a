import { TextButton } from '../ui/TextButton.tsx';
import { cutText } from '../ui/cuts.ts';
import { useView } from '../view.ts';
import styles from './PlainText.module.css';

interface PlainTextProps {
  /** Unique on the page. */
  readonly name: string;
  readonly text: string;
}

/** A text as it was logged, with nothing to compare it with; a long one cut until it is asked for whole. */
export function PlainText({ name, text }: PlainTextProps) {
  const view = useView();
  if (text === '') return <p class={styles['note']}>Empty.</p>;
  const start = cutText(text, 'page');
  const whole = view.isExpanded(name);
  return (
    <>
      <pre class={styles['text']}>{whole || start === text ? text : `${start}…`}</pre>
      {start !== text && (
        <p class={styles['note']}>
          <TextButton onPress={() => view.toggleExpanded(name)}>
            {whole ? 'Show less' : 'Show the whole text'}
          </TextButton>
        </p>
      )}
    </>
  );
}
