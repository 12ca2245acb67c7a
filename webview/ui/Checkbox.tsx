import type { ComponentChildren } from 'preact';

interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ComponentChildren;
}

export function Checkbox({ checked, onChange, children }: CheckboxProps) {
  return (
    <vscode-checkbox
      checked={checked}
      onChange={(event) => onChange((event.currentTarget as HTMLElement & { checked: boolean }).checked)}
    >
      {children}
    </vscode-checkbox>
  );
}
