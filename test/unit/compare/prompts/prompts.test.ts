import { describe, expect, it } from 'vitest';
import type { PromptCell, PromptRow } from '../../../../src/compare/comparison.ts';
import { comparePrompts } from '../../../../src/compare/prompts/prompts.ts';
import { readTemplate, variableChanges } from '../../../../src/compare/prompts/variables.ts';
import type { ColumnSpec, ParamSpec } from '../../../../src/model/signature.ts';
import type { PromptText } from '../../../../src/model/snapshot.ts';
import { buildModel, buildPrompt, buildSnapshot, type SnapshotSpec } from '../../../fixtures/build.ts';

const compared = (...specs: SnapshotSpec[]): readonly PromptRow[] =>
  comparePrompts(
    specs.map((spec) => buildSnapshot(spec)),
    100_000,
  ).items;

/** The last cell of the only row of two prompts of one name. */
function cellOf(base: string | PromptText, here: string | PromptText): PromptCell {
  const [left, right] = [base, here].map((each) => (typeof each === 'string' ? buildPrompt(each) : each));
  const cell = compared({ prompts: left ? [left] : [] }, { prompts: right ? [right] : [] })[0]?.cells[1];
  if (!cell) throw new Error('no row');
  return cell;
}

describe('prompts', () => {
  it('are compared by name, a missing one with nothing', () => {
    const rows = compared(
      { prompts: [buildPrompt('a {x}', { name: 'system' }), buildPrompt('one {text}', { name: 'user' })] },
      {
        prompts: [buildPrompt('two {text}', { name: 'user', origin: 'registry', version: '3', commitMessage: 'why' })],
      },
    );
    expect(
      rows.map(({ key, differs, chat, cells }) => [
        key,
        differs,
        chat,
        ...cells.map(({ change, id, origin, version, commitMessage }) =>
          [change, id, origin, version, commitMessage].join(' '),
        ),
      ]),
    ).toEqual([
      ['system', true, false, 'same param:system param  ', 'removed    '],
      ['user', true, false, 'same param:user param  ', 'changed registry:user/3 registry 3 why'],
    ]);
    expect(rows[0]?.cells[1]).toMatchObject({ text: null, size: null, checks: [], responseFormat: null });
  });

  it('of the registry are compared whatever each is called, when nothing else is', () => {
    const version = (name: string): SnapshotSpec => ({
      head: { kind: 'promptVersion', name },
      prompts: [buildPrompt(`Prompt ${name}.`, { name, origin: 'registry', version: '1' })],
    });
    expect(compared(version('a'), version('b')).map(({ name, cells }) => [name, cells[1]?.change])).toEqual([
      ['a, b', 'changed'],
    ]);
    expect(compared(version('a'), { ...version('b'), head: {} })).toHaveLength(2);
  });

  it('of messages are read, beside a plain one too', () => {
    const chat = '[{"role":"system","content":"Be kind."},{"role":"user","content":"Answer {question}"}]';
    const [row] = compared({ prompts: [buildPrompt('Answer {question}')] }, { prompts: [buildPrompt(chat)] });
    expect(row).toMatchObject({ chat: true, differs: true });
    expect(row?.cells[1]?.text).toBe('system:\nBe kind.\n\nuser:\nAnswer {question}');
    expect(
      row?.cells.map((cell) => cell.messages?.map(({ left, right, change }) => [left?.text, change, right?.text])),
    ).toEqual([
      undefined,
      [
        [undefined, 'added', 'Be kind.'],
        ['Answer {question}', 'same', 'Answer {question}'],
      ],
    ]);
    expect(row?.cells[1]?.variables).toEqual([{ name: 'question', change: 'kept', from: null }]);
    expect(row?.cells[1]?.sizeOfChange).toMatchObject({ addedWords: 2, removedWords: 0, sentences: 1 });
  });

  it('of messages that are only spelled otherwise are the same', () => {
    const python = "[{'role': 'user', 'content': 'Answer {q}'}]";
    expect(cellOf('[ {"role": "user", "content": "Answer {q}"} ]', python).change).toBe('same');
    expect(cellOf('user:\nAnswer {q}', 'Answer {q}').change).toBe('changed');
  });

  it('differ when only their response format or their model settings do', () => {
    const settings = (json: string): PromptText => buildPrompt('Hi', { modelConfig: json });
    const [row] = compared({ prompts: [settings('{"t":0.20}')] }, { prompts: [settings('{"t":0.25}')] });
    expect(row?.differs).toBe(true);
    expect(row?.cells[1]).toMatchObject({ change: 'same', responseFormat: null });
    expect(row?.cells[1]?.modelConfig).toMatchObject({ change: 'changed', text: '{\n  "t": 0.25\n}' });
    expect(compared({ prompts: [settings('{"t":1}')] }, { prompts: [settings('{ "t": 1 }')] })[0]?.differs).toBe(false);
  });
});

