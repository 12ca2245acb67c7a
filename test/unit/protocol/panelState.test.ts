import { describe, expect, it } from 'vitest';
import { INITIAL_UI, parsePanelState } from '../../../src/protocol/panelState.ts';
import type { PanelState } from '../../../src/protocol/panelState.ts';

const run = (runId: string) => ({ folder: 'file:///ws', runId });
const kept: PanelState = {
  version: 1,
  runs: [run('a'), run('b')],
  ui: { ...INITIAL_UI, collapsed: ['tags'], candidate: run('b'), layout: 'unified', scroll: 120.5 },
};

describe('what is kept of a panel', () => {
  it('is read back as it was written', () => {
    expect(parsePanelState(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', '{"version":1}'],
    ['another version', { ...kept, version: 2 }],
    ['no runs', { ...kept, runs: [] }],
    ['too many runs', { ...kept, runs: Array.from({ length: 11 }, (_, index) => run(String(index))) }],
    ['a run without a folder', { ...kept, runs: [{ runId: 'a' }] }],
    ['a run with more to it', { ...kept, runs: [{ ...run('a'), command: 'rm' }] }],
    ['an unknown section', { ...kept, ui: { ...kept.ui, collapsed: ['secrets'] } }],
    ['a scroll position that is none', { ...kept, ui: { ...kept.ui, scroll: NaN } }],
    ['more than it should hold', { ...kept, snapshots: [] }],
  ])('is dropped when it is %s', (_, value) => {
    expect(parsePanelState(value)).toBeUndefined();
  });
});
