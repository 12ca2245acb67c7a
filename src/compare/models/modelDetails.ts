import type { SnapshotModel } from '../../model/snapshot.ts';
import { isVerbatimObject, type VerbatimJson, verbatimText } from '../../model/verbatimJson.ts';
import { mergeOrder, partsDiffer } from '../align.ts';
import type { ModelDetailRow } from '../comparison.ts';
import { structureOf } from '../values/jsonChanges.ts';
import { paramCells } from '../values/params.ts';

type Versions = readonly (SnapshotModel | undefined)[];

/** What the versions of one model are made of. Rows that no version has are left out. */
export function modelDetails(versions: Versions, effort: number): ModelDetailRow[] {
  const has = versions.map((version) => version !== undefined);
  const row = (key: string, label: string, texts: readonly (string | null)[]): ModelDetailRow => {
    const cells = paramCells(texts, effort);
    return { key, label, cells, differs: partsDiffer(cells, has) };
  };
  const own = OWN_ROWS.map(({ key, label, text }) =>
    row(
      key,
      label,
      versions.map((version) => (version ? text(version) : null)),
    ),
  );
  const settings = flavorSettings(versions).map(({ flavor, name, texts }) =>
    row(JSON.stringify([flavor, name]), `${flavor}.${name}`, texts),
  );
  return [...own, ...settings].filter(({ cells }) => cells.some(({ text }) => text !== null));
}

interface OwnRow {
  readonly key: string;
  readonly label: string;
  readonly text: (version: SnapshotModel) => string | null;
}

const OWN_ROWS: readonly OwnRow[] = [
  { key: 'flavors', label: 'Flavors', text: (version) => listText(flavorNames(version)) },
  { key: 'mlflow', label: 'MLflow', text: ({ description }) => description?.mlflowVersion ?? null },
  { key: 'python', label: 'Python', text: ({ description }) => description?.pythonVersion ?? null },
  { key: 'codePaths', label: 'Code paths', text: ({ parts }) => listText(parts?.codePaths ?? []) },
  { key: 'modelConfig', label: 'Model config', text: ({ parts }) => parts?.modelConfig ?? null },
];

const listText = (names: readonly string[]): string | null => (names.length === 0 ? null : names.join(', '));

/** In one order, whatever the order in the file: that says nothing of the model. */
const flavorNames = ({ parts, description }: SnapshotModel): readonly string[] =>
  (parts?.flavors.map(({ name }) => name) ?? description?.flavors ?? []).toSorted();

/** Entries of `python_function` that stand in rows of their own: the model config, and the version of Python. */
const TOLD_ELSEWHERE = new Set(['config', 'python_version']);

const isTold = (flavor: string, name: string): boolean => flavor === 'python_function' && TOLD_ELSEWHERE.has(name);

interface Setting {
  readonly flavor: string;
  readonly name: string;
  readonly texts: readonly (string | null)[];
}

/** The entries of every flavor, each with its text per version. */
function flavorSettings(versions: Versions): Setting[] {
  const columns = versions.map(
    (version) => new Map(version?.parts?.flavors.map(({ name, config }) => [name, entriesOf(config)])),
  );
  return mergeOrder(columns.map((flavors) => [...flavors.keys()])).flatMap((flavor) => {
    const entries = columns.map((flavors) => flavors.get(flavor) ?? new Map<string, string>());
    const names = mergeOrder(entries.map((each) => [...each.keys()])).filter((name) => !isTold(flavor, name));
    return names.map((name) => ({ flavor, name, texts: entries.map((each) => each.get(name) ?? null) }));
  });
}

/** Texts stand for themselves, everything else as JSON; an entry that says nothing is as good as none. */
function entriesOf(config: string): Map<string, string> {
  return new Map(
    Object.entries(structureOf(config) ?? {})
      .filter(([, value]) => value !== null)
      .map(([name, written]: [string, VerbatimJson]) => {
        const value = withoutPlaces(name, written);
        return [name, typeof value === 'string' ? value : verbatimText(value)];
      }),
  );
}

/** Where a model's code and files were on the machine that logged it says nothing of the model, which has its own copies. */
function withoutPlaces(name: string, value: VerbatimJson): VerbatimJson {
  if (name === 'model_code_path' && typeof value === 'string') return value.replace(/^.*[/\\]/s, '');
  if (name !== 'artifacts' || !isVerbatimObject(value)) return value;
  const files = Object.entries(value).map(([file, saved]): [string, VerbatimJson] => [file, withoutLocalUri(saved)]);
  return Object.fromEntries(files);
}

/** `{"path": "artifacts/vocabulary.txt", "uri": "/home/ada/vocabulary.txt"}` */
function withoutLocalUri(saved: VerbatimJson): VerbatimJson {
  if (!isVerbatimObject(saved)) return saved;
  const { uri, ...own } = saved;
  return typeof uri === 'string' && /^(?:[/\\]|[a-zA-Z]:[/\\]|file:)/.test(uri) ? own : saved;
}
