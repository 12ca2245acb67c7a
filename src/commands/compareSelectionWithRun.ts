import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { notFound } from '../model/errors.ts';
import type { CommandFactory } from './command.ts';
import { editorText } from './editorText.ts';
import { pickRun } from './pickRuns.ts';
import { runsOf } from './targets.ts';

/** Diffs the text of the active editor against the prompt a run was logged with. */
export const compareSelectionWithRun: CommandFactory = ({ folders, promptDiff }) => ({
  id: COMMANDS.compareSelectionWithRun,
  title: vscode.l10n.t('Compare Selection with Run'),
  run: async (...args) => {
    const { text, label } = editorText();
    const run =
      runsOf(args.slice(0, 1))[0] ??
      (await pickRun(folders, { placeholder: vscode.l10n.t('Run whose prompt to compare with') }));
    const snapshot = await folders.snapshot(run);
    const prompts = snapshot?.prompts ?? [];
    if (!snapshot || prompts.length === 0) throw notFound(vscode.l10n.t('This run has no prompt.'));
    const picked =
      prompts.length === 1
        ? prompts[0]
        : (
            await vscode.window.showQuickPick(
              prompts.map((prompt) => ({ label: prompt.name, description: prompt.text.slice(0, 100), prompt })),
              { placeHolder: vscode.l10n.t('Prompt to compare with') },
            )
          )?.prompt;
    if (picked) await promptDiff.openAgainst({ run, name: picked.name }, snapshot.run.info.runName, text, label);
  },
});
