import * as vscode from 'vscode';
import type { Folders } from '../folders/folders.ts';
import { invalid, notFound } from '../model/errors.ts';
import type { ModelVersion } from '../model/models.ts';
import { oneLine } from '../model/oneLine.ts';
import { includesSubject, runSubject, subjectKey } from '../model/subject.ts';
import type { Subject, SubjectKind } from '../model/subject.ts';
import type { Store } from '../store/store.ts';
import { choices, withoutIcons } from './pickRuns.ts';
import { isPromptName } from './registryNames.ts';

/** How many names of models and of prompts a list of choices reads; typing narrows them over the whole store. */
const NAMES = 100;

/** The icons that kinds of columns have on the page. */
const ICONS: Readonly<Record<SubjectKind, string>> = {
  run: 'pulse',
  loggedVersion: 'package',
  modelVersion: 'library',
  promptVersion: 'comment',
};

export interface ColumnPick {
  readonly placeholder: string;
  /** What cannot be chosen. */
  readonly except: readonly Subject[];
  /** All when not given. */
  readonly kinds?: readonly SubjectKind[];
  readonly fewest: number;
  readonly most: number;
}

interface ColumnItem extends vscode.QuickPickItem {
  /** Absent for the headings. */
  readonly subject?: Subject;
}

/**
 * Lets the user choose `fewest` to `most` of everything that can be a column, over all folders, the kinds under
 * headings of their own; the kind of the first one of `except` stands first. Throws CancellationError when they did not.
 */
export async function pickColumns(folders: Folders, options: ColumnPick): Promise<readonly Subject[]> {
  const itemsFor = (text: string): readonly ColumnItem[] => sections(folders, options, text);
  if (itemsFor('').length === 0) {
    throw notFound(vscode.l10n.t('There is nothing to compare with yet. Log a run or a model first.'));
  }
  const picked = await pickMany(options.placeholder, itemsFor);
  if (picked.length < options.fewest || picked.length > options.most) {
    throw invalid(vscode.l10n.t('Choose {0} to {1}.', options.fewest, options.most));
  }
  return picked;
}

/** Lets the user choose one of these kinds. */
export async function pickOneColumn(folders: Folders, kinds: readonly SubjectKind[]): Promise<Subject> {
  const placeholder = vscode.l10n.t('What to compare');
  const [picked] = await pickColumns(folders, { placeholder, except: [], kinds, fewest: 1, most: 1 });
  if (!picked) throw new vscode.CancellationError();
  return picked;
}

function pickMany(placeholder: string, itemsFor: (text: string) => readonly ColumnItem[]): Promise<readonly Subject[]> {
  const input = vscode.window.createQuickPick<ColumnItem>();
  input.canSelectMany = true;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.placeholder = placeholder;
  input.items = itemsFor('');
  return new Promise((resolve, reject) => {
    let chosen: readonly ColumnItem[] = [];
    input.onDidChangeValue((text) => {
      // Chosen items stay in the list, else the quick pick would drop them from the selection.
      const keep = input.selectedItems;
      const kept = new Set(keep.map(keyOf));
      input.items = [...keep, ...itemsFor(text).filter((item) => !item.subject || !kept.has(keyOf(item)))];
      input.selectedItems = keep;
    });
    input.onDidAccept(() => {
      chosen = input.selectedItems;
      input.hide();
    });
    input.onDidHide(() => {
      input.dispose();
      if (chosen.length === 0) reject(new vscode.CancellationError());
      else resolve(chosen.flatMap(({ subject }) => subject ?? []));
    });
    input.show();
  });
}

const keyOf = ({ subject }: ColumnItem): string => (subject ? subjectKey(subject) : '');

