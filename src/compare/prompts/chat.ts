import { byText } from '../align.ts';
import type { ChatMessage, ChatRow } from '../comparison.ts';
import { alignedMessages, type MessagePair } from './chatAlign.ts';
import { diffText } from '../texts/textDiff.ts';

/**
 * The messages of two chat prompts beside each other, in the order of the right one; what was removed stands after what
 * it followed. Every message of both is in exactly one row. Swapping the sides swaps the pairs.
 */
export function chatRows(left: readonly ChatMessage[], right: readonly ChatMessage[], effort: number): ChatRow[] {
  const pairs = byText(signature(left), signature(right)) <= 0 ? alignedMessages(left, right) : swapped(left, right);
  const unlike = pairs.filter((pair) => pair.left?.text !== pair.right?.text).length;
  const each = Math.floor(effort / Math.max(1, unlike));
  return inOrder(pairs).map(({ left: before, right: after, moved }) => ({
    left: before,
    right: after,
    change: before === null ? 'added' : after === null ? 'removed' : isSame(before, after) ? 'same' : 'changed',
    moved,
    diff: diffText(before?.text ?? '', after?.text ?? '', each),
  }));
}

/** A prompt's own messages, each beside itself. */
export const ownRows = (messages: readonly ChatMessage[]): ChatRow[] =>
  messages.map((message) => {
    return { left: message, right: message, change: 'same', moved: false, diff: diffText(message.text, message.text) };
  });

/** Of several alignments that are equally good one is taken; a fixed order of the prompts makes it prefer no side. */
const swapped = (left: readonly ChatMessage[], right: readonly ChatMessage[]): MessagePair[] =>
  alignedMessages(right, left).map((pair) => ({ left: pair.right, right: pair.left, moved: pair.moved }));

const signature = (messages: readonly ChatMessage[]): string =>
  JSON.stringify(messages.map(({ role, text }) => [role, text]));

const isSame = (a: ChatMessage, b: ChatMessage): boolean => a.role === b.role && a.text === b.text;

function inOrder(pairs: readonly MessagePair[]): MessagePair[] {
  const rows = pairs.filter(({ right }) => right !== null).toSorted((a, b) => place(a.right) - place(b.right));
  const removed = pairs.filter(({ right }) => right === null).toSorted((a, b) => place(a.left) - place(b.left));
  for (const pair of removed) rows.splice(lastBefore(rows, place(pair.left)) + 1, 0, pair);
  return rows;
}

const place = (message: ChatMessage | null): number => message?.position ?? 0;

/** The last row that is in the order of both and stands before a place of the left prompt; −1 for none. */
const lastBefore = (rows: readonly MessagePair[], position: number): number =>
  rows.findLastIndex(({ left, moved }) => left !== null && !moved && left.position < position);
