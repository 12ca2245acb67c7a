import type { ChatRow } from '../../src/compare/comparison.ts';

/** Unique among the messages of a prompt. */
export const messageKey = ({ left, right }: ChatRow): string => `${left?.position ?? ''}-${right?.position ?? ''}`;

/** What became of a message: `Added`, `Changed, moved from 4 to 2`, `Unchanged`. */
export function messageWords({ left, right, change, moved }: ChatRow): string {
  if (left === null) return 'Added';
  if (right === null) return 'Removed';
  const words = [
    ...(change === 'same' ? [] : [left.role === right.role ? 'changed' : 'another role']),
    ...(moved ? [`moved from ${left.position} to ${right.position}`] : []),
  ].join(', ');
  return words === '' ? 'Unchanged' : words.charAt(0).toUpperCase() + words.slice(1);
}
