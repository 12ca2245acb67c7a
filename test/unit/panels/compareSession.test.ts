import { describe, expect, it, test } from 'vitest';
import { notFound } from '../../../src/model/errors.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import type { Subject } from '../../../src/model/subject.ts';
import { decodeMessage } from '../../../src/protocol/codec.ts';
import type { CompareState } from '../../../src/protocol/compare.ts';
import { buildPrompt, buildSnapshot, sentimentV1 } from '../../fixtures/build.ts';
import { FOLDER, NO_SETTINGS, openPanel, runOf, settled } from './panel.ts';

const named = (runName: string): Snapshot => buildSnapshot({ info: { runId: 'one', runName } });
const other = buildSnapshot({ info: { runId: 'two', runName: 'another run' } });
const namesOf = ({ columns }: CompareState): string => columns.map(({ snapshot }) => snapshot.head.name).join(' ');

/** The names in the states that the page was told, and the texts of the problems. */
const told = (sent: readonly string[]): string[] =>
  sent.map((text) => {
    const { m, a } = decodeMessage(text) as { m: string; a: [CompareState & { message: string }] };
    return m === 'stateChanged' ? namesOf(a[0]) : `${m}: ${a[0].message}`;
  });

/** A panel of one run; every read of it waits in `reads` for what it is to find. */
function slowPanel() {
  const reads: { resolve: (snapshot: Snapshot | undefined) => void; reject: (error: Error) => void }[] = [];
  const snapshot = (): Promise<Snapshot | undefined> =>
    new Promise((resolve, reject) => reads.push({ resolve, reject }));
  return { ...openPanel({ snapshots: [named('')], source: { snapshot } }), reads };
}

describe('a comparison whose columns are read slower than they change', () => {
  test('is shown as each read ends, whatever began meanwhile', async () => {
    const { session, reads, sent } = slowPanel();
    const loaded = session.loadState();
    void session.refresh();
    void session.refresh();
    reads[0]?.resolve(named('first'));
    expect(namesOf(await loaded)).toBe('first');
    reads[1]?.resolve(named('second'));
    await settled();
    reads[2]?.resolve(named('third'));
    await settled();
    expect([reads.length, told(sent)]).toEqual([3, ['second', 'third']]);
  });

  test('never goes back to what was read earlier', async () => {
    const { session, reads, sent } = slowPanel();
    void session.refresh();
    void session.refresh();
    reads[1]?.resolve(named('newer'));
    await settled();
    reads[0]?.resolve(named('older'));
    await settled();
    expect(told(sent)).toEqual(['newer']);
  });

  test('never shows a selection that was left meanwhile', async () => {
    const { session, reads, sent } = slowPanel();
    void session.refresh();
    void session.show([runOf(other)]);
    reads[0]?.resolve(named('left'));
    await settled();
    reads[1]?.resolve(other);
    await settled();
    expect(told(sent)).toEqual(['another run']);
  });
});

describe('a page that begins', () => {
  test('is told what it shows, and is answered from the same read when it asks', async () => {
    const { session, reads, sent } = slowPanel();
    void session.greet();
    const loaded = session.loadState();
    reads[0]?.resolve(named('one read'));
    expect(namesOf(await loaded)).toBe('one read');
    expect(namesOf(await session.loadState())).toBe('one read');
    await settled();
    expect([reads.length, told(sent)]).toEqual([1, ['one read']]);
  });

  test('is told again at once when it is shown again and nothing changed', async () => {
    const { session, reads, sent } = slowPanel();
    void session.greet();
    reads[0]?.resolve(named('same'));
    await settled();
    void session.greet();
    await settled();
    expect([reads.length, told(sent)]).toEqual([1, ['same', 'same']]);
  });

  test('is told what changed while it was hidden', async () => {
    const { session, reads, sent } = slowPanel();
    void session.greet();
    reads[0]?.resolve(named('before'));
    await settled();
    session.markStale();
    void session.greet();
    reads[1]?.resolve(named('after'));
    await settled();
    expect(told(sent)).toEqual(['before', 'after']);
  });

  test('may ask again after a read that failed', async () => {
    const { session, reads } = slowPanel();
    const loaded = session.loadState();
    reads[0]?.reject(notFound('The folder of this run is not open any more.'));
    await expect(loaded).rejects.toThrow('not open any more');
    const again = session.loadState();
    reads[1]?.resolve(named('there'));
    expect(namesOf(await again)).toBe('there');
  });
});

