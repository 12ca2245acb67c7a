import * as vscode from 'vscode';
import { COMMANDS, VIEWS } from '../contributions.ts';
import type { Folders } from '../folders/folders.ts';
import type { RunRef } from '../model/runRef.ts';

/** What MLflow's clients print when a run ends: the address of its page on the tracking server. */
const PAGE = /http:\/\/127\.0\.0\.1:(\d+)\/#\/experiments\/\d+(?:\/runs\/([0-9a-f]{32}))?/g;

interface RunLink extends vscode.TerminalLink {
  /** Undefined for an experiment's page. */
  readonly run: RunRef | undefined;
}

/** Our server has no web pages: a link that a client prints for one opens the run in the editor instead. */
export function registerTerminalLinks(folders: Folders): vscode.Disposable {
  const provider: vscode.TerminalLinkProvider<RunLink> = {
    provideTerminalLinks: ({ line }) =>
      [...line.matchAll(PAGE)].flatMap((match) => {
        const folder = folders.all.find(
          ({ server }) => server?.state.kind === 'running' && String(server.state.port) === match[1],
        );
        const runId = match[2];
        if (!folder) return [];
        const run = runId === undefined ? undefined : { folder: folder.id, runId };
        const tooltip = run
          ? vscode.l10n.t('Open the run in Promptrail')
          : vscode.l10n.t('Show the runs in Promptrail');
        return [{ startIndex: match.index, length: match[0].length, tooltip, run }];
      }),
    handleTerminalLink: async ({ run }) => {
      if (run) await vscode.commands.executeCommand(COMMANDS.openRun, run);
      else await vscode.commands.executeCommand(`${VIEWS.runs}.focus`);
    },
  };
  return vscode.window.registerTerminalLinkProvider(provider);
}
