import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatRows } from '../../../../src/compare/prompts/chat.ts';
import { readChat } from '../../../../src/compare/prompts/chatText.ts';
import type { ChatMessage, ChatRow } from '../../../../src/compare/comparison.ts';
import { drawDiff } from '../draw.ts';

describe('a text that is a list of chat messages', () => {
  const read = (text: string): readonly string[] | null =>
    readChat(text)?.messages.map(({ role, text: said }) => `${role}: ${said}`) ?? null;
  const two = ['system: Be kind.', 'user: {question}'];

  it.each([
    ['[{"role":"system","content":"Be kind."},{"role":"user","content":"{question}"}]', 'JSON'],
    ["[{'role': 'system', 'content': 'Be kind.'}, {'role': 'user', 'content': '{question}'}]", 'str() of Python'],
    ['{"messages": [{"role":"system","content":"Be kind."},{"role":"user","content":"{question}"}]}', 'in an object'],
    ["[('system', 'Be kind.'), ('user', '{question}')]", 'pairs'],
    ['[["system", "Be kind."], ["user", [{"type": "text", "text": "{question}"}]]]', 'parts'],
    ['[{"role":"system","parts":[{"text":"Be kind."}]},{"role":"user","parts":[{"text":"{question}"}]}]', 'Gemini'],
    ['system:\nBe kind.\n\nuser:\n{question}\n', 'lines that name the speaker'],
    ['---\nname: qa\n---\n# system:\nBe kind.\n# user:\n{question}', 'a prompty file'],
    ['{{role "system"}}\nBe kind.\n{{role "user"}}\n{question}', 'a dotprompt file'],
  ])('is read: %s', (text) => {
    expect(read(text)).toEqual(two);
  });

  it('is none, without a long search, where white space is all there is', () => {
    const blank = ' '.repeat(1_000_000);
    expect([blank, `${blank}x`, `#${blank}`, `${blank}#`].map((text) => readChat(text))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(read(`system:\nBe${blank}kind.${blank}`)).toEqual([`system: Be${blank}kind.`]);
  });

  it('is read from the objects of LangChain as they print themselves', () => {
    expect(
      read("[SystemMessage(content='Be kind.', additional_kwargs={}), HumanMessage(content='{question}', id=None)]"),
    ).toEqual(['system: Be kind.', 'human: {question}']);
  });

  it("reads Python's strings with all their escapes", () => {
    expect(
      read(String.raw`[{'role': 'user', 'content': "it's \"so\"\n\xe9 \u00df \U0001f600 \\d \'q\'"}, ('ai', r'\d')]`),
    ).toEqual(["user: it's \"so\"\né ß 😀 \\d 'q'", 'ai: \\d']);
  });

  it('shows below the words what else a message has, every digit of it', () => {
    const call = '{"id":"c1","function":{"name":"weather","arguments":"{}"},"weight":9.0}';
    const text = `[{"role":"assistant","content":null,"tool_calls":[${call}],"refusal":null},{"role":"tool","tool_call_id":"c1","content":"12"}]`;
    expect(readChat(text)?.text).toMatchInlineSnapshot(`
      "assistant:
      tool_calls: [
        {
          "id": "c1",
          "function": {
            "name": "weather",
            "arguments": "{}"
          },
          "weight": 9.0
        }
      ]

      tool:
      12

      tool_call_id: c1"
    `);
  });

  it('keeps what stands beside the messages', () => {
    expect(readChat('{"temperature": 0.70, "messages": [{"role":"user","content":"Hi"}]}')?.text).toBe(
      'user:\nHi\n\n{\n  "temperature": 0.70\n}',
    );
  });

  it.each([
    'You are kind.',
    'Answer for the user:\nkindly',
    '[]',
    '[1, 2]',
    '{"role": 1}',
    '{"label": "positive"}',
    '[{"role":"admin","name":"Ada"}]',
    "['a', 'b']",
    "[('a', 'b')]",
    "[{'role': 'user', 'content': 'cut in the mid",
    '[{"role":"user","content":"a"}, 5]',
    '('.repeat(100_000),
    "[{'a':".repeat(10_000),
  ])('is no other text: %.40s', (text) => {
    expect(read(text)).toBeNull();
  });
});

const message = (line: string, index: number): ChatMessage => {
  const [role = '', text = ''] = line.split(/: (.*)/s);
  return { position: index + 1, role, text };
};

const rows = (left: readonly string[], right: readonly string[]): ChatRow[] =>
  chatRows(left.map(message), right.map(message), 100_000);

const draw = (left: readonly string[], right: readonly string[]): string =>
  rows(left, right)
    .map(({ left: before, right: after, change, moved, diff }) => {
      const roles = before && after && before.role !== after.role ? `${before.role} → ${after.role}` : '';
      const head = `${before?.position ?? '-'} ${after?.position ?? '-'} ${change}${moved ? ', moved' : ''} ${roles || (after ?? before)?.role}`;
      return `${head}\n${drawDiff(diff)}`;
    })
    .join('\n');

describe('the messages of two chat prompts', () => {
  it('are set side by side by role and likeness, new ones between them', () => {
    expect(
      draw(
        ['system: You are a helpful assistant.', 'user: What is 2 + 2?', 'assistant: 4', 'user: {question}'],
        [
          'system: You are a kind assistant.',
          'user: What is 2 + 2?',
          'assistant: It is 4.',
          'user: Who wrote Faust?',
          'assistant: Goethe did.',
          'user: {question}',
        ],
      ),
    ).toMatchInlineSnapshot(`
      "1 1 changed system
      ~ 1 You are a [helpful] assistant.
        1 You are a [kind] assistant.
      2 2 same user
        1 1 What is 2 + 2?
      3 3 changed assistant
      ~ 1 4
        1 [It is ]4[.]
      - 4 added user
      +   1 [Who wrote Faust?]
      - 5 added assistant
      +   1 [Goethe did.]
      4 6 same user
        1 1 {question}"
    `);
  });

  it('are recognised where they moved', () => {
    expect(
      draw(
        ['system: Be kind.', 'user: first example of a question', 'assistant: its answer', 'user: {question}'],
        ['user: first example of a question', 'assistant: its answer', 'user: {question}', 'system: Be kind.'],
      ),
    ).toMatchInlineSnapshot(`
      "2 1 same user
        1 1 first example of a question
      3 2 same assistant
        1 1 its answer
      4 3 same user
        1 1 {question}
      1 4 same, moved system
        1 1 Be kind."
    `);
  });

  it('are the same ones when the role got another name or the system says something else', () => {
    expect(
      draw(
        ['system: You summarize texts.', 'human: Summarize {text} in three lines.'],
        ['developer: Translate like a poet.', 'user: Summarize {text} in two lines.'],
      ),
    ).toMatchInlineSnapshot(`
      "1 1 changed system → developer
      ~ 1 [You summarize texts].
        1 [Translate like a poet].
      2 2 changed human → user
      ~ 1 Summarize {text} in [three] lines.
        1 Summarize {text} in [two] lines."
    `);
  });

  const anyMessage = fc
    .tuple(
      fc.constantFrom('system', 'user', 'assistant', 'tool', 'human', ''),
      fc.oneof(fc.constantFrom('', 'Be kind.', 'Be very kind.', '{question}', 'one two three four'), fc.string()),
    )
    .map(([role, text]) => ({ role, text }));
  const chat = fc
    .array(anyMessage, { maxLength: 7 })
    .map((list) => list.map((each, index): ChatMessage => ({ position: index + 1, ...each })));

  it('stand in exactly one row each, whatever they are', () => {
    fc.assert(
      fc.property(chat, chat, (left, right) => {
        const aligned = chatRows(left, right, 10_000);
        const positions = (side: 'left' | 'right'): number[] => aligned.flatMap((row) => row[side]?.position ?? []);
        expect(positions('left').toSorted((a, b) => a - b)).toEqual(left.map(({ position }) => position));
        expect(positions('right')).toEqual(right.map(({ position }) => position));
        const kept = aligned.filter((row) => row.left && row.right && !row.moved);
        expect(kept.map((row) => row.left?.position)).toEqual(
          kept.map((row) => row.left?.position ?? 0).toSorted((a, b) => a - b),
        );
      }),
    );
  });

  it('are all the same in a prompt compared with itself', () => {
    fc.assert(
      fc.property(chat, (list) => {
        expect(chatRows(list, list, 10_000).every((row) => row.change === 'same' && !row.moved)).toBe(true);
      }),
    );
  });

  it('are paired alike when the sides are swapped', () => {
    const pairs = (list: readonly ChatRow[], side: 'left' | 'right', other: 'left' | 'right'): string[] =>
      list.map((row) => `${row[side]?.position} ${row[other]?.position} ${row.moved}`).toSorted();
    fc.assert(
      fc.property(chat, chat, (left, right) => {
        const there = chatRows(left, right, 10_000);
        expect(pairs(there, 'left', 'right')).toEqual(pairs(chatRows(right, left, 10_000), 'right', 'left'));
      }),
    );
  });

  it('are aligned where they are many', () => {
    const many = Array.from({ length: 600 }, (_, index) => `user: question number ${index} of many`);
    const changed = many.toSpliced(300, 1, 'user: another one').toSpliced(100, 1).toSpliced(450, 0, 'user: new');
    expect(rows(many, changed).filter((row) => row.change !== 'same').length).toBeLessThan(6);
  });
});
