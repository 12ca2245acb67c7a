import type { Column } from '../../src/compare/comparison.ts';

/** Whether it helped, in one sentence about a column and the baseline. */
export function Headline({ baseline, column: { name, verdict } }: { baseline: Column; column: Column }) {
  const [one, other] = [<bdi>{name}</bdi>, <bdi>{baseline.name}</bdi>];
  switch (verdict.outcome) {
    case 'better':
    case 'worse':
      return (
        <>
          {one} is {verdict.outcome} than {other}
        </>
      );
    case 'mixed':
      return (
        <>
          {one} is better than {other} in {metrics(verdict.better)}, worse in {verdict.worse}
        </>
      );
    case 'same':
      return (
        <>
          {one} does as well as {other}
        </>
      );
    case 'baseline':
    case 'unknown':
      return (
        <>
          {one} against {other}
        </>
      );
  }
}

/** Of a comparison of more than two. */
export function HeadlineOfMany({ columns: [baseline, ...others] }: { columns: readonly Column[] }) {
  return (
    <>
      {others.length} columns against <bdi>{baseline?.name}</bdi>
    </>
  );
}

const metrics = (count: number): string => (count === 1 ? '1 metric' : `${count} metrics`);
