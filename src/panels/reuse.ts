import type { Subject } from '../model/subject.ts';

export interface OpenPanel {
  /** Whether the panel shows exactly these columns, in any order. */
  compares(subjects: readonly Subject[]): boolean;
  /** Whether it ever showed more than one. */
  readonly hasCompared: boolean;
}

/**
 * The open panel that is to show these columns: the one that shows them already; for one alone also a panel that never
 * showed anything but one alone, so that looking through runs leaves one tab and no comparison is lost.
 */
export function panelFor<Panel extends OpenPanel>(
  open: readonly Panel[],
  subjects: readonly Subject[],
): Panel | undefined {
  return (
    open.find((panel) => panel.compares(subjects)) ?? (subjects.length === 1 ? open.find(neverCompared) : undefined)
  );
}

const neverCompared = (panel: OpenPanel): boolean => !panel.hasCompared;
