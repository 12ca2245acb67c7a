/** `3 of 17`, `17 found` before one was gone to, `20,000+ found`. */
export function countText(query: string, current: number, count: number, more: boolean): string {
  if (query === '') return '';
  if (count === 0) return 'No results';
  const all = `${count.toLocaleString('en')}${more ? '+' : ''}`;
  return current === -1 ? `${all} found` : `${(current + 1).toLocaleString('en')} of ${all}`;
}
