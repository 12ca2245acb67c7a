import { afterEach, describe, expect, it, vi } from 'vitest';
import { notFound } from '../../../src/model/errors.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { subjectKey } from '../../../src/model/subject.ts';
import { habitsOf, INITIAL_UI } from '../../../src/protocol/panelState.ts';
import { buildSnapshot, sentimentV1, sentimentV2 } from '../../fixtures/build.ts';
import { loadedPanel, openPanel, runOf, settled } from './panel.ts';
import type { Panel } from './panel.ts';

const run = (runName: string, metrics: Record<string, number> = {}): Snapshot =>
  buildSnapshot({ info: { runId: runName, runName }, metrics });

const names = ({ view }: Panel): string[] => (view.comparison.value?.columns ?? []).map((column) => column.name);

function change({ store, session }: Panel, ...snapshots: readonly Snapshot[]): Promise<void> {
  for (const snapshot of snapshots) store.set(subjectKey(runOf(snapshot)), snapshot);
  return session.refresh();
}

function lose({ store, session }: Panel, ...snapshots: readonly Snapshot[]): Promise<void> {
  for (const snapshot of snapshots) store.delete(subjectKey(runOf(snapshot)));
  return session.refresh();
}

describe('a compare panel', () => {
  it('shows what it was opened with, and keeps only which columns those are and how they are shown', async () => {
    const panel = await loadedPanel();
    expect(names(panel)).toEqual(['sentiment_v1', 'sentiment_v2']);
    expect(panel.kept()).toEqual({ version: 2, columns: [runOf(sentimentV1()), runOf(sentimentV2())], ui: INITIAL_UI });
  });

  it('begins as the user read the last one, and says how this one is read', async () => {
    vi.useFakeTimers();
    const habits = habitsOf({ ...INITIAL_UI, differencesOnly: true, collapsed: ['tags'] });
    const panel = openPanel({ habits });
    expect(panel.view.choices.kept.value).toEqual({ ...INITIAL_UI, ...habits });
    panel.view.choices.toggleCollapsed('tags');
    panel.view.choices.toggleCollapsed('metrics');
    await vi.advanceTimersByTimeAsync(2_000);
    vi.useRealTimers();
    expect(panel.asked.filter(([name]) => name === 'keepHabits')).toEqual([
      ['keepHabits', { ...habits, collapsed: ['metrics'] }],
    ]);
    const kept = { version: 2 as const, columns: [runOf(sentimentV1())], ui: INITIAL_UI };
    expect(openPanel({ habits, kept }).view.choices.kept.value).toEqual(INITIAL_UI);
  });

  it('draws a state that comes twice, unasked and as the answer, once', async () => {
    const panel = await loadedPanel();
    const first = panel.view.comparison.value;
    await panel.session.greet();
    expect(panel.view.comparison.value).toBe(first);
  });

  it('follows a run that is still being logged', async () => {
    const panel = await loadedPanel({ snapshots: [run('a', { loss: 1 }), run('b', { loss: 2 })] });
    await change(panel, run('b', { loss: 0.5 }));
    const cells = panel.view.comparison.value?.metrics.items[0]?.cells ?? [];
    expect(cells.map((cell) => cell.values?.latest.text)).toEqual(['1', '0.5']);
    expect(panel.view.announcement.value).toBe('Comparison updated.');
  });

  it('says what was deleted, shows the others, and can be rid of it', async () => {
    const panel = await loadedPanel({ snapshots: [run('a'), run('b'), run('c')] });
    await lose(panel, run('a'));
    expect([names(panel), panel.view.announcement.value]).toEqual([['b', 'c'], 'a was deleted.']);
    expect(panel.view.gone.value).toEqual([{ subject: runOf(run('a')), name: 'a' }]);
    await panel.view.columns.remove([runOf(run('a'))]);
    expect(panel.view.gone.value).toEqual([]);
    expect(panel.kept().columns).toEqual([runOf(run('b')), runOf(run('c'))]);
  });

  it('turns into the page of the column that is left, and says what became of all when none is', async () => {
    const panel = await loadedPanel();
    await lose(panel, sentimentV1());
    expect([names(panel), panel.view.alone.value]).toEqual([['sentiment_v2'], true]);
    await lose(panel, sentimentV2());
    expect(panel.view.comparison.value).toBeUndefined();
    expect(panel.view.gone.value.map(({ name }) => name)).toEqual(['sentiment_v1', 'sentiment_v2']);
  });

  it('asks the host on behalf of its parts, and shows what it refuses', async () => {
    const panel = await loadedPanel();
    await panel.view.ask((host) => host.openArtifact(panel.view.subject(0), 'sentiment_analyzer/MLmodel'));
    await panel.view.copy('text', 'Prompt');
    expect([panel.asked.map(([name]) => name), panel.view.announcement.value]).toEqual([
      ['openArtifact', 'copyText'],
      'Prompt copied.',
    ]);
    await panel.view.ask((host) => host.openArtifact(panel.view.subject(0), 'nowhere'));
    expect(panel.view.problem.value?.code).toBe('RESOURCE_DOES_NOT_EXIST');
    panel.view.dismissProblem();
    expect(panel.view.problem.value).toBeUndefined();
  });

  it('shows what went wrong with something it only started', async () => {
    const panel = await loadedPanel({ fails: notFound('The file is gone.') });
    await panel.view.ask((host) => host.openArtifact(panel.view.subject(0), 'sentiment_analyzer/MLmodel'));
    await settled();
    expect(panel.view.problem.value).toEqual({ code: 'RESOURCE_DOES_NOT_EXIST', message: 'The file is gone.' });
  });

  it('leaves what goes wrong to those who show it themselves', async () => {
    const panel = await loadedPanel({ fails: notFound('The run is gone.') });
    const problem = await panel.view.attempt((host) => host.setNote(panel.view.subject(0), 'note'));
    expect([problem?.message, panel.view.problem.value]).toEqual(['The run is gone.', undefined]);
  });

  it('ignores messages that are not from its host, and reports broken ones', async () => {
    const panel = await loadedPanel();
    const post = (data: unknown): boolean => panel.page.dispatchEvent(new MessageEvent('message', { data }));
    post({ type: 'from something else' });
    expect(panel.view.problem.value).toBeUndefined();
    post('{');
    expect(panel.view.problem.value?.code).toBe('INTERNAL');
  });

  it('says which columns can be changed', async () => {
    const { view } = await loadedPanel({ source: { editable: ({ folder }) => folder === '' } });
    expect([view.editable(0), view.editable(7)]).toEqual([false, false]);
    const other = await loadedPanel();
    expect(other.view.editable(1)).toBe(true);
  });
});