describe('many prompts', () => {
  it('share the effort: a thousand long ones take no thousand times as long', () => {
    const words = (seed: number): string => Array.from({ length: 80 }, (_, nth) => `${seed * nth} is`).join(' ');
    const prompts = (count: number, seed: number): SnapshotSpec => ({
      prompts: Array.from({ length: count }, (_, nth) => buildPrompt(words(nth + seed), { name: `p${nth}` })),
    });
    const precise = (count: number): number =>
      compared(prompts(count, 2_000), prompts(count, 5_000)).filter(({ cells }) => cells[1]?.diff?.shortened === null)
        .length;
    expect([precise(20), precise(500)]).toEqual([20, 0]);
  });
});

describe('template variables', () => {
  const drawn = (base: string, here: string): string[] =>
    variableChanges(readTemplate(base), readTemplate(here)).map(({ name, change, from }) =>
      [change, ...(from ? [from, '→'] : []), name].join(' '),
    );

  it('are kept, added and removed, in the order a reader meets them', () => {
    expect(drawn('Use {context}, answer {text} about {old} things', 'Answer {text} in {language} today')).toEqual([
      'removed context',
      'kept text',
      'removed old',
      'added language',
    ]);
  });

  it.each([
    ['Translate {text} to {lang}.', 'Translate {text} to {language}.', ['kept text', 'renamed lang → language']],
    ['Analyze the text: {text}', 'Classify the text: {review}', ['renamed text → review']],
    ['{question}', '{{ query }}', ['renamed question → query']],
    ['Hello {userName}, welcome', 'Dear {user_name}!', ['renamed userName → user_name']],
    [
      '{% for d in docs %}{{ d }}{% endfor %} Answer {{ q }}',
      '{% for d in sources %}{{ d }}{% endfor %} Answer {{ q }}',
      ['renamed docs → sources', 'kept q'],
    ],
  ])('that stand in the same place under another name are renamed: %s', (base, here, expected) => {
    expect(drawn(base, here)).toEqual(expected);
    const back = variableChanges(readTemplate(here), readTemplate(base)).filter(({ change }) => change === 'renamed');
    const there = variableChanges(readTemplate(base), readTemplate(here)).filter(({ change }) => change === 'renamed');
    expect(back.map(({ name, from }) => [from, name])).toEqual(there.map(({ name, from }) => [name, from]));
  });

  it('that stand elsewhere are others', () => {
    expect(drawn('Greet {name} by name.', 'Explain why the sky over {city} is blue.')).toEqual([
      'removed name',
      'added city',
    ]);
  });
});

