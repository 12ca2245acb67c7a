import * as vscode from 'vscode';
import type { Folders } from '../folders/folders.ts';
import { invalid, notFound } from '../model/errors.ts';
import { runKey, type RunRef } from '../model/runRef.ts';
import { oneLine } from '../model/oneLine.ts';
import type { ViewType } from '../model/run.ts';
import { describe } from '../views/runItem.ts';

/** How many runs a list of choices holds; typing narrows it over the whole store. */
const CHOICES = 200;

/** A run with the name that messages call it by. */
export interface NamedRun extends RunRef {
  readonly runName: string;
}

export interface PickOptions {
  readonly placeholder: string;
  readonly view?: ViewType;
  /** Runs that cannot be chosen. */
  readonly except?: readonly RunRef[];
  /** Runs that are chosen already when the list opens. */
  readonly chosen?: readonly RunRef[];
}

export interface RunItem extends vscode.QuickPickItem {
  readonly run: NamedRun;
}

/** Lets the user choose one run, over all folders. Throws CancellationError when they did not. */
export async function pickRun(folders: Folders, options: PickOptions): Promise<NamedRun> {
  const [run] = await pick(folders, options, false);
  if (!run) throw new vscode.CancellationError();
  return run;
}

/** Lets the user choose `fewest` to `most` runs; the order is that of logging, the oldest first. */
export async function pickRuns(
  folders: Folders,
  options: PickOptions & { fewest: number; most: number },
): Promise<readonly NamedRun[]> {
  const runs = await pick(folders, options, true);
  if (runs.length < options.fewest || runs.length > options.most) {
    throw invalid(vscode.l10n.t('Choose {0} to {1} runs.', options.fewest, options.most));
  }
  return runs;
}

/** The runs with their names; those that are gone are left out. */
export function named(folders: Folders, refs: readonly RunRef[]): readonly NamedRun[] {
  return refs.flatMap((ref) => {
    const run = folders.get(ref.folder)?.store.current?.runs.findInfo(ref.runId);
    return run ? [{ ...ref, runName: run.runName }] : [];
  });
}

function pick(folders: Folders, options: PickOptions, many: boolean): Promise<readonly NamedRun[]> {
  // A chosen run may be older than those listed first; it is found by its id.
  const preset = (options.chosen ?? []).flatMap((ref) => choices(folders, options, ref.runId));
  const items = withFirst(preset, choices(folders, options, ''));
  if (items.length === 0)
    throw notFound(
      vscode.l10n.t('There is no run to choose yet. Log one from a script, or run "Promptrail: Log Sample Runs".'),
    );
  const input = vscode.window.createQuickPick<RunItem>();
  input.canSelectMany = many;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.placeholder = options.placeholder;
  input.items = items;
  input.selectedItems = preset;
  return new Promise((resolve, reject) => {
    let chosen: readonly RunItem[] | undefined;
    input.onDidChangeValue((text) => {
      // Chosen items stay in the list, else the quick pick would drop them from the selection.
      const keep = many ? input.selectedItems : [];
      input.items = withFirst(keep, choices(folders, options, text));
      input.selectedItems = keep;
    });
    input.onDidAccept(() => {
      chosen = input.selectedItems;
      input.hide();
    });
    input.onDidHide(() => {
      input.dispose();
      if (chosen && chosen.length > 0)
        resolve(
          inLoggingOrder(
            folders,
            chosen.map((item) => item.run),
          ),
        );
      else reject(new vscode.CancellationError());
    });
    input.show();
  });
}

function withFirst(first: readonly RunItem[], others: readonly RunItem[]): readonly RunItem[] {
  const known = new Set(first.map((item) => runKey(item.run)));
  return [...first, ...others.filter((item) => !known.has(runKey(item.run)))];
}

/** The newest runs that the text finds, as entries of a list. */
export function choices(
  folders: Folders,
  options: Pick<PickOptions, 'view' | 'except'>,
  text: string,
): readonly RunItem[] {
  const except = new Set((options.except ?? []).map(runKey));
  const several = folders.stores.length > 1;
  return folders.stores.flatMap(({ folder, store }) => {
    const experiments = new Map(store.experiments.list('ALL').map((it) => [it.experimentId, it.name]));
    const page = store.runList.page({ view: options.view ?? 'ACTIVE_ONLY', limit: CHOICES, text });
    return page
      .map((summary) => ({ summary, run: { folder: folder.id, runId: summary.runId, runName: summary.runName } }))
      .filter(({ run }) => !except.has(runKey(run)))
      .map(({ summary, run }) => ({
        label: withoutIcons(oneLine(summary.runName)),
        description: withoutIcons(describe(summary)),
        detail: withoutIcons(
          [
            several ? folder.name : '',
            experiments.get(summary.experimentId) ?? '',
            new Date(Number(summary.startTime)).toLocaleString(),
            summary.runId,
          ]
            .filter(Boolean)
            .join(' · '),
        ),
        // What the store found by a param's value is shown although its label does not hold the text.
        alwaysShow: text !== '',
        run,
      }));
  });
}

function inLoggingOrder(folders: Folders, runs: readonly NamedRun[]): readonly NamedRun[] {
  const started = (ref: RunRef): number => Number(folders.storeOf(ref).runs.info(ref.runId).startTime);
  return runs.toSorted((a, b) => started(a) - started(b));
}

/** A quick pick draws `$(name)` as an icon; what was logged is shown as it was written. */
export const withoutIcons = (text: string): string => text.replaceAll('$(', '\\$(');
