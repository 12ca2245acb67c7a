import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { isSameSubject } from '../model/subject.ts';
import type { Subject, SubjectKind } from '../model/subject.ts';
import type { Relative } from '../protocol/compare.ts';
import type { Command, CommandDeps, CommandFactory } from './command.ts';
import { pickOneColumn } from './pickColumns.ts';
import { contextOf, subjectsOf } from './targets.ts';

/** Compares a version of a model or a prompt with the one before it. */
export const compareWithPrevious: CommandFactory = (deps) => ({
  id: COMMANDS.compareWithPrevious,
  title: vscode.l10n.t('Compare with Previous Version'),
  run: comparing(deps, 'previousVersion', VERSIONS),
});

/** Compares a run with the one that began before it in the same experiment. */
export const compareWithPreviousRun: CommandFactory = (deps) => ({
  id: COMMANDS.compareWithPreviousRun,
  title: vscode.l10n.t('Compare with Previous Run'),
  run: comparing(deps, 'previousVersion', ['run']),
});

/** Compares a run or version with the version an alias of its registered model points at. */
export const compareWithAlias: CommandFactory = (deps) => ({
  id: COMMANDS.compareWithAlias,
  title: vscode.l10n.t('Compare with Alias'),
  run: comparing(deps, 'alias', ['run', ...VERSIONS]),
});

const VERSIONS: readonly SubjectKind[] = ['loggedVersion', 'modelVersion', 'promptVersion'];

/** In a panel its column is compared there; elsewhere a panel is opened, what it is compared with as the baseline. */
function comparing(deps: CommandDeps, relative: Relative, kinds: readonly SubjectKind[]): Command['run'] {
  return async (...args) => {
    const { folders, panels, relatives } = deps;
    const column = contextOf(args, 'columnHeader');
    if (column && panels.active) return panels.active.requests.addRelative(column.subject, relative);
    const subject = subjectsOf(args.slice(0, 1))[0] ?? shownAlone(deps, kinds) ?? (await pickOneColumn(folders, kinds));
    const other = await relatives.find(subject, relative);
    await panels.open(isSameSubject(other, subject) ? [subject] : [other, subject]);
  };
}

/** From the palette: the page of its own that is seen. */
function shownAlone({ panels }: CommandDeps, kinds: readonly SubjectKind[]): Subject | undefined {
  const [shown, ...others] = panels.active?.subjects ?? [];
  return shown && others.length === 0 && kinds.includes(shown.kind) ? shown : undefined;
}