test('nothing is told when a change in the store changed nothing that is shown', async () => {
  const { session, sent } = openPanel();
  await session.loadState();
  await session.refresh();
  expect(sent).toEqual([]);
});

test('a column that is gone keeps its last name and its place', async () => {
  const { session, store, sent } = openPanel({ snapshots: [named('kept'), other] });
  await session.loadState();
  store.clear();
  await session.refresh();
  const { a } = decodeMessage(sent[0] ?? '') as { a: [CompareState] };
  expect(a[0].gone).toEqual([
    { subject: runOf(named('')), name: 'kept' },
    { subject: runOf(other), name: 'another run' },
  ]);
});

test("prompts are read by what the baseline's folder says of params", async () => {
  const seen: unknown[] = [];
  const promptParams = { greeting: true };
  const { session } = openPanel({
    snapshots: [named('a'), other],
    source: {
      settings: (folder) => ({ ...NO_SETTINGS, promptParams: folder === FOLDER ? promptParams : {} }),
      snapshot: async (subject, marks) => {
        seen.push([subject, marks]);
        return undefined;
      },
    },
  });
  await session.loadState();
  expect(seen).toEqual([runOf(named('')), runOf(other)].map((subject) => [subject, promptParams]));
});

describe('the columns of a comparison', () => {
  const three = ['one', 'two', 'three'].map((runId) => buildSnapshot({ info: { runId, runName: runId } }));
  const [one, two, third] = three.map(runOf) as [Subject, Subject, Subject];

  it('are reordered, swapped and removed by the list they shall be', async () => {
    const { session } = openPanel({ snapshots: three });
    await session.setColumns([third, one]);
    expect(session.subjects).toEqual([third, one]);
  });

  it('stay as they are when a list is none', async () => {
    const { session } = openPanel({ snapshots: three });
    await expect(session.setColumns([])).rejects.toThrow('cannot lose all of its columns');
    await expect(session.setColumns([one, one])).rejects.toThrow('A column is named twice.');
    expect(session.subjects).toEqual([one, two, third]);
  });

  it('grow by what the user picks, each once, of any kind', async () => {
    const version: Subject = { kind: 'modelVersion', folder: FOLDER, name: 'sentiment', version: '3' };
    const { session } = openPanel({
      snapshots: [three[0] ?? other],
      actions: { pickColumns: async () => [one, two, version] },
    });
    await session.addColumns();
    await settled();
    expect(session.subjects).toEqual([one, two, version]);
  });

  it('are never more than ten', async () => {
    const many = Array.from({ length: 10 }, (_, index) => buildSnapshot({ info: { runId: String(index) } }));
    const { session } = openPanel({ snapshots: many });
    await expect(session.addColumns()).rejects.toThrow('at most 10 columns');
  });

  it.each<[string, Parameters<ReturnType<typeof openPanel>['session']['addRelative']>[1], Subject[], Subject[]]>([
    ['the previous version of a page of its own becomes its baseline', 'previousVersion', [two], [one, two]],
    ['the previous version of one of many comes last', 'previousVersion', [two, third], [two, third, one]],
    ['the pinned baseline becomes the baseline', 'pinnedBaseline', [two, third], [one, two, third]],
    ['the pinned baseline moves to the front', 'pinnedBaseline', [two, one], [one, two]],
    ['what is there already stays where it is', 'alias', [two, one], [two, one]],
  ])('%s', async (_, relative, before, after) => {
    const { session } = openPanel({ snapshots: three, actions: { relative: async () => one } });
    await session.show(before);
    await session.addRelative(two, relative);
    await settled();
    expect(session.subjects).toEqual(after);
  });

  it('stay when there is nothing in that relation, and the page says so', async () => {
    const relative = async (): Promise<never> => {
      throw notFound('This is the first run of its experiment.');
    };
    const { session, sent, logged } = openPanel({ snapshots: three, actions: { relative } });
    await session.addRelative(two, 'previousVersion');
    await settled();
    expect(session.subjects.length).toBe(3);
    expect(told(sent)).toEqual(['failed: This is the first run of its experiment.']);
    expect(logged).toEqual(['failed: UserError: This is the first run of its experiment.']);
  });
});

