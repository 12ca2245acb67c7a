import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '../../../src/protocol/codec.ts';
import { sentimentV1 } from '../../fixtures/build.ts';
import { FOLDER, openPanel, runOf, settled } from './panel.ts';

const call = (m: unknown, a: unknown, i: unknown = 'id'): string => encodeMessage({ t: 'q', i, m, a });
const run = { kind: 'run', folder: FOLDER, runId: 'a' };

/** Sends messages as a page could, and gives what the host answered and logged. */
async function answersTo(...messages: unknown[]) {
  const panel = openPanel();
  await panel.session.loadState();
  for (const message of messages) panel.post(message);
  await settled();
  return { ...panel, answers: panel.sent.map((text) => decodeMessage(text)) };
}

describe('32: the host at its door', () => {
  it.each<[string, unknown]>([
    ['an object', { t: 'q', i: 'id', m: 'showLog', a: [] }],
    ['nothing', undefined],
    ['broken JSON', '{"t":"q"'],
    ['null', 'null'],
    ['an answer to no question', encodeMessage({ t: 's', i: 'id', r: 1 })],
    ['an event', encodeMessage({ t: 'q', m: 'showLog', a: [] })],
    ['an unknown request', call('executeCommand', ['workbench.action.quit'])],
    ['a request of the first version', call('removeRuns', [[run]])],
    ['a request by the name of an object member', call('constructor', [])],
    ['arguments that are no list', call('showLog', { length: 0 })],
    ['more arguments than any request has', call('diffArtifact', [run, 'a', run, 'b', 'c'])],
    ['more text than any request needs', call('copyText', ['x'.repeat(50_000_000)])],
    ['deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('drops and logs %s', async (_, message) => {
    const { answers, asked, logged } = await answersTo(message);
    expect({ answers, asked }).toEqual({ answers: [], asked: [] });
    expect(logged).toEqual([expect.stringMatching(/^warn The compare panel dropped a message: /)]);
  });

  it.each<[string, unknown[]]>([
    ['showLog', ['extra']],
    ['copyText', [1]],
    ['setColumns', [[{ ...run, path: '/etc/passwd' }]]],
    ['setColumns', [Array.from({ length: 11 }, () => run)]],
    ['setColumns', [[{ kind: 'folder', folder: FOLDER }]]],
    ['addRelative', [run, 'parent']],
    ['openArtifact', [{ folder: FOLDER }, 'a.txt']],
    ['openPrompt', [run]],
    ['diffPrompt', [run, 'param:a', run, 1]],
    ['markPrompt', ['prompt', 'yes']],
    ['setMetricDirection', ['loss', 'sideways']],
    ['metricHistory', [run, 'loss', null, 1e9]],
    ['metricHistory', [run, 'loss', { axis: 'step', from: 0 }, 10]],
    ['metricHistory', [run, 'loss', null, NaN]],
    ['renameRun', [run, null]],
    ['setNote', [run, 'x'.repeat(1_000_000)]],
    ['setTag', [run, 'team', 1]],
    ['exportComparison', ['exe']],
    ['reveal', [{ ...run, kind: 'modelVersion' }]],
  ])('refuses %s with wrong arguments', async (name, args) => {
    const { answers, asked } = await answersTo(call(name, args));
    expect(asked).toEqual([]);
    expect(answers).toEqual([
      { t: 's', i: 'id', e: expect.objectContaining({ code: 'INVALID_PARAMETER_VALUE' }) as unknown },
    ]);
  });

  it('opens nothing but what the comparison holds', async () => {
    const own = runOf(sentimentV1());
    const elsewhere = { ...own, folder: 'file:///elsewhere' };
    const { answers, asked } = await answersTo(
      call('openArtifact', [own, '../../etc/passwd']),
      call('openArtifact', [elsewhere, 'sentiment_analyzer/MLmodel']),
      call('diffArtifact', [own, 'sentiment_analyzer/MLmodel', own, 'sentiment_analyzer']),
      call('diffPrompt', [own, 'no_such_prompt', own, 'no_such_prompt']),
      call('writeBackPrompt', [own, 'file:../../x']),
      call('metricHistory', [own, '../accuracy', null, 100]),
      call('markPrompt', ['no_such_param', true]),
      call('setMetricDirection', ['no_such_metric', 'higher']),
      call('diffCommits', [own, own]),
      call('setTag', [elsewhere, 'team', 'x']),
      call('setColumns', [[elsewhere]]),
      call('reveal', [elsewhere]),
    );
    expect(asked).toEqual([]);
    expect(answers.map((answer) => (answer as { e: Error }).e.message)).toEqual([
      'sentiment_v1 has no artifact "../../etc/passwd".',
      'This is not part of the comparison any more.',
      'sentiment_v1 has no artifact "sentiment_analyzer".',
      'sentiment_v1 has no prompt "no_such_prompt".',
      'sentiment_v1 has no prompt "file:../../x".',
      'sentiment_v1 has no metric "../accuracy".',
      'No param "no_such_param".',
      'No metric "no_such_metric".',
      'sentiment_v1 does not say which commit it was made from.',
      'This is not part of the comparison any more.',
      'This is not part of the comparison any more.',
      'This is not part of the comparison any more.',
    ]);
  });

  it('answers a defect without its detail, which it logs', async () => {
    const panel = openPanel({ fails: new TypeError('cannot open /home/ada/x') });
    panel.post(call('copyText', ['x']));
    await settled();
    expect(panel.sent.join()).not.toContain('/home');
    expect(panel.logged).toEqual([
      "error The compare panel's request copyText failed. TypeError: cannot open /home/ada/x",
    ]);
  });

  it('hears nothing any more once it is disposed', async () => {
    const panel = openPanel();
    panel.channel.dispose();
    panel.post(call('showLog', []));
    await settled();
    expect(panel.asked).toEqual([]);
  });
});

describe('what the host tells the page', () => {
  it('goes without waiting for an answer', async () => {
    const { channel, sent } = openPanel();
    channel.events.act('nextDifference');
    channel.events.showSection('metrics');
    await settled();
    expect(sent.map((text) => decodeMessage(text))).toEqual([
      { t: 'q', m: 'act', a: ['nextDifference'] },
      { t: 'q', m: 'showSection', a: ['metrics'] },
    ]);
  });
});
