import type { ComponentChildren } from 'preact';
import styles from './TextButton.module.css';

interface TextButtonProps {
  readonly onPress: () => unknown;
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A button that looks like a link, for small actions inside a text. */
export function TextButton({ onPress, label, children }: TextButtonProps) {
  return (
    <button type="button" class={styles['button']} aria-label={label} onClick={() => void onPress()}>
      {children}
    </button>
  );
}
