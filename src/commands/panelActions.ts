import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { PromptDiff } from '../editor/promptDiff.ts';
import type { Folders } from '../folders/folders.ts';
import { notFound } from '../model/errors.ts';
import type { RunRef } from '../model/runRef.ts';
import type { CompareActions } from '../panels/compareSession.ts';
import { locateArtifact } from '../store/snapshot.ts';
import type { RunsView } from '../views/runsView.ts';
import { named, pickRuns } from './pickRuns.ts';

/** What the compare panel may ask of the editor around it. */
export function panelActions(folders: Folders, runs: RunsView, promptDiff: PromptDiff): CompareActions {
  const one = (ref: RunRef) => {
    const [run] = named(folders, [ref]);
    if (!run) throw notFound(vscode.l10n.t('This run is not in the store any more.'));
    return run;
  };
  const file = async (ref: RunRef, path: string): Promise<vscode.Uri> =>
    vscode.Uri.file(await locateArtifact(folders.storeOf(ref), ref.runId, path));
  return {
    pickRuns: async (shown, most) => {
      try {
        const picked = await pickRuns(folders, {
          placeholder: vscode.l10n.t('Runs to add'),
          except: shown,
          fewest: 1,
          most,
        });
        return picked.map(({ folder, runId }) => ({ folder, runId }));
      } catch (error) {
        if (error instanceof vscode.CancellationError) return undefined;
        throw error;
      }
    },
    diffPrompt: (left, right, name) => promptDiff.open(one(left), one(right), name),
    openArtifact: async (run, path) => {
      await vscode.commands.executeCommand('vscode.open', await file(run, path), { preview: true });
    },
    diffArtifact: async (left, right, path) => {
      const title = `${one(left).runName} ↔ ${one(right).runName}: ${path}`;
      await vscode.commands.executeCommand('vscode.diff', await file(left, path), await file(right, path), title);
    },
    copyText: async (text) => vscode.env.clipboard.writeText(text),
    revealRun: (run) => runs.reveal(run),
    showLog: async () => {
      await vscode.commands.executeCommand(COMMANDS.showLog);
    },
  };
}
