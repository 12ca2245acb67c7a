import type { MetricDirection, MetricRow } from './comparison.ts';

export type Direction = Pick<MetricRow, 'direction' | 'directionFrom'>;

/** Whether more of a metric is better: the user says, else its name. */
export function directionOf(key: string, settings: Readonly<Record<string, MetricDirection | 'none'>>): Direction {
  const said = Object.hasOwn(settings, key) ? settings[key] : undefined;
  if (said !== undefined) return { direction: said === 'none' ? null : said, directionFrom: 'user' };
  const direction = directionByName(key);
  return { direction, directionFrom: direction && 'name' };
}

function directionByName(key: string): MetricDirection | null {
  if (/loss|error|latency|cost|_ms$/i.test(key)) return 'lower';
  return /accuracy|f1|precision|recall|auc|score/i.test(key) ? 'higher' : null;
}
