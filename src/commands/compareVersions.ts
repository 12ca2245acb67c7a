import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { invalid } from '../model/errors.ts';
import { runKey } from '../model/runRef.ts';
import { MAX_RUNS } from '../protocol/compare.ts';
import type { VersionNode } from '../views/modelNodes.ts';
import type { CommandFactory } from './command.ts';
import { pickVersions } from './pickVersions.ts';
import { versionsOf } from './targets.ts';

/** Puts the runs behind model versions side by side, the oldest version first. */
export const compareVersions: CommandFactory = ({ folders, panels, models }) => ({
  id: COMMANDS.compareVersions,
  title: vscode.l10n.t('Compare Model Versions'),
  run: async (...args) => {
    const given = versionsOf(args);
    const selected = given.length >= 2 ? given : models.selectedVersions;
    const placeholder = vscode.l10n.t('Model versions to compare (2 to {0})', MAX_RUNS);
    const chosen = given.map((node) => node.id);
    const versions =
      selected.length >= 2 ? selected : await pickVersions(folders, { placeholder, many: true, only: hasRun, chosen });
    const ordered = versions.toSorted(
      (a, b) => a.model.localeCompare(b.model) || Number(a.version.version) - Number(b.version.version),
    );
    const runs = new Map(ordered.flatMap((node) => (node.run ? [[runKey(node.run.ref), node.run.ref] as const] : [])));
    if (runs.size < 2) throw invalid(vscode.l10n.t('Choose versions that two or more different runs have logged.'));
    await panels.open([...runs.values()]);
  },
});

const hasRun = (node: VersionNode): boolean => node.run !== undefined;
