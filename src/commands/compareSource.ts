import * as vscode from 'vscode';
import type { Folder } from '../folders/folder.ts';
import type { Folders } from '../folders/folders.ts';
import { UserError } from '../model/errors.ts';
import type { Subject } from '../model/subject.ts';
import type { CompareSource } from '../panels/compareActions.ts';
import type { SettingsOfCompare } from '../panels/compareSettings.ts';
import { fromSqlite } from '../store/errors.ts';

/** What panels read: the folders' stores and the user's settings. */
export function compareSource(folders: Folders, settings: SettingsOfCompare): CompareSource {
  return {
    snapshot: async (subject, promptParams) => {
      checkReadable(folders.get(subject.folder));
      return folders.snapshot(subject, promptParams).catch((error: unknown) => {
        throw fromSqlite(error) ?? error;
      });
    },
    editable: (subject) => isEditable(folders, subject),
    settings: (folder) => settings.of(folder),
    onDidChange: (listener) => vscode.Disposable.from(folders.onDidChange(listener), settings.onDidChange(listener)),
  };
}

/** A store that cannot be read now does not say that anything is gone. */
function checkReadable(folder: Folder | undefined): void {
  if (!folder || folder.store.current) return;
  if (folder.store.updating) {
    const text = vscode.l10n.t('The run store is being brought up to date. This opens by itself when it is ready.');
    throw new UserError('TEMPORARILY_UNAVAILABLE', text);
  }
  if (folder.store.problem) throw folder.store.problem;
}

/** Runs that are not deleted and versions of the registry, in a trusted folder whose store is not a newer version's. */
export function isEditable(folders: Folders, subject: Subject): boolean {
  const store = folders.get(subject.folder)?.store.current;
  if (!vscode.workspace.isTrusted || store === undefined || store.readOnly) return false;
  if (subject.kind === 'run') return store.runs.findInfo(subject.runId)?.lifecycleStage === 'active';
  return subject.kind !== 'loggedVersion';
}
