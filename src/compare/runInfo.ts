import { formatDuration, formatTime } from '../model/format.ts';
import type { Run, RunInfo } from '../model/run.ts';
import type { RunSnapshot } from '../model/snapshot.ts';
import { anyDiffers, section } from './align.ts';
import type { RunColumn, RunInfoKey, RunInfoRow, Section } from './comparison.ts';
import { valueCells } from './values.ts';

/** The head of a run's column. */
export function runColumn({ run, experiment, models }: RunSnapshot): RunColumn {
  const { info } = run;
  const duration = durationOf(info);
  return {
    runId: info.runId,
    name: info.runName === '' ? info.runId : info.runName,
    status: info.status,
    modelType: modelType(run) ?? models.map((model) => flavor(model.description?.flavors ?? [])).find(isText) ?? null,
    startTime: info.startTime,
    endTime: info.endTime,
    duration,
    startText: formatTime(info.startTime),
    endText: info.endTime === null ? null : formatTime(info.endTime),
    durationText: duration === null ? null : formatDuration(duration),
    experimentId: experiment.experimentId,
    experimentName: experiment.name,
  };
}

const durationOf = ({ startTime, endTime }: RunInfo): number | null =>
  endTime === null ? null : Number(BigInt(endTime) - BigInt(startTime));

/** Params that name the model behind a run, the most telling first. */
const MODEL_PARAMS = ['model_type', 'model_name', 'model'] as const;

const modelType = ({ params }: Run): string | undefined =>
  MODEL_PARAMS.map((key) => params.find((param) => param.key === key)?.value).find(isText);

/** The flavor that says most: every Python model has `python_function` beside its own. */
const flavor = (flavors: readonly string[]): string | undefined =>
  flavors.find((name) => name !== 'python_function') ?? flavors[0];

const isText = (text: string | undefined): text is string => text !== undefined && text !== '';

interface InfoField {
  readonly label: string;
  readonly identity: boolean;
  readonly text: (snapshot: RunSnapshot) => string | null;
}

const FIELDS: Readonly<Record<RunInfoKey, InfoField>> = {
  name: { label: 'Name', identity: true, text: ({ run }) => run.info.runName },
  runId: { label: 'Run ID', identity: true, text: ({ run }) => run.info.runId },
  experiment: { label: 'Experiment', identity: false, text: ({ experiment }) => experiment.name },
  status: { label: 'Status', identity: false, text: ({ run }) => run.info.status },
  start: { label: 'Started', identity: true, text: (snapshot) => runColumn(snapshot).startText },
  end: { label: 'Ended', identity: true, text: (snapshot) => runColumn(snapshot).endText },
  duration: { label: 'Duration', identity: true, text: (snapshot) => runColumn(snapshot).durationText },
  user: { label: 'User', identity: false, text: ({ run }) => run.info.userId || tag(run, 'mlflow.user') },
  source: { label: 'Source', identity: false, text: ({ run }) => tag(run, 'mlflow.source.name') },
  sourceType: { label: 'Source type', identity: false, text: ({ run }) => tag(run, 'mlflow.source.type') },
  commit: { label: 'Git commit', identity: false, text: ({ run }) => tag(run, 'mlflow.source.git.commit') },
  lifecycle: { label: 'Lifecycle', identity: false, text: ({ run }) => run.info.lifecycleStage },
};

const tag = (run: Run, key: string): string | null => run.tags.find((each) => each.key === key)?.value ?? null;

/** Run info that at least one run has. */
export function compareRunInfo(snapshots: readonly RunSnapshot[]): Section<RunInfoRow> {
  const rows = (Object.entries(FIELDS) as [RunInfoKey, InfoField][]).map(([key, { label, identity, text }]) => {
    const cells = valueCells(snapshots.map((snapshot) => text(snapshot)));
    return { key, label, cells, differs: anyDiffers(cells), identity };
  });
  return section(rows.filter((row) => row.cells.some((cell) => cell.text !== null)));
}
