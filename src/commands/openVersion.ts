import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { versionSubject } from '../views/modelNodes.ts';
import type { CommandFactory } from './command.ts';
import { pickVersion } from './pickVersions.ts';
import { subjectsOf } from './targets.ts';

/** Shows one version of a model on a page of its own. */
export const openVersion: CommandFactory = ({ folders, panels }) => ({
  id: COMMANDS.openVersion,
  title: vscode.l10n.t('Open Model Version'),
  run: async (...args) => {
    const placeholder = vscode.l10n.t('Model version to open');
    const subject = subjectsOf(args.slice(0, 1))[0] ?? versionSubject(await pickVersion(folders, { placeholder }));
    // The keyboard stays in the tree, to look through versions one by one.
    await panels.open([subject], { preserveFocus: args.length > 0 });
  },
});
