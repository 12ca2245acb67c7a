import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { useArrival, useLineGoal } from '../find/places.ts';
import type { LinePlace } from '../find/places.ts';

interface GoalRowOptions<Row> {
  /** The name of the text. */
  readonly name: string;
  readonly table: RefObject<HTMLElement | null>;
  readonly rows: readonly Row[];
  readonly isAt: (row: Row, place: LinePlace) => boolean;
  /** Opens what hides the place, where its row is there but not whole, or not there: called until nothing does. */
  readonly reveal: (place: LinePlace) => void;
}

/** The index of the row that the page is to go to, which is to be drawn then; null where there is none. */
export function useGoalRow<Row>({ name, table, rows, isAt, reveal }: GoalRowOptions<Row>): number | null {
  const goal = useLineGoal(name);
  const index = useMemo(() => {
    const found = goal === undefined ? -1 : rows.findIndex((row) => isAt(row, goal.place));
    return found === -1 ? null : found;
  }, [goal, rows]);
  useLayoutEffect(() => {
    if (goal !== undefined) reveal(goal.place);
  }, [goal, rows]);
  useArrival(goal, () => {
    const row = table.current?.querySelector<HTMLElement>(`tr[data-index="${index ?? ''}"]`);
    return (
      row?.querySelector<HTMLElement>(`[data-side="${goal?.place.side ?? ''}"]`) ?? row?.querySelector('[data-side]')
    );
  });
  return index;
}
