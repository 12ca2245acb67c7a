import { expect, test } from 'vitest';
import { compare } from '../../../../src/compare/compare.ts';
import type { Snapshot } from '../../../../src/model/snapshot.ts';
import { findMatches } from '../../../../webview/find/matches.ts';
import { pageTexts } from '../../../../webview/find/pageTexts.ts';
import { findPattern } from '../../../../webview/find/pattern.ts';
import type { Place } from '../../../../webview/find/places.ts';
import { buildModel, buildPrompt, buildSnapshot } from '../../../fixtures/build.ts';
import { supportV1, supportV2 } from '../../../fixtures/rich.ts';

/** Where a query is found, as `params > temperature > 1` and `prompts/x/1 right 3`. */
function found(query: string, snapshots: readonly Snapshot[], candidate = 1): readonly string[] {
  const texts = pageTexts(compare(snapshots), 'latest', candidate);
  const pattern = findPattern(query, { matchCase: false, wholeWord: false });
  if (pattern === undefined) return [];
  return findMatches(texts, pattern, 1000).items.map(({ text }) => placeText(texts[text]?.place));
}

function placeText(place: Place | undefined): string {
  if (place === undefined) return 'nowhere';
  if (place.kind === 'line') return `${place.list} ${place.side} ${place.line}`;
  return [place.list, place.row, place.column ?? 'head'].join(' > ');
}

test('names and values of params are found in their cells', () => {
  const params = [
    { params: { temperature: '0.7', other: 'x' } },
    { params: { temperature: '0.2', other: 'Temperature: 0.2' } },
  ];
  const snapshots = params.map((spec) => buildSnapshot(spec));
  expect(found('temperature', snapshots)).toEqual(['params > other > 1', 'params > temperature > head']);
  expect(found('0.2', snapshots)).toEqual(['params > other > 1', 'params > temperature > 1']);
});

test('a prompt is found line by line, the baseline’s on the left of the column that is shown', () => {
  const of = (text: string) => buildSnapshot({ prompts: [buildPrompt(text)] });
  const snapshots = [of('one\ntwo word'), of('one\nthree'), of('word\r\nthree')];
  expect(found('word', snapshots, 1)).toEqual([
    'prompts/prompt_template/1 left 2',
    'prompts/prompt_template/2 right 1',
  ]);
  expect(found('word', snapshots, 2)[0]).toBe('prompts/prompt_template/2 left 2');
  expect(found('one', snapshots.slice(0, 1), 1)).toEqual(['prompts/prompt_template/0 right 1']);
});

test('a text that is the baseline’s again is found once', () => {
  const same = () => buildSnapshot({ prompts: [buildPrompt('say hello')] });
  expect(found('hello', [same(), same(), same()])).toEqual(['prompts/prompt_template/1 left 1']);
});

test('messages of a chat prompt are found in the message they are in', () => {
  const chat = (content: string) =>
    buildSnapshot({
      prompts: [
        buildPrompt(
          JSON.stringify([
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content },
          ]),
        ),
      ],
    });
  const snapshots = [chat('Why {x}?'), chat('How {x}, briefly?')];
  expect(found('brief', snapshots)).toEqual([
    'prompts/prompt_template/1/1-1 left 1',
    'prompts/prompt_template/1/2-2 right 1',
  ]);
});

test('metrics of the machine and MLflow’s own tags are found in their own tables', () => {
  const one = buildSnapshot({
    metrics: { accuracy: 0.5, 'system/cpu_percent': 90 },
    tags: { team: 'cpu', 'mlflow.note': 'cpu' },
  });
  expect(found('cpu', [one])).toEqual([
    'systemMetrics > system/cpu_percent > head',
    'tags > team > 0',
    'tags/system > mlflow.note > 0',
  ]);
});

test('everything that a comparison says of two runs is found where it stands', () => {
  const texts = pageTexts(compare([supportV1(), supportV2()]), 'latest', 1);
  const lists = [...new Set(texts.map(({ place }) => place.list.split('/')[0]))];
  expect(lists).toEqual([
    'prompts',
    'metrics',
    'systemMetrics',
    'params',
    'models',
    'signatures',
    'inputExamples',
    'dependencies',
    'artifacts',
    'tags',
    'runInfo',
  ]);
});

test('what is said of a prompt is found: its name, and of the column that is shown its message and its checks', () => {
  const of = (version: string, commitMessage: string, text: string) =>
    buildSnapshot({
      prompts: [{ ...buildPrompt(text), name: 'greeting', version, commitMessage }],
      models: [
        buildModel({
          description: {
            signature: { inputs: [{ type: 'string', name: 'who', required: true }], outputs: null, params: null },
          },
        }),
      ],
    });
  const snapshots = [of('1', 'The first', 'Hello {who}'), of('2', 'Shorter', 'Hi {whom}')];
  expect(found('greeting', snapshots)).toEqual(['prompts/greeting/about > name > head']);
  expect(found('shorter', snapshots)).toEqual(['prompts/greeting/about > message > head']);
  expect(found('the first', snapshots)).toEqual([]);
  expect(found('nothing fills', snapshots)).toEqual(['prompts/greeting/about > check/0 > head']);
  expect(found('the first', snapshots.slice(0, 1))).toEqual(['prompts/greeting/about > message > head']);
});

test('what a signature means for callers is found, as a whole and row by row', () => {
  const snapshots = [supportV1(), supportV2()];
  expect(found('became required', snapshots)).toEqual([
    'signatures/support/verdict > verdict > 1',
    'signatures/support/inputs > customer > 1',
  ]);
  expect(found('accepts its own example', snapshots)).toEqual([
    'signatures/support/verdict > examples > 0',
    'signatures/support/verdict > examples > 1',
  ]);
});
