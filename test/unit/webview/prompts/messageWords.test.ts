import { describe, expect, it } from 'vitest';
import type { ChatMessage, ChatRow } from '../../../../src/compare/comparison.ts';
import { messageKey, messageWords } from '../../../../webview/prompts/messageWords.ts';

const NO_DIFF: ChatRow['diff'] = {
  identical: true,
  rows: [],
  precision: 'words',
  shortened: null,
  addedLines: 0,
  removedLines: 0,
  changedLines: 0,
};

const message = (position: number, role = 'user'): ChatMessage => ({ position, role, text: 'hi' });
const row = (
  left: ChatMessage | null,
  right: ChatMessage | null,
  change: ChatRow['change'],
  moved = false,
): ChatRow => ({
  left,
  right,
  change,
  moved,
  diff: NO_DIFF,
});

describe('what became of a chat message', () => {
  it.each<[string, ChatRow]>([
    ['Unchanged', row(message(1), message(2), 'same')],
    ['Added', row(null, message(3), 'added')],
    ['Removed', row(message(3), null, 'removed')],
    ['Changed', row(message(1), message(1), 'changed')],
    ['Another role', row(message(1, 'user'), message(1, 'system'), 'changed')],
    ['Moved from 4 to 2', row(message(4), message(2), 'same', true)],
    ['Changed, moved from 4 to 2', row(message(4), message(2), 'changed', true)],
  ])('is said in words: %s', (words, chatRow) => {
    expect(messageWords(chatRow)).toBe(words);
  });

  it('has a key of its own on either side', () => {
    expect([row(null, message(1), 'added'), row(message(1), null, 'removed')].map(messageKey)).toEqual(['-1', '1-']);
  });
});
