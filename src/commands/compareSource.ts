import * as vscode from 'vscode';
import type { Folders } from '../folders/folders.ts';
import type { Subject } from '../model/subject.ts';
import type { CompareSource } from '../panels/compareActions.ts';
import type { SettingsOfCompare } from '../panels/compareSettings.ts';

/** What panels read: the folders' stores and the user's settings. */
export function compareSource(folders: Folders, settings: SettingsOfCompare): CompareSource {
  return {
    snapshot: (subject, promptParams) => folders.snapshot(subject, promptParams),
    editable: (subject) => isEditable(folders, subject),
    settings: (folder) => settings.of(folder),
    onDidChange: (listener) => vscode.Disposable.from(folders.onDidChange(listener), settings.onDidChange(listener)),
  };
}

/** Runs that are not deleted and versions of the registry, in a trusted folder whose store is not a newer version's. */
export function isEditable(folders: Folders, subject: Subject): boolean {
  const store = folders.get(subject.folder)?.store.current;
  if (!vscode.workspace.isTrusted || store === undefined || store.readOnly) return false;
  if (subject.kind === 'run') return store.runs.findInfo(subject.runId)?.lifecycleStage === 'active';
  return subject.kind !== 'loggedVersion';
}
