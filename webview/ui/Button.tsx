import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';
import styles from './IconButton.module.css';

interface ButtonProps {
  readonly onPress: () => unknown;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly children: ComponentChildren;
}

export function Button({ onPress, primary = false, disabled = false, children }: ButtonProps) {
  return (
    <vscode-button
      appearance={primary ? 'primary' : 'secondary'}
      disabled={disabled}
      onClick={() => !disabled && void onPress()}
    >
      {children}
    </vscode-button>
  );
}

interface IconButtonProps {
  readonly icon: string;
  /** What pressing it does; shown as a tooltip and read aloud. */
  readonly label: string;
  /** For a button that switches something on and off. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onPress: () => unknown;
}

/** A browser's own button, not the toolkit's: the page has one for each file and each prompt. */
export function IconButton({ icon, label, pressed, disabled = false, onPress }: IconButtonProps) {
  return (
    <button
      type="button"
      class={styles['icon']}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={disabled || undefined}
      title={label}
      onClick={() => !disabled && void onPress()}
    >
      <Icon name={icon} />
    </button>
  );
}
