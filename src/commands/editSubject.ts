import * as vscode from 'vscode';
import type { Folders } from '../folders/folders.ts';
import { invalid, UserError } from '../model/errors.ts';
import type { RunSubject } from '../model/subject.ts';
import { checkRegistryTag, checkTagKey } from '../model/validation.ts';
import type { EditableSubject } from '../panels/compareActions.ts';
import { NOTE_TAG } from '../store/snapshot/recorded.ts';
import type { Store } from '../store/store.ts';

/** Tags that say what a thing is; changing one here would make it something else to every client. */
const isReserved = (key: string): boolean => key.startsWith('mlflow.') || key.startsWith('_mlflow');

/**
 * Changes what people write about runs and versions. Throws INVALID_STATE where the folder is not trusted or its store
 * is read-only, INVALID_PARAMETER_VALUE for a deleted run and for keys and values that MLflow would refuse.
 */
export class SubjectEdits {
  readonly #folders: Pick<Folders, 'storeOf'>;

  constructor(folders: Pick<Folders, 'storeOf'>) {
    this.#folders = folders;
  }

  rename(run: RunSubject, runName: string): void {
    this.#store(run).runs.update(run.runId, { runName });
  }

  setNote(subject: EditableSubject, note: string | null): void {
    const store = this.#store(subject);
    if (subject.kind === 'run') setRunTag(store, subject.runId, NOTE_TAG, note === '' ? null : note);
    else store.registry.versions.setDescription(subject.name, subject.version, note ?? '');
  }

  setTag(subject: EditableSubject, key: string, value: string | null): void {
    const store = this.#store(subject);
    checkTagKey(key);
    if (key === '') throw invalid(vscode.l10n.t('A tag needs a name.'));
    if (isReserved(key)) throw invalid(vscode.l10n.t('Tags whose name begins with "mlflow." cannot be changed here.'));
    if (subject.kind === 'run') return setRunTag(store, subject.runId, key, value);
    if (value === null) return deleteVersionTag(store, subject, key);
    checkRegistryTag({ key, value });
    store.registry.versions.setTag(subject.name, subject.version, key, value);
  }

  #store(subject: EditableSubject): Store {
    if (!vscode.workspace.isTrusted) {
      throw new UserError(
        'INVALID_STATE',
        vscode.l10n.t('This folder is not trusted, so nothing in it is changed. Trust it first.'),
      );
    }
    const store = this.#folders.storeOf(subject);
    if (store.readOnly) {
      throw new UserError(
        'INVALID_STATE',
        vscode.l10n.t('This store was made by a newer Promptrail and can only be read here.'),
      );
    }
    return store;
  }
}

function setRunTag(store: Store, runId: string, key: string, value: string | null): void {
  if (value !== null) store.runLog.log(runId, { tags: [{ key, value }] });
  else if (store.runs.get(runId).tags.some((tag) => tag.key === key)) store.runLog.deleteTag(runId, key);
}

function deleteVersionTag(store: Store, { name, version }: Exclude<EditableSubject, RunSubject>, key: string): void {
  const { tags } = store.registry.versions.get(name, version);
  if (!tags.some((tag) => tag.key === key)) {
    throw invalid(vscode.l10n.t('The tag "{0}" is one of the run that made this version. Remove it there.', key));
  }
  store.registry.versions.deleteTag(name, version, key);
}