describe('what a page asks', () => {
  const v1 = runOf(sentimentV1());

  it("is done with the panel's own values", async () => {
    const { session, asked } = openPanel();
    await session.loadState();
    const v2 = session.subjects[1] ?? v1;
    await session.openPrompt(v1, 'param:prompt_template');
    await session.diffPrompt(v1, 'param:prompt_template', v2, 'param:prompt_template');
    await session.openArtifact(v1, 'sentiment_analyzer/MLmodel');
    await session.setMetricDirection('accuracy', 'lower');
    await session.markPrompt('model_type', true);
    await session.exportComparison('md');
    const [left, right] = [
      { subject: v1, name: 'sentiment_v1' },
      { subject: v2, name: 'sentiment_v2' },
    ];
    expect(asked).toEqual([
      ['openPrompt', { ...left, prompt: 'param:prompt_template' }],
      ['diffPrompt', { ...left, prompt: 'param:prompt_template' }, { ...right, prompt: 'param:prompt_template' }],
      ['openArtifact', { ...left, path: 'sentiment_analyzer/MLmodel' }],
      ['setMetricDirection', FOLDER, 'accuracy', 'lower'],
      ['markPrompt', FOLDER, 'model_type', true],
      ['exportComparison', [left, right], 'md'],
    ]);
  });

  it('writes a prompt back over any of its versions', async () => {
    const given: unknown[] = [];
    const runs = ['a', 'b', 'a'].map((text, index) =>
      buildSnapshot({ info: { runId: String(index) }, prompts: [buildPrompt(text), buildPrompt('x', { name: 'y' })] }),
    );
    const writeBackPrompt = async (...args: unknown[]): Promise<void> => void given.push(...args);
    const { session } = openPanel({ snapshots: runs, actions: { writeBackPrompt } });
    await session.loadState();
    await session.writeBackPrompt(session.subjects[1] ?? v1, 'param:prompt_template');
    await settled();
    expect(given).toEqual([buildPrompt('b'), ['a', 'b']]);
  });

  it('finds the commits in what the client logged', async () => {
    const runs = ['a', 'b'].map((commit) =>
      buildSnapshot({ info: { runId: commit, runName: commit }, tags: { 'mlflow.source.git.commit': commit } }),
    );
    const { session, asked } = openPanel({ snapshots: runs });
    await session.loadState();
    const [left, right] = session.subjects as [Subject, Subject];
    await session.diffCommits(left, right);
    expect(asked).toEqual([
      ['diffCommits', { subject: left, name: 'a', commit: 'a' }, { subject: right, name: 'b', commit: 'b' }],
    ]);
  });

  it('changes a run that can be changed, and no other column', async () => {
    const { session, asked } = openPanel();
    await session.loadState();
    await session.renameRun(v1, '  new name ');
    await session.setNote(v1, 'a note');
    await session.setTag(v1, 'team', null);
    await expect(session.renameRun(v1, '  ')).rejects.toThrow('A run needs a name.');
    expect(asked).toEqual([
      ['renameRun', v1, 'new name'],
      ['setNote', v1, 'a note'],
      ['setTag', v1, 'team', null],
    ]);
    const closed = openPanel({ source: { editable: () => false } });
    await closed.session.loadState();
    await expect(closed.session.setNote(v1, 'a note')).rejects.toThrow('sentiment_v1 cannot be changed');
    expect(closed.asked).toEqual([]);
  });
});
