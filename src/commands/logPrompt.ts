import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { Tracking } from '../tracking/tracking.ts';
import type { CommandFactory } from './command.ts';
import { editorText } from './editorText.ts';

/** Makes a finished run whose param `prompt_template` is the selected text or the whole file. */
export const logPrompt: CommandFactory = ({ folders, runs }) => ({
  id: COMMANDS.logPrompt,
  title: vscode.l10n.t('Log Prompt from Selection or File'),
  run: async () => {
    const { text, label, document } = editorText();
    const folder = await folders.pick();
    const runName = await vscode.window.showInputBox({
      title: vscode.l10n.t('Log Prompt'),
      prompt: vscode.l10n.t('Name of the run'),
      value: label.replace(/\.[^.:]+(?=:|$)/, ''),
    });
    if (runName === undefined) return;
    const store = folder.store.openOrCreate();
    // One transaction: the run is there whole or not at all.
    const run = store.write(() => {
      const started = new Tracking(() => store).startRun({ runName, experiment: vscode.l10n.t('prompts') });
      started.logParam('prompt_template', text);
      started.setTag('mlflow.source.name', vscode.workspace.asRelativePath(document.uri));
      started.setTag('mlflow.source.type', 'LOCAL');
      started.end();
      return started;
    });
    await runs.reveal({ folder: folder.id, runId: run.runId });
  },
});
