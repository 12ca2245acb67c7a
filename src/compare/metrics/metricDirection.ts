import type { Snapshot } from '../../model/snapshot.ts';
import type { MetricDirection, MetricRow } from '../comparison.ts';
import { directionByName } from './metricName.ts';

export type Direction = Pick<MetricRow, 'direction' | 'directionFrom'>;

/** By metric key, what the user said; `none` where more is neither better nor worse. */
export type DirectionSettings = Readonly<Record<string, MetricDirection | 'none'>>;

/** What the client measures of the machine, if asked to; it is no measure of the work that was done. */
export const isSystemMetric = (key: string): boolean => key.startsWith('system/');

/** Says for each metric whether more of it is better: as the user says, else as it was logged, else by its name. */
export function metricDirections(
  snapshots: readonly Snapshot[],
  settings: DirectionSettings,
): (key: string) => Direction {
  const logged = loggedDirections(snapshots);
  return (key) => {
    const said = Object.hasOwn(settings, key) ? settings[key] : undefined;
    if (said !== undefined) return { direction: said === 'none' ? null : said, directionFrom: 'user' };
    const watched = logged.get(key);
    if (watched !== undefined) return { direction: watched, directionFrom: 'logged' };
    const direction = isSystemMetric(key) ? null : directionByName(key);
    return { direction, directionFrom: direction && 'name' };
  };
}

/**
 * What autologging records of a direction: the metric that early stopping watches (param `monitor`), and whether it
 * should fall or rise (param `mode`; PyTorch Lightning). Metrics on which the columns do not agree are left out.
 */
function loggedDirections(snapshots: readonly Snapshot[]): ReadonlyMap<string, MetricDirection> {
  const said = snapshots.flatMap(({ params }): (readonly [string, MetricDirection])[] => {
    const monitor = params.find(({ key }) => key === 'monitor')?.value;
    const mode = params.find(({ key }) => key === 'mode')?.value;
    if (monitor === undefined || (mode !== 'min' && mode !== 'max')) return [];
    return [[monitor, mode === 'max' ? 'higher' : 'lower']];
  });
  const contested = new Set(said.filter(([key, way]) => said.some((other) => other[0] === key && other[1] !== way)));
  return new Map(said.filter((entry) => !contested.has(entry)));
}
