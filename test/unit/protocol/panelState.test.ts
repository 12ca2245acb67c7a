import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/model/subject.ts';
import { INITIAL_UI, parsePanelState } from '../../../src/protocol/panelState.ts';
import type { PanelState } from '../../../src/protocol/panelState.ts';

const run = (runId: string) => ({ kind: 'run', folder: 'file:///ws', runId }) as const;
const version = (kind: 'modelVersion' | 'promptVersion'): Subject => ({ kind, folder: 'f', name: 'n', version: '3' });
const logged: Subject = { kind: 'loggedVersion', folder: 'f', name: 'n', version: 2 };
const kept: PanelState = {
  version: 2,
  columns: [run('a'), logged, version('modelVersion'), version('promptVersion')],
  ui: {
    ...INITIAL_UI,
    collapsed: ['tags'],
    candidate: logged,
    texts: { layout: 'unified', wrap: false, whitespace: true },
    metrics: { ...INITIAL_UI.metrics, smoothing: 0.6, charts: ['loss'] },
    scroll: 120.5,
  },
};

describe('what is kept of a panel', () => {
  it('is read back as it was written', () => {
    expect(parsePanelState(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });

  it('is taken over from the version that knew runs alone', () => {
    const refs = [run('a'), run('b')].map(({ folder, runId }) => ({ folder, runId }));
    const first = {
      version: 1,
      runs: refs,
      ui: {
        differencesOnly: true,
        exceptions: ['params'],
        collapsed: ['tags', 'runInfo'],
        layout: 'split',
        candidate: refs[1],
        scroll: 12,
      },
    };
    const expected: PanelState = {
      version: 2,
      columns: [run('a'), run('b')],
      ui: {
        ...INITIAL_UI,
        differencesOnly: true,
        exceptions: ['params'],
        collapsed: ['tags', 'runInfo'],
        candidate: run('b'),
        texts: { ...INITIAL_UI.texts, layout: 'split' },
        scroll: 12,
      },
    };
    expect(parsePanelState(first)).toEqual(expected);
    const plain = { ...first, ui: { ...first.ui, layout: null, candidate: null } };
    expect(parsePanelState(plain)?.ui).toEqual({ ...expected.ui, texts: INITIAL_UI.texts, candidate: null });
    expect(parsePanelState({ ...first, runs: [] })).toBeUndefined();
    expect(parsePanelState({ ...first, extra: 1 })).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', '{"version":2}'],
    ['another version', { ...kept, version: 3 }],
    ['no columns', { ...kept, columns: [] }],
    ['too many columns', { ...kept, columns: Array.from({ length: 11 }, (_, index) => run(String(index))) }],
    ['a column of no kind', { ...kept, columns: [{ folder: 'f', runId: 'a' }] }],
    ['a run without a folder', { ...kept, columns: [{ kind: 'run', runId: 'a' }] }],
    ['a run with more to it', { ...kept, columns: [{ ...run('a'), command: 'rm' }] }],
    ['a version that is no number', { ...kept, columns: [{ ...logged, version: '2' }] }],
    ['an unknown section', { ...kept, ui: { ...kept.ui, collapsed: ['secrets'] } }],
    ['a scroll position that is none', { ...kept, ui: { ...kept.ui, scroll: NaN } }],
    ['smoothing that never ends', { ...kept, ui: { ...kept.ui, metrics: { ...kept.ui.metrics, smoothing: 1 } } }],
    ['more than it should hold', { ...kept, snapshots: [] }],
  ])('is dropped when it is %s', (_, value) => {
    expect(parsePanelState(value)).toBeUndefined();
  });
});
