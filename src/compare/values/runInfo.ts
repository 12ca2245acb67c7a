import { formatDuration, formatTime } from '../../model/format.ts';
import type { Param, Tag } from '../../model/run.ts';
import type { Snapshot, SnapshotHead } from '../../model/snapshot.ts';
import { anyDiffers, section } from '../align.ts';
import {
  type Column,
  type ColumnVerdict,
  RUN_INFO_KEYS,
  type RunInfoKey,
  type RunInfoRow,
  type Section,
} from '../comparison.ts';
import { registeredText } from '../models/models.ts';
import { valueCells } from './values.ts';

/** The head of a column. */
export function column({ head, experiment, params, models }: Snapshot, verdict: ColumnVerdict): Column {
  const { kind, id, status, startTime, endTime, aliases, note } = head;
  return {
    kind,
    id,
    name: head.name === '' ? id : head.name,
    status,
    modelType:
      modelType(params) ?? models.map((model) => flavor(model.description?.flavors ?? [])).find(isText) ?? null,
    startTime,
    endTime,
    duration: durationOf(head),
    startText: formatTime(startTime),
    endText: endText(head),
    durationText: durationText(head),
    experimentName: experiment?.name ?? null,
    aliases,
    note,
    verdict,
  };
}

/** Only a run takes time; a version is made at once. */
const durationOf = ({ kind, startTime, endTime }: SnapshotHead): number | null =>
  kind !== 'run' || endTime === null ? null : Number(BigInt(endTime) - BigInt(startTime));

/** Params that name the model behind a run, the most telling first. */
const MODEL_PARAMS = ['model_type', 'model_name', 'model'] as const;

const modelType = (params: readonly Param[]): string | undefined =>
  MODEL_PARAMS.map((key) => params.find((param) => param.key === key)?.value).find(isText);

/** The flavor that says most: every Python model has `python_function` beside its own. */
const flavor = (flavors: readonly string[]): string | undefined =>
  flavors.find((name) => name !== 'python_function') ?? flavors[0];

const isText = (text: string | undefined): text is string => text !== undefined && text !== '';

interface InfoField {
  readonly label: string;
  /** What it is called where all columns are versions. */
  readonly ofVersions?: string;
  readonly identity: boolean;
  readonly text: (snapshot: Snapshot) => string | null;
}

const FIELDS: Readonly<Record<RunInfoKey, InfoField>> = {
  name: { label: 'Name', identity: true, text: ({ head }) => head.name },
  runId: { label: 'Run ID', identity: true, text: ({ run }) => run?.info.runId ?? null },
  experiment: { label: 'Experiment', identity: false, text: ({ experiment }) => experiment?.name ?? null },
  status: { label: 'Status', identity: false, text: ({ head }) => head.status },
  start: { label: 'Started', ofVersions: 'Created', identity: true, text: ({ head }) => formatTime(head.startTime) },
  end: { label: 'Ended', identity: true, text: ({ head }) => endText(head) },
  duration: { label: 'Duration', identity: true, text: ({ head }) => durationText(head) },
  user: { label: 'User', identity: false, text: ({ run, tags }) => run?.info.userId || tag(tags, 'mlflow.user') },
  source: { label: 'Source', identity: false, text: ({ tags }) => tag(tags, 'mlflow.source.name') },
  sourceType: { label: 'Source type', identity: false, text: ({ tags }) => tag(tags, 'mlflow.source.type') },
  commit: { label: 'Git commit', identity: false, text: ({ tags }) => tag(tags, 'mlflow.source.git.commit') },
  lifecycle: { label: 'Lifecycle', identity: false, text: ({ run }) => run?.info.lifecycleStage ?? null },
  version: { label: 'Version', identity: true, text: ({ head }) => (head.kind === 'run' ? null : head.id) },
  registeredAs: { label: 'Registered as', identity: true, text: registeredAs },
  aliases: { label: 'Aliases', identity: true, text: ({ head }) => head.aliases.join(', ') || null },
  note: { label: 'Note', ofVersions: 'Description', identity: true, text: ({ head }) => head.note },
};

const endText = ({ endTime }: SnapshotHead): string | null => (endTime === null ? null : formatTime(endTime));

function durationText(head: SnapshotHead): string | null {
  const duration = durationOf(head);
  return duration === null ? null : formatDuration(duration);
}

function registeredAs({ models }: Snapshot): string | null {
  return models.flatMap(({ registered }) => registered.map(registeredText)).join(', ') || null;
}

const tag = (tags: readonly Tag[], key: string): string | null => tags.find((each) => each.key === key)?.value ?? null;

/** Details that at least one column has. */
export function compareRunInfo(snapshots: readonly Snapshot[]): Section<RunInfoRow> {
  const versionsOnly = snapshots.every(({ head }) => head.kind !== 'run');
  const rows = RUN_INFO_KEYS.map((key): RunInfoRow => {
    const { label, ofVersions = label, identity, text } = FIELDS[key];
    const cells = valueCells(snapshots.map((snapshot) => text(snapshot)));
    return { key, label: versionsOnly ? ofVersions : label, cells, differs: anyDiffers(cells), identity };
  });
  return section(rows.filter((row) => row.cells.some((cell) => cell.text !== null)));
}
