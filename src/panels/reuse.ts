import type { RunRef } from '../model/runRef.ts';

export interface OpenPanel {
  /** Whether the panel shows exactly these runs, in any order. */
  compares(runs: readonly RunRef[]): boolean;
  /** Whether it ever showed more than one run. */
  readonly hasCompared: boolean;
}

/**
 * The open panel that is to show these runs: the one that shows them already; for a run alone also one that never
 * showed anything but a run alone, so that looking through runs leaves one tab and no comparison is lost.
 */
export function panelFor<Panel extends OpenPanel>(open: readonly Panel[], runs: readonly RunRef[]): Panel | undefined {
  return open.find((panel) => panel.compares(runs)) ?? (runs.length === 1 ? open.find(neverCompared) : undefined);
}

const neverCompared = (panel: OpenPanel): boolean => !panel.hasCompared;
