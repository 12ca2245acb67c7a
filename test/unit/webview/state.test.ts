import { describe, expect, it } from 'vitest';
import { notFound } from '../../../src/model/errors.ts';
import type { RunSnapshot } from '../../../src/model/snapshot.ts';
import { INITIAL_UI } from '../../../src/protocol/panelState.ts';
import { buildSnapshot, sentimentV1, sentimentV2 } from '../../fixtures/build.ts';
import { openPanel, refOf, settled } from './panel.ts';

const run = (runName: string, metrics: Record<string, number> = {}): RunSnapshot =>
  buildSnapshot({ info: { runId: runName, runName }, metrics });

async function loaded(spec: Parameters<typeof openPanel>[0] = {}) {
  const panel = openPanel(spec);
  await panel.view.load();
  return panel;
}

const names = ({ view }: ReturnType<typeof openPanel>): string[] =>
  (view.comparison.value?.columns ?? []).map((column) => column.name);

describe('a compare panel', () => {
  it('shows the runs it was opened with, and keeps only their names and how they are shown', async () => {
    const panel = await loaded();
    expect(names(panel)).toEqual(['sentiment_v1', 'sentiment_v2']);
    expect(panel.kept()).toEqual({ version: 1, runs: [refOf(sentimentV1()), refOf(sentimentV2())], ui: INITIAL_UI });
  });

  it('makes another run the baseline and says so', async () => {
    const panel = await loaded();
    await panel.view.makeBaseline(1);
    expect(names(panel)).toEqual(['sentiment_v2', 'sentiment_v1']);
    expect(panel.view.announcement.value).toBe('sentiment_v2 is the baseline now.');
    expect(panel.kept().runs).toEqual([refOf(sentimentV2()), refOf(sentimentV1())]);
  });

  it('adds the runs that were picked, up to ten', async () => {
    const more = Array.from({ length: 12 }, (_, index) => run(`r${index}`));
    const picked: unknown[] = [];
    const panel = await loaded({
      snapshots: [run('a'), run('b')],
      pick: async (shown, most) => {
        picked.push(shown.length, most);
        return [refOf(run('b')), ...more.map(refOf)];
      },
    });
    for (const snapshot of more) panel.store.set(snapshot.run.info.runId, snapshot);
    await panel.view.addRuns();
    await settled();
    expect(picked).toEqual([2, 8]);
    expect(names(panel)).toEqual(['a', 'b', 'r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7']);
    expect(panel.view.canAdd.value).toBe(false);
  });

  it('follows a run that is still being logged', async () => {
    const panel = await loaded({ snapshots: [run('a', { loss: 1 }), run('b', { loss: 2 })] });
    panel.store.set('b', run('b', { loss: 0.5 }));
    await panel.session.refresh();
    expect(panel.view.comparison.value?.metrics.items[0]?.cells.map((cell) => cell.text)).toEqual(['1', '0.5']);
    expect(panel.view.announcement.value).toBe('Comparison updated.');
  });

  it('is told nothing when a change elsewhere leaves its runs as they are', async () => {
    const panel = await loaded();
    const before = panel.sent.length;
    await panel.session.refresh();
    expect(panel.sent.length).toBe(before);
  });

  it('says which run was deleted, shows the others, and can be rid of it', async () => {
    const panel = await loaded({ snapshots: [run('a'), run('b'), run('c')] });
    panel.store.delete('a');
    await panel.session.refresh();
    expect(names(panel)).toEqual(['b', 'c']);
    expect(panel.view.announcement.value).toBe('a was deleted.');
    expect(panel.view.state.value?.gone).toEqual([{ ref: refOf(run('a')), name: 'a' }]);
    await panel.view.remove([refOf(run('a'))]);
    expect(panel.view.state.value?.gone).toEqual([]);
    expect(panel.kept().runs).toEqual([refOf(run('b')), refOf(run('c'))]);
  });

  it('turns into the page of the run that is left, and says what became of all when none is', async () => {
    const panel = await loaded();
    panel.store.delete(sentimentV1().run.info.runId);
    await panel.session.refresh();
    expect([names(panel), panel.view.alone.value]).toEqual([['sentiment_v2'], true]);
    panel.store.clear();
    await panel.session.refresh();
    expect(panel.view.comparison.value).toBeUndefined();
    expect(panel.view.state.value?.gone.map(({ name }) => name)).toEqual(['sentiment_v1', 'sentiment_v2']);
  });

  it('asks for native diffs against the baseline', async () => {
    const panel = await loaded();
    await panel.view.diffPrompt(1, 'prompt_template');
    await panel.view.diffArtifact(1, 'sentiment_analyzer/MLmodel');
    await panel.view.openArtifact(0, 'sentiment_analyzer/MLmodel');
    await panel.view.copy('text', 'Prompt');
    const [v1, v2] = [refOf(sentimentV1()), refOf(sentimentV2())];
    expect(panel.asked).toEqual([
      ['diffPrompt', v1, v2, 'prompt_template'],
      ['diffArtifact', v1, v2, 'sentiment_analyzer/MLmodel'],
      ['openArtifact', v1, 'sentiment_analyzer/MLmodel'],
      ['copyText', 'text'],
    ]);
    expect(panel.view.announcement.value).toBe('Prompt copied.');
  });

  it('shows what went wrong with something it only started', async () => {
    const panel = await loaded({ fails: notFound('The file is gone.') });
    await panel.view.openArtifact(0, 'sentiment_analyzer/MLmodel');
    await settled();
    expect(panel.view.problem.value).toEqual({ code: 'RESOURCE_DOES_NOT_EXIST', message: 'The file is gone.' });
    expect(panel.logged).toEqual(['failed: UserError: The file is gone.']);
    panel.view.dismissProblem();
    expect(panel.view.problem.value).toBeUndefined();
  });

  it('shows what the host refuses', async () => {
    const panel = await loaded();
    await panel.view.remove([refOf(sentimentV1()), refOf(sentimentV2())]);
    expect(panel.view.problem.value?.message).toBe(
      'A comparison cannot lose all of its runs. Close the panel instead.',
    );
  });

  it('ignores messages that are not from its host, and reports broken ones', async () => {
    const panel = await loaded();
    const post = (data: unknown): boolean => panel.page.dispatchEvent(new MessageEvent('message', { data }));
    post({ type: 'from something else' });
    expect(panel.view.problem.value).toBeUndefined();
    post('{');
    expect(panel.view.problem.value?.code).toBe('INTERNAL');
  });
});

