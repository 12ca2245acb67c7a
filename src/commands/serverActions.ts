import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { CommandFactory } from './command.ts';

/** What the status item opens. */
export const showServerActions: CommandFactory = ({ folders }) => ({
  id: COMMANDS.showServerActions,
  title: vscode.l10n.t('Tracking Server Actions'),
  run: async () => {
    const state = folders.all.map((folder) => `${folder.name}: ${folder.server?.state.kind ?? 'stopped'}`).join(', ');
    const actions = [
      { label: `$(clippy) ${vscode.l10n.t('Copy Tracking Environment')}`, command: COMMANDS.copyTrackingEnvironment },
      { label: `$(debug-restart) ${vscode.l10n.t('Restart Tracking Server')}`, command: COMMANDS.restartServer },
      {
        label: `$(gear) ${vscode.l10n.t('Open Settings')}`,
        command: 'workbench.action.openSettings',
        argument: 'promptrail',
      },
      { label: `$(output) ${vscode.l10n.t('Show Log')}`, command: COMMANDS.showLog },
    ];
    const picked = await vscode.window.showQuickPick(actions, {
      title: vscode.l10n.t('Promptrail Tracking Server'),
      placeHolder: state,
    });
    if (picked) await vscode.commands.executeCommand(picked.command, ...(picked.argument ? [picked.argument] : []));
  },
});

export const restartServer: CommandFactory = ({ folders }) => ({
  id: COMMANDS.restartServer,
  title: vscode.l10n.t('Restart Tracking Server'),
  run: async () => {
    const folder = await folders.pick();
    await folder.restartServer();
  },
});

export const showLog: CommandFactory = ({ log }) => ({
  id: COMMANDS.showLog,
  title: vscode.l10n.t('Show Log'),
  run: () => log.show(),
});
