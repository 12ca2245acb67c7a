import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { CommandFactory } from './command.ts';
import { modelUris } from './modelUris.ts';
import { withoutIcons } from './pickRuns.ts';
import { pickVersion } from './pickVersions.ts';
import { versionsOf } from './targets.ts';

/** Copies the URI by which an MLflow client loads a version; asks where there is more than one. */
export const copyModelUri: CommandFactory = ({ folders }) => ({
  id: COMMANDS.copyModelUri,
  title: vscode.l10n.t('Copy Model URI'),
  run: async (...args) => {
    const node =
      versionsOf(args.slice(0, 1))[0] ?? (await pickVersion(folders, { placeholder: vscode.l10n.t('Model version') }));
    const uris = modelUris(node);
    const items = uris.map((uri) => ({ label: withoutIcons(uri), uri }));
    const picked =
      items.length === 1
        ? items[0]
        : await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('URI to copy') });
    if (picked) await vscode.env.clipboard.writeText(picked.uri);
  },
});
