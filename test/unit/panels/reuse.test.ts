import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/model/subject.ts';
import { panelFor } from '../../../src/panels/reuse.ts';
import { buildSnapshot } from '../../fixtures/build.ts';
import { openPanel, runOf, settled } from './panel.ts';

const run = (runId: string) => buildSnapshot({ info: { runId, runName: runId } });
const subjects = (names: string): Subject[] => names.split('').map((name) => runOf(run(name)));

/** Opens runs one after the other, as clicks do, and tells what the tabs show in the end. */
async function tabsAfter(...opened: string[]): Promise<string[]> {
  const tabs: { names: string; session: ReturnType<typeof openPanel>['session'] }[] = [];
  for (const names of opened) {
    const session = panelFor(
      tabs.map((tab) => tab.session),
      subjects(names),
    );
    const tab = tabs.find((candidate) => candidate.session === session);
    if (tab === undefined) tabs.push({ names, session: openPanel({ snapshots: names.split('').map(run) }).session });
    else {
      tab.names = names;
      await tab.session.show(subjects(names));
    }
  }
  return tabs.map((tab) => tab.names);
}

describe('which tab shows what is opened', () => {
  it('is one for all runs that are looked at alone', async () => {
    expect(await tabsAfter('a', 'b', 'c', 'b')).toEqual(['b']);
  });

  it('is the one that compares these runs, in any order', async () => {
    expect(await tabsAfter('ab', 'cd', 'ba')).toEqual(['ba', 'cd']);
  });

  it('is never a comparison when a run is looked at alone, nor a run alone when some are compared', async () => {
    expect(await tabsAfter('ab', 'a', 'bc', 'b')).toEqual(['ab', 'b', 'bc']);
  });

  it('is a new one once the run alone was compared with another', async () => {
    const { session, store } = openPanel({
      snapshots: [run('a')],
      actions: { pickColumns: async () => subjects('b') },
    });
    store.set('b', run('b'));
    expect(panelFor([session], subjects('c'))).toBe(session);
    await session.addColumns();
    await settled();
    await session.setColumns(subjects('a'));
    expect(panelFor([session], subjects('c'))).toBeUndefined();
  });

  it('tells a version from the run that made it', () => {
    const { session } = openPanel({ snapshots: [run('a')] });
    const version: Subject = { kind: 'loggedVersion', folder: 'file:///workspace', name: 'a', version: 1 };
    expect([session.compares(subjects('a')), session.compares([version])]).toEqual([true, false]);
  });
});
