import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { subjectKey } from '../../../src/model/subject.ts';
import { buildSnapshot } from '../../fixtures/build.ts';
import { loadedPanel, runOf } from './panel.ts';
import type { Panel } from './panel.ts';

const run = (runName: string, metrics: Record<string, number> = {}): Snapshot =>
  buildSnapshot({ info: { runId: runName, runName }, metrics });

const three = () => ({ snapshots: [run('a'), run('b'), run('c')] });

describe('differences only', () => {
  const spec = { snapshots: [run('a', { same: 1, other: 1, more: 5 }), run('b', { same: 1, other: 2, more: 5 })] };
  const visible = ({ view }: Panel): string[] =>
    view.visibleRows('metrics', view.comparison.value?.metrics.items ?? []).map((row) => row.key);

  it('hides identical rows everywhere and says how many', async () => {
    const panel = await loadedPanel(spec);
    expect(visible(panel)).toEqual(['more', 'other', 'same']);
    panel.view.setDifferencesOnly(true);
    expect(visible(panel)).toEqual(['other']);
    const hidden = Object.values(panel.view.comparison.value?.summary.sections ?? {}).reduce(
      (sum, { rows, differing }) => sum + rows - differing,
      0,
    );
    expect(panel.view.announcement.value).toBe(`${hidden} identical rows hidden.`);
  });

  it('can be otherwise in one section, until it is switched for all', async () => {
    const panel = await loadedPanel(spec);
    panel.view.setDifferencesOnly(true);
    panel.view.choices.toggleIdentical('metrics');
    expect(visible(panel)).toEqual(['more', 'other', 'same']);
    expect([panel.view.hidesIdentical('metrics'), panel.view.hidesIdentical('params')]).toEqual([false, true]);
    panel.view.setDifferencesOnly(false);
    panel.view.choices.toggleIdentical('metrics');
    expect(visible(panel)).toEqual(['other']);
    panel.view.setDifferencesOnly(true);
    expect(panel.kept().ui.exceptions).toEqual([]);
  });
});

describe('how a panel is shown', () => {
  it('is kept over a reload', async () => {
    const first = await loadedPanel(three());
    first.view.choices.toggleCollapsed('tags');
    first.view.setDifferencesOnly(true);
    first.view.setCandidate(2);
    first.view.changeUi({ texts: { layout: 'unified', wrap: false, whitespace: true } });
    first.view.choices.setScroll(321);
    const again = await loadedPanel({ ...three(), kept: first.kept() });
    expect(again.view.choices.kept.value).toEqual(first.kept().ui);
    const { candidate, layout, choices } = again.view;
    expect([candidate.value, layout.value, choices.isCollapsed('tags')]).toEqual([2, 'unified', true]);
  });

  it('follows its width until the reader chooses a layout', async () => {
    const { view } = await loadedPanel();
    view.choices.setWidth(420);
    expect(view.layout.value).toBe('unified');
    view.choices.setWidth(1400);
    expect(view.layout.value).toBe('split');
    view.changeUi({ texts: { ...view.ui.value.texts, layout: 'unified' } });
    expect(view.layout.value).toBe('unified');
  });

  it('never puts the baseline against itself', async () => {
    const panel = await loadedPanel(three());
    panel.view.setCandidate(2);
    await panel.view.columns.makeBaseline(2);
    expect(panel.view.candidate.value).toBe(1);
  });
});

describe('what changes all the time', () => {
  it('does not have drawn again what only reads the choices', async () => {
    const { view } = await loadedPanel(three());
    const before = view.ui.value;
    view.choices.setScroll(10);
    view.choices.setDraft('a/note', 'typed');
    expect(view.ui.value).toBe(before);
  });
});

describe('a text that is being edited', () => {
  it('keeps what was typed while the page is told of changes, is reloaded, and shows other runs', async () => {
    const panel = await loadedPanel({ snapshots: [run('a')] });
    panel.view.choices.setDraft('a/note', 'half a sent');
    panel.store.set(subjectKey(runOf(run('a'))), run('a', { loss: 1 }));
    await panel.session.refresh();
    expect(panel.view.choices.draftOf('a/note')).toBe('half a sent');
    const again = await loadedPanel({ snapshots: [run('b')], kept: panel.kept() });
    expect([again.view.choices.draftOf('a/note'), again.view.choices.draftOf('toString')]).toEqual([
      'half a sent',
      undefined,
    ]);
    again.view.choices.setDraft('a/note', undefined);
    expect(again.kept().ui.drafts).toEqual({});
  });
});
