/** The address that a whole text is, where it is one that a browser may open; null for any other text. */
export function webAddress(text: string): string | null {
  if (!/^https?:\/\/[^\s<>"]+$/i.test(text)) return null;
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '' ? url.href : null;
}