describe('the page of a run alone', () => {
  it('shows all it has, whatever was hidden in comparisons', async () => {
    const { view } = await loaded({ snapshots: [run('a', { loss: 1 })] });
    view.setDifferencesOnly(true);
    const items = view.comparison.value?.metrics.items ?? [];
    expect([view.alone.value, items.length, view.visibleRows('metrics', items), view.hiddenRows()]).toEqual([
      true,
      1,
      items,
      0,
    ]);
  });

  it('becomes a comparison when a run is added, and the page of one run again when it is removed', async () => {
    const panel = await loaded({ snapshots: [run('a')], pick: async () => [refOf(run('b'))] });
    panel.store.set('b', run('b'));
    await panel.view.addRuns();
    await settled();
    expect([names(panel), panel.view.alone.value, panel.session.hasCompared]).toEqual([['a', 'b'], false, true]);
    await panel.view.remove([refOf(run('a'))]);
    expect([names(panel), panel.view.alone.value, panel.session.hasCompared]).toEqual([['b'], true, true]);
  });

  it('turns to another run from its top, with nothing open that was opened in the one before', async () => {
    const panel = await loaded({ snapshots: [run('a')] });
    panel.store.set('b', run('b'));
    panel.view.setScroll(300);
    panel.view.toggleExpanded('prompts/system/0');
    panel.view.toggleCollapsed('tags');
    await panel.session.show([refOf(run('b'))]);
    expect([names(panel), panel.view.announcement.value]).toEqual([['b'], 'b is shown.']);
    expect([panel.view.subject.value, panel.view.isExpanded('prompts/system/0')]).toEqual([1, false]);
    expect(panel.kept()).toEqual({ version: 1, runs: [refOf(run('b'))], ui: { ...INITIAL_UI, collapsed: ['tags'] } });
  });

  it('stays where it is while its own run is logged', async () => {
    const panel = await loaded({ snapshots: [run('a')] });
    panel.view.setScroll(300);
    panel.store.set('a', run('a', { loss: 1 }));
    await panel.session.refresh();
    expect([panel.view.ui.value.scroll, panel.view.announcement.value]).toEqual([300, 'a was updated.']);
  });

  it('is not scrolled to where another run was left while the page was hidden', async () => {
    const before = await loaded({ snapshots: [run('a')] });
    before.view.setScroll(300);
    const same = await loaded({ snapshots: [run('a')], kept: before.kept() });
    const other = await loaded({ snapshots: [run('b')], kept: before.kept() });
    expect([same.view.ui.value.scroll, other.view.ui.value.scroll]).toEqual([300, 0]);
  });
});

