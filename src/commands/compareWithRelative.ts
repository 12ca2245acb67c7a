import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { isSameSubject } from '../model/subject.ts';
import type { Subject } from '../model/subject.ts';
import type { Relative } from '../protocol/compare.ts';
import type { Command, CommandDeps, CommandFactory } from './command.ts';
import { pickOneColumn } from './pickColumns.ts';
import { contextOf, subjectsOf } from './targets.ts';

/** Compares a run or version with the version before it, a run with the one before it in its experiment. */
export const compareWithPrevious: CommandFactory = (deps) => ({
  id: COMMANDS.compareWithPrevious,
  title: vscode.l10n.t('Compare with Previous Version'),
  run: comparing(deps, 'previousVersion'),
});

/** Compares a run or version with the version an alias of its registered model points at. */
export const compareWithAlias: CommandFactory = (deps) => ({
  id: COMMANDS.compareWithAlias,
  title: vscode.l10n.t('Compare with Alias'),
  run: comparing(deps, 'alias'),
});

/** In a panel its column is compared there; elsewhere a panel is opened, what it is compared with as the baseline. */
function comparing(deps: CommandDeps, relative: Relative): Command['run'] {
  return async (...args) => {
    const { folders, panels, relatives } = deps;
    const column = contextOf(args, 'columnHeader');
    if (column && panels.active) return panels.active.requests.addRelative(column.subject, relative);
    const subject = subjectsOf(args.slice(0, 1))[0] ?? selected(deps) ?? (await pickOneColumn(folders));
    const other = await relatives.find(subject, relative);
    await panels.open(isSameSubject(other, subject) ? [subject] : [other, subject]);
  };
}

/** From the palette: the page of its own that is seen. */
function selected({ panels }: CommandDeps): Subject | undefined {
  const shown = panels.active?.subjects ?? [];
  return shown.length === 1 ? shown[0] : undefined;
}
