import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/compare/compare.ts';
import type { Comparison } from '../../../src/compare/comparison.ts';
import { notFound } from '../../../src/model/errors.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { subjectKey } from '../../../src/model/subject.ts';
import type { Engine } from '../../../webview/answers.ts';
import { buildSnapshot } from '../../fixtures/build.ts';
import { loadedPanel, openPanel, runOf, settled } from './panel.ts';
import type { Panel } from './panel.ts';

const run = (runName: string, metrics: Record<string, number> = {}): Snapshot =>
  buildSnapshot({ info: { runId: runName, runName }, metrics });

/** An engine that answers when it is told to. */
function slowEngine() {
  const calls: {
    readonly snapshots: readonly Snapshot[];
    finish(): Promise<void>;
    fail(error: Error): Promise<void>;
  }[] = [];
  const engine: Engine = {
    compare: (snapshots, options) =>
      new Promise<Comparison>((resolve, reject) => {
        const finish = (): Promise<void> => (resolve(compare(snapshots, options)), settled());
        calls.push({ snapshots, finish, fail: (error) => (reject(error), settled()) });
      }),
  };
  return { engine, calls };
}

const shown = ({ view }: Panel): string => (view.comparison.value?.columns ?? []).map(({ name }) => name).join(' ');
const loss = ({ view }: Panel): string | undefined =>
  view.comparison.value?.metrics.items[0]?.cells[0]?.values?.latest.text;

describe('a comparison that takes long', () => {
  it('leaves what was there before, and says that it is under way', async () => {
    const { engine, calls } = slowEngine();
    const panel = openPanel({ snapshots: [run('a', { loss: 1 })], engine });
    await panel.view.load();
    expect([shown(panel), panel.view.working.value]).toEqual(['', true]);
    await calls[0]?.finish();
    panel.store.set(subjectKey(runOf(run('a'))), run('a', { loss: 2 }));
    await panel.session.refresh();
    expect([loss(panel), panel.view.working.value]).toEqual(['1', true]);
    await calls[1]?.finish();
    expect([loss(panel), panel.view.working.value]).toEqual(['2', false]);
  });

  it('is made of the newest state after it, and shown meanwhile while the columns are the same', async () => {
    const { engine, calls } = slowEngine();
    const panel = await loadedPanel({ snapshots: [run('a', { loss: 1 })], engine });
    for (const value of [2, 3, 4]) {
      panel.store.set(subjectKey(runOf(run('a'))), run('a', { loss: value }));
      await panel.session.refresh();
    }
    await calls[0]?.finish();
    expect([loss(panel), calls.length]).toEqual(['1', 2]);
    await calls[1]?.finish();
    expect([loss(panel), panel.view.working.value]).toEqual(['4', false]);
  });

  it('is dropped when the page is about other columns by then', async () => {
    const { engine, calls } = slowEngine();
    const panel = await loadedPanel({ snapshots: [run('a'), run('b')], engine });
    await panel.session.show([runOf(run('b'))]);
    await calls[0]?.finish();
    expect(shown(panel)).toBe('');
    await calls[1]?.finish();
    expect(shown(panel)).toBe('b');
  });

  it('says what went wrong, and does not stand in the way of the next', async () => {
    const { engine, calls } = slowEngine();
    const panel = await loadedPanel({ snapshots: [run('a')], engine });
    await calls[0]?.fail(notFound('It broke.'));
    expect([panel.view.problem.value?.message, panel.view.working.value]).toEqual(['It broke.', false]);
    void panel.view.load();
    await settled();
    await calls[1]?.finish();
    expect(shown(panel)).toBe('a');
  });
});
