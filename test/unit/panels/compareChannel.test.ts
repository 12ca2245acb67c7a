import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '../../../src/protocol/codec.ts';
import { sentimentV1 } from '../../fixtures/build.ts';
import { FOLDER, openPanel, refOf, settled } from '../webview/panel.ts';

const call = (m: unknown, a: unknown, i: unknown = 'id'): string => encodeMessage({ t: 'q', i, m, a });

/** Sends messages as a page could, and gives what the host answered and logged. */
async function answersTo(...messages: unknown[]) {
  const panel = openPanel();
  await panel.session.loadState();
  for (const message of messages) panel.post(message);
  await settled();
  return { ...panel, answers: panel.sent.map((text) => decodeMessage(text)) };
}

describe('the host at its door', () => {
  it.each<[string, unknown]>([
    ['an object', { t: 'q', i: 'id', m: 'showLog', a: [] }],
    ['nothing', undefined],
    ['broken JSON', '{"t":"q"'],
    ['null', 'null'],
    ['an answer to no question', encodeMessage({ t: 's', i: 'id', r: 1 })],
    ['an event', encodeMessage({ t: 'q', m: 'showLog', a: [] })],
    ['an unknown request', call('executeCommand', ['workbench.action.quit'])],
    ['a request by the name of an object member', call('constructor', [])],
    ['arguments that are no list', call('showLog', { length: 0 })],
    ['more text than any request needs', call('copyText', ['x'.repeat(5_000_000)])],
    ['deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('drops and logs %s', async (_, message) => {
    const { answers, asked, logged } = await answersTo(message);
    expect({ answers, asked }).toEqual({ answers: [], asked: [] });
    expect(logged).toEqual([expect.stringMatching(/^warn The compare panel dropped a message: /)]);
  });

  it.each<[string, unknown[]]>([
    ['showLog', ['extra']],
    ['copyText', [1]],
    ['removeRuns', [[{ folder: FOLDER, runId: 'a', path: '/etc/passwd' }]]],
    ['reorder', [Array.from({ length: 11 }, () => ({ folder: FOLDER, runId: 'a' }))]],
    ['openArtifact', [{ folder: FOLDER }, 'a.txt']],
  ])('refuses %s with wrong arguments', async (name, args) => {
    const { answers, asked } = await answersTo(call(name, args));
    expect(asked).toEqual([]);
    expect(answers).toEqual([
      { t: 's', i: 'id', e: expect.objectContaining({ code: 'INVALID_PARAMETER_VALUE' }) as unknown },
    ]);
  });

  it('opens nothing but what the comparison holds', async () => {
    const run = refOf(sentimentV1());
    const elsewhere = { ...run, folder: 'file:///elsewhere' };
    const { answers, asked } = await answersTo(
      call('openArtifact', [run, '../../etc/passwd']),
      call('openArtifact', [elsewhere, 'sentiment_analyzer/MLmodel']),
      call('diffArtifact', [run, run, 'sentiment_analyzer']),
      call('diffPrompt', [run, run, 'no_such_prompt']),
      call('revealRun', [elsewhere]),
    );
    expect(asked).toEqual([]);
    expect(answers.map((answer) => (answer as { e: Error }).e.message)).toEqual([
      'The run has no artifact "../../etc/passwd".',
      'This run is not part of the comparison any more.',
      'The run has no artifact "sentiment_analyzer".',
      'No prompt "no_such_prompt".',
      'This run is not part of the comparison any more.',
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
