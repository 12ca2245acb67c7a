import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { Folders } from '../folders/folders.ts';

/** The status-bar item: whether the tracking server runs, where, and what was left alone. */
export class ServerStatus implements vscode.Disposable {
  readonly #folders: Folders;
  readonly #userUri: () => string | undefined;
  readonly #item: vscode.StatusBarItem;
  readonly #disposables: vscode.Disposable[];

  /** @param userUri the user's own MLFLOW_TRACKING_URI, which terminals keep */
  constructor(folders: Folders, userUri: () => string | undefined) {
    this.#folders = folders;
    this.#userUri = userUri;
    this.#item = vscode.window.createStatusBarItem('promptrail.server', vscode.StatusBarAlignment.Left);
    this.#item.name = vscode.l10n.t('Promptrail Tracking Server');
    this.#item.command = COMMANDS.showServerActions;
    this.#disposables = [
      this.#item,
      folders.onDidChangeServer(() => this.#show()),
      folders.onDidChange(() => this.#show()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('terminal.integrated.env')) this.#show();
      }),
    ];
    this.#show();
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #show(): void {
    const servers = this.#folders.all.flatMap((folder) => folder.server ?? []);
    if (servers.length === 0) return this.#item.hide();
    const failed = servers.some((server) => server.state.kind === 'failed');
    const running = servers.some((server) => server.state.kind === 'running');
    const icon = failed ? '$(error)' : running ? '$(broadcast)' : '$(sync~spin)';
    this.#item.text = `${icon} Promptrail`;
    this.#item.backgroundColor = failed ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    this.#item.tooltip = this.#tooltip();
    const state = failed ? vscode.l10n.t('failed') : running ? vscode.l10n.t('running') : vscode.l10n.t('starting');
    this.#item.accessibilityInformation = { label: vscode.l10n.t('Promptrail tracking server: {0}', state) };
    this.#item.show();
  }

  #tooltip(): vscode.MarkdownString {
    const tooltip = new vscode.MarkdownString();
    for (const folder of this.#folders.all) {
      const state = folder.server?.state;
      const text =
        state?.kind === 'running' ? state.uri : state?.kind === 'failed' ? state.message : (state?.kind ?? 'stopped');
      tooltip.appendText(`${folder.name}: ${text}`).appendMarkdown('  \n');
    }
    const own = this.#userUri();
    if (own === undefined) return tooltip;
    const text = vscode.l10n.t('MLFLOW_TRACKING_URI is set to {0}: terminals keep it and log there.', own);
    return tooltip.appendMarkdown('\n\n').appendText(text);
  }
}
