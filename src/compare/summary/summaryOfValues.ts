/** What the summary says of params, metrics, data, tags and of the run itself. */
import type {
  DatasetRow,
  MetricRow,
  ParamCell,
  ParamRow,
  RunInfoKey,
  RunInfoRow,
  SummaryCell,
  TagRow,
} from '../comparison.ts';
import { type MetricChange, metricChanges, metricWords } from './metricChanges.ts';
import { isChanged, listed, MOST_LISTED, neutral, shortName, valueChange } from './summaryWords.ts';

/**
 * Params that name the model come first, then values that changed, then what is longer, then what was not there, and
 * last numbers that mean the same.
 */
export function paramsCell(rows: readonly ParamRow[], column: number): SummaryCell | null {
  const changed = rows.flatMap((row) => {
    const here = row.cells[column];
    return here && !row.isPrompt && isChanged(here.change) ? [{ row, here, rank: paramRank(row.key, here) }] : [];
  });
  const said = changed
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_LISTED)
    .map(({ row, here }) => paramWords(row.key, row.cells[0]?.text ?? null, here));
  return neutral(listed(said, { total: changed.length }));
}

function paramRank(key: string, { change, inside, diff, deltaText }: ParamCell): number {
  if (deltaText === '0') return 4;
  if (/model/i.test(key)) return 0;
  if (change !== 'changed') return 3;
  return inside === null && diff === null ? 1 : 2;
}

/** `temperature 0.7 → 0.2`, `settings.retry 3 → 5`, `settings: 3 changes inside`, `notes rewritten` */
export function paramWords(name: string, before: string | null, here: ParamCell): string {
  if (here.diff !== null) return `${shortName(name)} rewritten`;
  if (here.deltaText === '0') return `${shortName(name)} written differently`;
  if (here.inside === null) return valueChange(name, before, here.text);
  const [first, ...others] = here.inside;
  if (first === undefined) return `${shortName(name)} laid out differently`;
  if (others.length > 0) return `${shortName(name)}: ${others.length + 1} changes inside`;
  const separator = first.path.startsWith('[') ? '' : '.';
  return valueChange(name + separator + first.path, first.before, first.after);
}

/**
 * What got better and what got worse in turns, the worst of all among the first, then what is neither. Where only some
 * are named, it is said how many of the others are worse: no loss hides behind gains.
 */
export function metricsCell(rows: readonly MetricRow[], column: number): SummaryCell | null {
  const changes = metricChanges(rows, column).filter(({ verdict }) => verdict !== 'same');
  const of = (verdict: MetricChange['verdict']): MetricChange[] => changes.filter((each) => each.verdict === verdict);
  const [better, worse] = [of('better'), of('worse')];
  if (changes.length === 0) return null;
  const order = [...inTurns(better, worse), ...of(null)];
  const text = listed(
    order.slice(0, MOST_LISTED).map(({ row }) => metricWords(row, column)),
    { total: changes.length, ofRest: (said) => worseWords(order.slice(said)) },
  );
  const tone = better.length > 0 ? (worse.length > 0 ? 'mixed' : 'better') : worse.length > 0 ? 'worse' : 'neutral';
  return { text, tone };
}

function worseWords(changes: readonly MetricChange[]): string {
  const count = changes.filter(({ verdict }) => verdict === 'worse').length;
  return count === 0 ? '' : ` (${count} worse)`;
}

/** What is lost while training counts only where nothing else is. */
const sizeOf = ({ isTraining, share }: MetricChange): number => (isTraining ? 0 : share);

/** The most telling of both, what lost most, and the others in turns. */
function inTurns(better: readonly MetricChange[], worse: readonly MetricChange[]): MetricChange[] {
  const [gain, ...gains] = better;
  const [loss, ...others] = worse;
  const most = Math.max(...others.map(sizeOf));
  const worst = others.find((each) => sizeOf(each) === most);
  const losses = others.filter((each) => each !== worst);
  const turns = Array.from({ length: Math.max(gains.length, losses.length) }, (_, nth) => [gains[nth], losses[nth]]);
  return [gain, loss, worst, ...turns.flat()].filter((each) => each !== undefined);
}

export function datasetsCell(rows: readonly DatasetRow[], column: number): SummaryCell | null {
  const said = rows.flatMap(({ key, cells }) => {
    const [base, here] = [cells[0], cells[column]];
    if (!here || here.change === 'same') return [];
    const isOther = here.change === 'changed' && base?.digest !== here.digest;
    return [`${shortName(key)}${isOther ? ': other data' : ` ${here.change}`}`];
  });
  return neutral(listed(said));
}

export function tagsCell(rows: readonly TagRow[], column: number): SummaryCell | null {
  const said = rows.flatMap(({ key, cells, system }) => {
    const here = cells[column];
    return !system && here && isChanged(here.change) ? [valueChange(key, cells[0]?.text ?? null, here.text)] : [];
  });
  return neutral(listed(said));
}

const infoOf = (rows: readonly RunInfoRow[], key: RunInfoKey, column: number): [string | null, string | null] => {
  const cells = rows.find((row) => row.key === key)?.cells;
  return [cells?.[0]?.text ?? null, cells?.[column]?.text ?? null];
};

/** A run that did not come to its end says little by its metrics. */
export function statusCell(rows: readonly RunInfoRow[], column: number): SummaryCell | null {
  const [before, now] = infoOf(rows, 'status', column);
  if (before === null || now === null || before === now) return null;
  const isBad = (status: string): boolean => status === 'FAILED' || status === 'KILLED';
  const tone = isBad(now) === isBad(before) ? 'neutral' : isBad(now) ? 'worse' : 'better';
  return { text: `${before.toLowerCase()} → ${now.toLowerCase()}`, tone };
}

const COMMIT_LENGTH = 7;

export function codeCell(rows: readonly RunInfoRow[], column: number): SummaryCell | null {
  const [name, commit] = (['source', 'commit'] as const).map((key) => {
    const [before, now] = infoOf(rows, key, column);
    return before !== null && now !== null && before !== now ? [before, now] : null;
  });
  return neutral(
    listed([
      ...(commit ? [`commit ${commit.map((hash) => hash.slice(0, COMMIT_LENGTH)).join(' → ')}`] : []),
      ...(name
        ? [
            differingEnds(name)
              .map((path) => shortName(path))
              .join(' → '),
          ]
        : []),
    ]),
  );
}

/** Of two paths as little as tells them apart: `v1/train.py`, `v2/train.py`. */
function differingEnds(paths: readonly string[]): readonly string[] {
  const steps = paths.map((path) => path.split(/[/\\]/));
  for (let count = 1; steps.every((each) => each.length >= count); count++) {
    const ends = steps.map((each) => each.slice(-count).join('/'));
    if (ends[0] !== ends[1]) return ends;
  }
  return paths;
}