describe('a page that begins', () => {
  afterEach(() => void vi.useRealTimers());

  it('is told its first state, and does not ask for it again', async () => {
    vi.useFakeTimers();
    const panel = openPanel();
    panel.view.begin();
    await panel.session.greet();
    await vi.runAllTimersAsync();
    expect([names(panel), panel.sent.length]).toEqual([['sentiment_v1', 'sentiment_v2'], 1]);
  });

  it('asks where nobody told it', async () => {
    vi.useFakeTimers();
    const panel = openPanel();
    panel.view.begin();
    await vi.runAllTimersAsync();
    expect(names(panel)).toEqual(['sentiment_v1', 'sentiment_v2']);
  });
});

describe('commands of VS Code', () => {
  it('reach the part of the page that does them, for as long as it is there', async () => {
    const { view, channel } = await loadedPanel();
    const done: string[] = [];
    const leave = view.onAct('find', () => done.push('find'));
    channel.events.act('find');
    channel.events.act('nextDifference');
    await settled();
    leave();
    channel.events.act('find');
    await settled();
    expect(done).toEqual(['find']);
    channel.events.act('toggleDifferencesOnly');
    await settled();
    expect(view.ui.value.differencesOnly).toBe(true);
  });

  it('open the section the page is to go to', async () => {
    const { view, channel } = await loadedPanel();
    view.choices.toggleCollapsed('tags');
    channel.events.showSection('tags');
    await settled();
    expect([view.choices.isCollapsed('tags'), view.goal.value]).toEqual([false, 'tags']);
    view.arrived();
    expect(view.goal.value).toBeUndefined();
  });
});

describe('the page of a column alone', () => {
  it('shows all it has, whatever was hidden in comparisons', async () => {
    const { view } = await loadedPanel({ snapshots: [run('a', { loss: 1 })] });
    view.setDifferencesOnly(true);
    const items = view.comparison.value?.metrics.items ?? [];
    expect([view.alone.value, items.length, view.visibleRows('metrics', items), view.hiddenRows()]).toEqual([
      true,
      1,
      items,
      0,
    ]);
  });

  it('turns to another run from its top, with nothing open that was opened in the one before', async () => {
    const panel = await loadedPanel({ snapshots: [run('a')] });
    panel.store.set(subjectKey(runOf(run('b'))), run('b'));
    panel.view.choices.setScroll(300);
    panel.view.toggleExpanded('prompts/system/0');
    panel.view.choices.toggleCollapsed('tags');
    await panel.session.show([runOf(run('b'))]);
    expect([names(panel), panel.view.announcement.value]).toEqual([['b'], 'b is shown.']);
    expect([panel.view.turn.value, panel.view.isExpanded('prompts/system/0')]).toEqual([1, false]);
    const ui = { ...INITIAL_UI, collapsed: ['tags'] };
    expect(panel.kept()).toEqual({ version: 2, columns: [runOf(run('b'))], ui });
  });

  it('stays where it is while its own run is logged', async () => {
    const panel = await loadedPanel({ snapshots: [run('a')] });
    panel.view.choices.setScroll(300);
    await change(panel, run('a', { loss: 1 }));
    expect([panel.view.choices.scroll.value, panel.view.announcement.value]).toEqual([300, 'a was updated.']);
  });

  it('is not scrolled to where another run was left while the page was hidden', async () => {
    const before = await loadedPanel({ snapshots: [run('a')] });
    before.view.choices.setScroll(300);
    const same = await loadedPanel({ snapshots: [run('a')], kept: before.kept() });
    const other = await loadedPanel({ snapshots: [run('b')], kept: before.kept() });
    expect([same.view.choices.scroll.value, other.view.choices.scroll.value]).toEqual([300, 0]);
  });
});
