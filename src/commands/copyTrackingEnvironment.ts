import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { formatEnvironment, trackingEnvironment, type ShellFormat } from '../folders/environment.ts';
import { UserError } from '../model/errors.ts';
import type { CommandFactory } from './command.ts';

const FORMATS: readonly (vscode.QuickPickItem & { readonly format: ShellFormat })[] = [
  { label: 'bash, zsh', description: 'export MLFLOW_TRACKING_URI=…', format: 'bash' },
  { label: 'PowerShell', description: '$env:MLFLOW_TRACKING_URI = …', format: 'powershell' },
  { label: '.env', description: 'MLFLOW_TRACKING_URI=…', format: 'dotenv' },
  { label: 'Python', description: 'os.environ["MLFLOW_TRACKING_URI"] = …', format: 'python' },
];

/** Copies what a shell, a notebook or a program outside of VS Code needs to log into the folder's store. */
export const copyTrackingEnvironment: CommandFactory = ({ folders }) => ({
  id: COMMANDS.copyTrackingEnvironment,
  title: vscode.l10n.t('Copy Tracking Environment'),
  run: async () => {
    const folder = await folders.pick();
    await folder.startServer();
    const environment = trackingEnvironment(folder);
    if (!environment)
      throw new UserError(
        'INVALID_STATE',
        vscode.l10n.t(
          'The tracking server does not run: the folder is not trusted, or "promptrail.server.enabled" is off.',
        ),
      );
    const picked = await vscode.window.showQuickPick(FORMATS, { placeHolder: vscode.l10n.t('Where it will be used') });
    if (!picked) return;
    await vscode.env.clipboard.writeText(formatEnvironment(environment, picked.format));
    void vscode.window.setStatusBarMessage(
      vscode.l10n.t('Copied. It holds the access token of this folder: paste it only where you log from.'),
      8000,
    );
  },
});
