import type { ComponentChildren } from 'preact';

/** The address that a whole text is, where it is one that a browser may open; null for any other text. */
export function webAddress(text: string): string | null {
  if (!/^https?:\/\/[^\s<>"]+$/i.test(text)) return null;
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '' ? url.href : null;
}

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
