import type { ComponentChildren } from 'preact';

export function Badge({ children }: { children: ComponentChildren }) {
  return <vscode-badge>{children}</vscode-badge>;
}
