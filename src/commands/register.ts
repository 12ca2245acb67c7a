import * as vscode from 'vscode';
import type { Reporter } from '../report.ts';
import { ALL_COMMANDS } from './all.ts';
import type { CommandDeps } from './command.ts';

/** Registers every command; what one throws ends in a message, never in VS Code's own. */
export function registerCommands(deps: CommandDeps, reporter: Reporter): vscode.Disposable {
  const registrations = ALL_COMMANDS.map((make) => {
    const command = make(deps);
    return vscode.commands.registerCommand(command.id, (...args: unknown[]) =>
      reporter.guard(command.title, () => command.run(...args)),
    );
  });
  return vscode.Disposable.from(...registrations);
}
