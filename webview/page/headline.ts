import type { Column } from '../../src/compare/comparison.ts';

/** Whether it helped, in one sentence about a column and the baseline. */
export function headline(baseline: Column, { name, verdict }: Column): string {
  switch (verdict.outcome) {
    case 'better':
      return `${name} is better than ${baseline.name}`;
    case 'worse':
      return `${name} is worse than ${baseline.name}`;
    case 'mixed':
      return `${name} is better than ${baseline.name} in ${metrics(verdict.better)}, worse in ${verdict.worse}`;
    case 'same':
      return `${name} does as well as ${baseline.name}`;
    case 'baseline':
    case 'unknown':
      return `${name} against ${baseline.name}`;
  }
}

const metrics = (count: number): string => (count === 1 ? '1 metric' : `${count} metrics`);
