import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { notFound } from '../model/errors.ts';
import { artifactPath } from '../store/artifacts.ts';
import type { CommandFactory } from './command.ts';
import { pickRun } from './pickRuns.ts';
import { runsOf } from './targets.ts';

/** Shows the run's files: in the system's file manager, or in the Explorer where the window is not on this machine. */
export const revealArtifacts: CommandFactory = ({ folders }) => ({
  id: COMMANDS.revealArtifacts,
  title: vscode.l10n.t('Reveal Artifacts'),
  run: async (...args) => {
    const ref =
      runsOf(args.slice(0, 1))[0] ??
      (await pickRun(folders, { placeholder: vscode.l10n.t('Run whose files to show') }));
    const store = folders.storeOf(ref);
    // A MLflow 3 client keeps nothing under the run itself, only under the models it logged.
    const uris = [
      store.runs.info(ref.runId).artifactUri,
      ...store.loggedVersions.ofRun(ref.runId).map((it) => it.artifactUri),
    ];
    for (const uri of uris) {
      const place = artifactPath(uri);
      if ((await store.artifacts.stat(place)) === undefined) continue;
      const target = vscode.Uri.file(await store.artifacts.locate(place));
      const local = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
      await vscode.commands.executeCommand(local ? 'revealFileInOS' : 'revealInExplorer', target);
      return;
    }
    throw notFound(vscode.l10n.t('This run has no files.'));
  },
});
