import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

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
  readonly onPress: () => unknown;
}

export function IconButton({ icon, label, onPress }: IconButtonProps) {
  return (
    <vscode-button appearance="icon" aria-label={label} title={label} onClick={() => void onPress()}>
      <Icon name={icon} />
    </vscode-button>
  );
}
