import { describe, expect, test } from 'vitest';
import { CompareSession } from '../../../src/panels/compareSession.ts';
import type { RunSnapshot } from '../../../src/model/snapshot.ts';
import type { CompareState } from '../../../src/protocol/compare.ts';
import { buildSnapshot } from '../../fixtures/build.ts';
import { refOf, settled } from '../webview/panel.ts';

const named = (runName: string): RunSnapshot => buildSnapshot({ info: { runId: 'one', runName } });
const other = buildSnapshot({ info: { runId: 'two', runName: 'another run' } });
const namesOf = ({ runs }: CompareState): string => runs.map(({ snapshot }) => snapshot.run.info.runName).join(' ');

/** A session of one run; every read of it waits in `reads` for the snapshot it is to find. */
function openSession() {
  const reads: ((snapshot: RunSnapshot) => void)[] = [];
  const told: string[] = [];
  const nothing = async (): Promise<undefined> => undefined;
  const session = new CompareSession([refOf(named(''))], {
    source: { snapshot: () => new Promise((resolve) => reads.push(resolve)) },
    actions: {
      pickRuns: nothing,
      diffPrompt: nothing,
      openArtifact: nothing,
      diffArtifact: nothing,
      copyText: nothing,
      revealRun: nothing,
      showLog: nothing,
    },
    events: { stateChanged: (state) => void told.push(namesOf(state)), failed: () => undefined },
    failed: (error) => void told.push(String(error)),
    shown: () => undefined,
  });
  return { session, reads, told };
}

describe('a comparison whose runs are read slower than they change', () => {
  test('is shown as each read ends, whatever began meanwhile', async () => {
    const { session, reads, told } = openSession();
    const loaded = session.loadState();
    void session.refresh();
    void session.refresh();
    reads[0]?.(named('first'));
    expect(namesOf(await loaded)).toBe('first');
    reads[1]?.(named('second'));
    await settled();
    reads[2]?.(named('third'));
    await settled();
    expect([reads.length, told]).toEqual([3, ['second', 'third']]);
  });

  test('never goes back to what was read earlier', async () => {
    const { session, reads, told } = openSession();
    void session.refresh();
    void session.refresh();
    reads[1]?.(named('newer'));
    await settled();
    reads[0]?.(named('older'));
    await settled();
    expect(told).toEqual(['newer']);
  });

  test('never shows a selection that was left meanwhile', async () => {
    const { session, reads, told } = openSession();
    void session.refresh();
    void session.show([refOf(other)]);
    reads[0]?.(named('left'));
    await settled();
    reads[1]?.(other);
    await settled();
    expect(told).toEqual(['another run']);
  });
});
