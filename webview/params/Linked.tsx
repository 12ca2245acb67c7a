import type { ComponentChildren } from 'preact';
import { webAddress } from './webAddress.ts';

/** A text that is an address of the web, as a link. */
export function Linked({ text, children }: { text: string; children: ComponentChildren }) {
  const address = webAddress(text);
  if (address === null) return <>{children}</>;
  return (
    <a href={address} rel="noreferrer">
      {text}
    </a>
  );
}