describe('variables and what the model takes', () => {
  const text = (name?: string): ColumnSpec => ({
    type: 'string',
    required: true,
    ...(name === undefined ? {} : { name }),
  });
  const checked = (
    prompts: readonly string[],
    inputs: readonly ColumnSpec[] | null,
    more: {
      readonly example?: string;
      readonly params?: readonly ParamSpec[];
      readonly run?: Record<string, string>;
    } = {},
  ): string[] => {
    const signature = inputs && { inputs, outputs: null, params: more.params ?? null };
    const model = buildModel({ description: { signature, inputExample: more.example ?? null } });
    const rows = compared({
      prompts: prompts.map((prompt, index) => buildPrompt(prompt, { name: `p${index}` })),
      params: more.run ?? {},
      models: [model],
    });
    return rows.flatMap(({ cells }) => cells.flatMap(({ checks }) => checks.map((check) => check.text)));
  };

  it('fit together: nothing to say', () => {
    expect(checked(['Answer {question} about {user.name}'], [text('question'), text('user')])).toEqual([]);
    expect(checked(['Answer {question}'], null, { example: '{"columns": ["question"], "data": [["x"]]}' })).toEqual([]);
    expect(checked(['Answer {question}'], null, { example: '[{"question": "x"}]' })).toEqual([]);
    expect(checked(['Answer {question}'], null, { example: '{"inputs": {"question": ["x"]}}' })).toEqual([]);
  });

  it('do not fit: a variable nobody fills, an input no prompt uses', () => {
    expect(checked(['Classify {review} in {language}'], [text('text'), text('language')])).toEqual([
      'Nothing fills review: the model takes text and language.',
      "No prompt uses the model's input text.",
    ]);
    expect(checked(['One {a} {b}'], [text('a'), text('c')])).toEqual([
      'Nothing fills b: the model takes a and c.',
      "No prompt uses the model's input c.",
    ]);
    expect(checked(['Answer {query}'], null, { example: '{"question": "x"}' })).toEqual([
      'Nothing fills query: the model takes question.',
    ]);
  });

  it('are filled by params of the signature and of the run, and by frameworks', () => {
    const style: ParamSpec = { name: 'style', type: 'string', default: 'plain', shape: null };
    expect(
      checked(['{style} {tone} {q} {agent_scratchpad}'], [text('q')], { params: [style], run: { tone: 'warm' } }),
    ).toEqual([]);
  });

  it('say nothing of a prompt that is filled with what is made on the way, or by an evaluation', () => {
    expect(checked(['Answer {q}', 'Sum up {conversation}'], [text('q')])).toEqual([]);
    const judge = buildPrompt('Is {reply} an answer to {q}?', { name: 'judge_prompt' });
    const signature = { inputs: [text('q')], outputs: null, params: null };
    const [row] = compared({ prompts: [judge], models: [buildModel({ description: { signature } })] });
    expect(row?.cells[0]?.checks).toEqual([]);
  });

  it('say nothing where anything may be filled in, or nothing is known', () => {
    const tensor: ColumnSpec = { type: 'tensor', 'tensor-spec': { dtype: 'float32', shape: [-1] }, required: true };
    const messages: ColumnSpec = { type: 'array', items: { type: 'string' }, name: 'messages', required: true };
    for (const inputs of [[text()], [tensor], [messages], null]) expect(checked(['{anything}'], inputs)).toEqual([]);
    for (const example of ['"a text"', '["a", "b"]', '{"messages": []}', 'not JSON', '[NaN]']) {
      expect(checked(['{anything}'], null, { example })).toEqual([]);
    }
    expect(checked(['No variables here.'], [text('text')])).toEqual([]);
  });

  it('say nothing of a table that has nothing to do with the prompt, nor of numbers', () => {
    const table = Array.from({ length: 30 }, (_, index) => text(`feature_${index}`));
    expect(checked(['Explain {x}'], table)).toEqual([
      'Nothing fills x: the model takes feature_0, feature_1, feature_2, feature_3, feature_4 and 25 more inputs.',
    ]);
    expect(checked(['Answer {q}'], [text('q'), { type: 'double', name: 'temperature', required: false }])).toEqual([]);
  });
});

describe('the size of a prompt', () => {
  const sizeOf = (prompt: string): string => {
    const { size } = cellOf('', prompt);
    return `${size?.characters} ${size?.words} ${size?.lines} ${size?.tokens}`;
  };

  it('is counted in code points, words, lines and estimated tokens', () => {
    expect(sizeOf('Answer {question} in one word.\nBe kind!')).toBe('39 7 2 12');
    expect(sizeOf('请分析以下文本的情感。')).toBe('11 6 1 10');
    expect(sizeOf('👩‍👩‍👧 ok')).toBe('8 1 1 3');
    expect(sizeOf('')).toBe('0 0 0 0');
  });

  it('of a change is told in words', () => {
    const told = (base: string, here: string): string => {
      const change = cellOf(base, here).sizeOfChange;
      return `${change?.sentences}: ${change?.text}`;
    };
    expect(told('Be brief. Be kind.', 'Be brief. Be kind.')).toBe('0: ');
    expect(told('Be brief. Be kind.', 'Be brief. Be very kind. Never guess.')).toBe('2: +3 words, about +4 tokens');
    expect(told('Be brief. Be kind. Bye.', 'Be brief. Bye.')).toBe('1: −2 words, about −3 tokens');
    expect(told('Say  hi.', 'Say hi.')).toBe('0: white space only');
    expect(told('Say {a}.', 'Say {b}!')).toBe('1: +1 word, −1 word');
  });
});
