import * as vscode from 'vscode';
import type { Folders } from './folders/folders.ts';
import { notFound } from './model/errors.ts';
import { Tracking, TRACKING_API_VERSION } from './tracking/tracking.ts';

/**
 * What `activate()` returns to other extensions:
 *
 *     const promptrail = vscode.extensions.getExtension<PromptrailApi>('promptrail.promptrail');
 *     const run = (await promptrail.activate()).tracking().startRun({ runName: 'nightly' });
 */
export interface PromptrailApi {
  /** Goes up when a method changes in a way that breaks callers. */
  readonly version: typeof TRACKING_API_VERSION;
  /**
   * The tracking API over the run store of a workspace folder (the first one when not given); makes the store when it
   * is not there. It stays good: a store that was deleted or replaced meanwhile is opened anew. Throws
   * RESOURCE_DOES_NOT_EXIST when the folder is not open, StoreError when it cannot be used.
   */
  tracking(folder?: vscode.Uri): Tracking;
}

export function createApi(folders: Folders): PromptrailApi {
  return {
    version: TRACKING_API_VERSION,
    tracking: (uri) => {
      const folder = uri ? folders.get(uri.toString()) : folders.all[0];
      if (!folder) throw notFound(vscode.l10n.t('This folder is not open in the workspace.'));
      folder.store.openOrCreate(); // one that cannot be used is said here
      return new Tracking(() => folder.store.openOrCreate());
    },
  };
}
