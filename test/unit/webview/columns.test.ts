import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { subjectKey } from '../../../src/model/subject.ts';
import { buildSnapshot } from '../../fixtures/build.ts';
import { loadedPanel, runOf, settled } from './panel.ts';
import type { Panel } from './panel.ts';

const run = (runName: string): Snapshot => buildSnapshot({ info: { runId: runName, runName } });
const names = ({ view }: Panel): string => (view.comparison.value?.columns ?? []).map(({ name }) => name).join(' ');
const abc = { snapshots: [run('a'), run('b'), run('c')] };

describe('the columns of a comparison', () => {
  it('are moved, and said to be', async () => {
    const panel = await loadedPanel(abc);
    await panel.view.columns.move(0, 2);
    expect([names(panel), panel.view.announcement.value]).toEqual(['b c a', 'a is column 3 now.']);
    await panel.view.columns.makeBaseline(1);
    expect([names(panel), panel.view.announcement.value]).toEqual(['c b a', 'c is the baseline now.']);
    expect(panel.kept().columns).toEqual([run('c'), run('b'), run('a')].map(runOf));
  });

  it('stay where they are when there is nowhere to go', async () => {
    const panel = await loadedPanel(abc);
    const before = panel.sent.length;
    await panel.view.columns.move(0, -1);
    await panel.view.columns.move(2, 3);
    await panel.view.columns.makeBaseline(0);
    expect([names(panel), panel.sent.length]).toEqual(['a b c', before]);
  });

  it('go on by a step for each key, however fast keys are pressed', async () => {
    const panel = await loadedPanel(abc);
    const { columns } = panel.view;
    await Promise.all([columns.moveBy(2, -1), columns.moveBy(2, -1), columns.moveBy(2, -1)]);
    expect([names(panel), panel.view.announcement.value]).toEqual(['c a b', 'c is the baseline now.']);
    await columns.moveBy(0, 1);
    expect(names(panel)).toBe('a c b');
  });

  it('keep those that are gone when the others are moved', async () => {
    const panel = await loadedPanel(abc);
    panel.store.delete(subjectKey(runOf(run('a'))));
    await panel.session.refresh();
    await panel.view.columns.makeBaseline(1);
    expect([names(panel), panel.view.gone.value.map(({ name }) => name)]).toEqual(['c b', ['a']]);
  });

  it('are removed until one is left, which has a page of its own', async () => {
    const panel = await loadedPanel({ snapshots: [run('a'), run('b')] });
    await panel.view.columns.remove([runOf(run('a'))]);
    expect([names(panel), panel.view.alone.value]).toEqual(['b', true]);
    await panel.view.columns.remove([runOf(run('b'))]);
    expect(panel.view.problem.value?.message).toBe(
      'A comparison cannot lose all of its columns. Close the panel instead.',
    );
  });

  it('are added up to ten', async () => {
    const more = Array.from({ length: 12 }, (_, index) => run(`r${index}`));
    const panel = await loadedPanel({
      snapshots: [run('a')],
      actions: { pickColumns: async () => [runOf(run('a')), ...more.map(runOf)] },
    });
    for (const snapshot of more) panel.store.set(subjectKey(runOf(snapshot)), snapshot);
    await panel.view.columns.add();
    await settled();
    expect([names(panel), panel.view.alone.value]).toEqual(['a r0 r1 r2 r3 r4 r5 r6 r7 r8', false]);
    expect(panel.view.canAdd.value).toBe(false);
  });

  it('are joined by what stands in a relation to one of them', async () => {
    const panel = await loadedPanel({
      ...abc,
      actions: { relative: async (_, relative) => (relative === 'previousVersion' ? runOf(run('d')) : undefined) },
    });
    panel.store.set(subjectKey(runOf(run('d'))), run('d'));
    await panel.view.columns.addRelative(1, 'previousVersion');
    await settled();
    expect(names(panel)).toBe('a b c d');
  });
});