function sections(
  folders: Folders,
  { except, kinds }: Pick<ColumnPick, 'except' | 'kinds'>,
  text: string,
): readonly ColumnItem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const several = folders.stores.length > 1;
  const ofStores = (read: (store: Store, folder: string) => readonly ColumnItem[]): readonly ColumnItem[] =>
    folders.stores.flatMap(({ folder, store }) =>
      read(store, folder.id).map((item) => (several ? { ...item, detail: folder.name } : item)),
    );
  const runs = choices(folders, { except: [] }, text).map(({ run, ...item }) => ({
    ...item,
    subject: runSubject(run),
  }));
  const all: readonly (readonly [SubjectKind, string, readonly ColumnItem[]])[] = [
    ['run', vscode.l10n.t('Runs'), runs],
    ['loggedVersion', vscode.l10n.t('Logged models'), ofStores((store, folder) => logged(store, folder, words))],
    ['modelVersion', vscode.l10n.t('Registered models'), ofStores((store, folder) => registered(store, folder, words))],
    ['promptVersion', vscode.l10n.t('Prompts'), ofStores((store, folder) => prompts(store, folder, words))],
  ];
  const first = except[0]?.kind ?? 'run';
  const ordered = [...all.filter(([kind]) => kind === first), ...all.filter(([kind]) => kind !== first)];
  return ordered.flatMap(([kind, label, items]) => {
    if (kinds && !kinds.includes(kind)) return [];
    const left = items.filter(({ subject }) => subject !== undefined && !includesSubject(except, subject));
    const heading = { label, kind: vscode.QuickPickItemKind.Separator };
    // Typing takes the headings away: what an entry is must be seen without them.
    const own = { alwaysShow: text !== '', iconPath: new vscode.ThemeIcon(ICONS[kind]) };
    return left.length === 0 ? [] : [heading, ...left.map((item) => ({ ...item, ...own }))];
  });
}

function logged(store: Store, folder: string, words: readonly string[]): readonly ColumnItem[] {
  return narrowed(
    store.loggedVersions.names().map(({ name }) => name),
    words,
    (name) =>
      store.loggedVersions.ofName(name).map(({ version, runId, registered: made }): ColumnItem => {
        const run = runId === null ? undefined : store.runs.findInfo(runId)?.runName;
        const copies = made.map((copy) => [`${copy.name} v${copy.version}`, ...copy.aliases.map((it) => `@${it}`)]);
        return versionItem(`${name} v${version}`, [vscode.l10n.t('logged'), run, ...copies.flat()], {
          kind: 'loggedVersion',
          folder,
          name,
          version,
        });
      }),
  );
}

const registered = (store: Store, folder: string, words: readonly string[]): readonly ColumnItem[] =>
  ofRegistry(store, words, false, (version) => ({ kind: 'modelVersion', folder, ...named(version) }));

const prompts = (store: Store, folder: string, words: readonly string[]): readonly ColumnItem[] =>
  ofRegistry(store, words, true, (version) => ({ kind: 'promptVersion', folder, ...named(version) }));

const named = ({ name, version }: ModelVersion): Pick<ModelVersion, 'name' | 'version'> => ({ name, version });

function ofRegistry(
  store: Store,
  words: readonly string[],
  ofPrompts: boolean,
  subjectOf: (version: ModelVersion) => Subject,
): readonly ColumnItem[] {
  const names = store.registry.names().filter((name) => isPromptName(store, name) === ofPrompts);
  return narrowed(names, words, (name) =>
    store.registry.versions.ofName(name).map((version) => {
      const kind = ofPrompts ? vscode.l10n.t('prompt') : vscode.l10n.t('registered');
      const about = [kind, ...version.aliases.map((alias) => `@${alias}`), version.description];
      return versionItem(`${name} v${version.version}`, about, subjectOf(version));
    }),
  );
}

/** The entries that hold all words, of the names that hold one of them. */
function narrowed(
  names: readonly string[],
  words: readonly string[],
  entriesOf: (name: string) => readonly ColumnItem[],
): readonly ColumnItem[] {
  const holds = (text: string, word: string): boolean => text.toLowerCase().includes(word);
  const byName = words.length === 0 ? names : names.filter((name) => words.some((word) => holds(name, word)));
  // A word that is in no name may be an alias or a run's name.
  return (byName.length === 0 ? names : byName)
    .slice(0, NAMES)
    .flatMap(entriesOf)
    .filter(({ label, description = '' }) => words.every((word) => holds(`${label} ${description}`, word)));
}

function versionItem(label: string, about: readonly (string | undefined)[], subject: Subject): ColumnItem {
  const description = about.filter(Boolean).join(' · ');
  return { label: withoutIcons(oneLine(label)), description: withoutIcons(oneLine(description)), subject };
}