describe('differences only', () => {
  const spec = { snapshots: [run('a', { same: 1, other: 1, more: 5 }), run('b', { same: 1, other: 2, more: 5 })] };
  const visible = ({ view }: ReturnType<typeof openPanel>): string[] =>
    view.visibleRows('metrics', view.comparison.value?.metrics.items ?? []).map((row) => row.key);

  it('hides identical rows everywhere and says how many', async () => {
    const panel = await loaded(spec);
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
    const panel = await loaded(spec);
    panel.view.setDifferencesOnly(true);
    panel.view.toggleIdentical('metrics');
    expect(visible(panel)).toEqual(['more', 'other', 'same']);
    expect([panel.view.hidesIdentical('metrics'), panel.view.hidesIdentical('params')]).toEqual([false, true]);
    panel.view.setDifferencesOnly(false);
    panel.view.toggleIdentical('metrics');
    expect(visible(panel)).toEqual(['other']);
    panel.view.setDifferencesOnly(true);
    expect(panel.kept().ui.exceptions).toEqual([]);
  });
});

describe('how a panel is shown', () => {
  it('is kept over a reload', async () => {
    const first = await loaded({ snapshots: [run('a'), run('b'), run('c')] });
    first.view.toggleCollapsed('tags');
    first.view.setDifferencesOnly(true);
    first.view.setCandidate(2);
    first.view.setLayout('unified');
    first.view.setScroll(321);
    const again = await loaded({ snapshots: [run('a'), run('b'), run('c')], kept: first.kept() });
    expect(again.view.ui.value).toEqual(first.view.ui.value);
    expect([again.view.candidate.value, again.view.layout.value, again.view.isCollapsed('tags')]).toEqual([
      2,
      'unified',
      true,
    ]);
  });

  it('follows its width until the reader chooses a layout', async () => {
    const { view } = await loaded();
    view.setWidth(420);
    expect(view.layout.value).toBe('unified');
    view.setWidth(1400);
    expect(view.layout.value).toBe('split');
    view.setLayout('unified');
    expect(view.layout.value).toBe('unified');
  });

  it('never puts the baseline against itself', async () => {
    const panel = await loaded({ snapshots: [run('a'), run('b'), run('c')] });
    panel.view.setCandidate(2);
    await panel.view.makeBaseline(2);
    expect(names(panel)).toEqual(['c', 'a', 'b']);
    expect(panel.view.candidate.value).toBe(1);
  });

  it('opens a closed section that is jumped to', async () => {
    const { view } = await loaded();
    view.toggleCollapsed('tags');
    view.open('tags');
    view.open('tags');
    expect(view.isCollapsed('tags')).toBe(false);
  });
});
