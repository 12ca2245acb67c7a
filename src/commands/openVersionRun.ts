import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { notFound } from '../model/errors.ts';
import { runSubject } from '../model/subject.ts';
import type { CommandFactory } from './command.ts';
import { pickVersion } from './pickVersions.ts';
import { versionsOf } from './targets.ts';

/** Shows the run that logged a version, in the Runs view and on its page. */
export const openVersionRun: CommandFactory = ({ folders, runs, panels }) => ({
  id: COMMANDS.openVersionRun,
  title: vscode.l10n.t('Open Run of Version'),
  run: async (...args) => {
    const placeholder = vscode.l10n.t('Model version whose run to open');
    const node =
      versionsOf(args.slice(0, 1))[0] ??
      (await pickVersion(folders, { placeholder, only: (it) => it.run !== undefined }));
    if (!node.run) throw notFound(vscode.l10n.t('No run of this store logged this version.'));
    await runs.reveal(node.run.ref);
    await panels.open([runSubject(node.run.ref)]);
  },
});
