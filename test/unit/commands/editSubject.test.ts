import { describe, expect, test } from 'vitest';
import { SubjectEdits } from '../../../src/commands/editSubject.ts';
import { PROMPT_TAG, PROMPT_TEXT_TAG } from '../../../src/model/models.ts';
import type { EditableSubject } from '../../../src/panels/compareActions.ts';
import { openStore } from '../../fixtures/tempStore.ts';

const folder = 'file:///ws';
const entries = (list: readonly { readonly key: string; readonly value: string }[]): Record<string, string> =>
  Object.fromEntries(list.map(({ key, value }) => [key, value]));

function opened({ trusted = true } = {}) {
  const store = openStore();
  const run = store.runs.create({ experimentId: '0', runName: 'before', tags: [{ key: 'team', value: 'nlp' }] });
  store.registry.create('greeting', { tags: [{ key: PROMPT_TAG, value: 'true' }] });
  const tags = [{ key: PROMPT_TEXT_TAG, value: 'Hello' }];
  store.registry.versions.create({ name: 'greeting', source: 'prompt-template', tags });
  const edits = new SubjectEdits({ storeOf: () => store }, () => trusted);
  const ofRun = { kind: 'run', folder, runId: run.info.runId } as const;
  const ofPrompt = { kind: 'promptVersion', folder, name: 'greeting', version: '1' } as const;
  return { store, edits, ofRun, ofPrompt };
}

describe('what people write', () => {
  test('about a run is its name, its note and its tags', () => {
    const { store, edits, ofRun } = opened();
    edits.rename(ofRun, 'after');
    edits.setNote(ofRun, 'Shorter answers.');
    edits.setTag(ofRun, 'team', 'search');
    edits.setTag(ofRun, 'stage', 'pilot');
    const { info, tags } = store.runs.get(ofRun.runId);
    expect([info.runName, entries(tags)]).toEqual([
      'after',
      { 'mlflow.runName': 'after', 'mlflow.note.content': 'Shorter answers.', team: 'search', stage: 'pilot' },
    ]);
    edits.setNote(ofRun, null);
    edits.setNote(ofRun, '');
    edits.setTag(ofRun, 'stage', null);
    edits.setTag(ofRun, 'was never there', null);
    expect(entries(store.runs.get(ofRun.runId).tags)).toEqual({ 'mlflow.runName': 'after', team: 'search' });
  });

  test('about a version is its description and its own tags', () => {
    const { store, edits, ofPrompt } = opened();
    edits.setNote(ofPrompt, 'The first one.');
    edits.setTag(ofPrompt, 'reviewed', 'yes');
    edits.setTag(ofPrompt, 'reviewed', null);
    const { description, tags } = store.registry.versions.get('greeting', '1');
    expect([description, entries(tags)]).toEqual(['The first one.', { [PROMPT_TEXT_TAG]: 'Hello' }]);
    edits.setNote(ofPrompt, null);
    expect(store.registry.versions.get('greeting', '1').description).toBe('');
  });
});

describe('nothing is changed', () => {
  const change = (edits: SubjectEdits, subject: EditableSubject) => ({
    'a tag of the protocol': () => edits.setTag(subject, 'mlflow.user', 'eve'),
    'the text of a prompt': () => edits.setTag(subject, PROMPT_TEXT_TAG, 'x'),
    'a tag without a name': () => edits.setTag(subject, ' ', 'x'),
    'a tag with a name no client could write': () => edits.setTag(subject, 'a\nb', 'x'),
    "a version's tag that is its run's": () => edits.setTag(subject, 'team', null),
  });

  test('about what is not for people to change', () => {
    const { store, edits, ofPrompt } = opened();
    const before = store.registry.versions.get('greeting', '1');
    for (const [what, work] of Object.entries(change(edits, ofPrompt))) {
      expect(work, what).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER_VALUE' }));
    }
    expect(store.registry.versions.get('greeting', '1')).toEqual(before);
  });

  test('of a deleted run', () => {
    const { store, edits, ofRun } = opened();
    store.runs.delete(ofRun.runId);
    expect(() => edits.rename(ofRun, 'x')).toThrow("must be in the 'active' state");
    expect(() => edits.setNote(ofRun, 'x')).toThrow("must be in the 'active' state");
  });

  test('in a folder that is not trusted', () => {
    const { edits, ofRun } = opened({ trusted: false });
    for (const work of [() => edits.rename(ofRun, 'x'), () => edits.setNote(ofRun, 'x')]) {
      expect(work).toThrow('This folder is not trusted');
    }
  });
});
