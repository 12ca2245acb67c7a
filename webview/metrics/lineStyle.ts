/** Shapes of points, so that lines are told apart by more than their colour. */
export const SHAPES = ['circle', 'square', 'triangle', 'diamond', 'cross', 'plus', 'down'] as const;
export type Shape = (typeof SHAPES)[number];

/**
 * The theme's colours for charts, in the order in which neighbours are told apart best. Without its orange, which is
 * that of search hits in the minimap and shines through.
 */
export const CHART_COLORS = [
  '--vscode-charts-blue',
  '--vscode-charts-yellow',
  '--vscode-charts-purple',
  '--vscode-charts-green',
  '--vscode-charts-red',
  '--vscode-foreground',
] as const;

const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3], [14, 5], [5, 2, 2, 2, 2, 2]];

export interface LineStyle {
  /** The name of a CSS variable. */
  readonly color: (typeof CHART_COLORS)[number];
  readonly shape: Shape;
  /** Lengths of strokes and gaps in CSS pixels; empty for a whole line. */
  readonly dash: readonly number[];
}

/**
 * How a column is drawn, everywhere on the page. Lines are dashed where their colours do not tell them apart: once all
 * colours are used, and from the second on in a theme of high contrast. With several metrics in one chart (`metric`
 * counts them) the dashes tell the metrics apart.
 */
export function lineStyle(column: number, highContrast: boolean, metric = 0): LineStyle {
  const round = Math.floor(column / CHART_COLORS.length);
  const dash = metric > 0 ? metric : highContrast ? column : round;
  return {
    color: CHART_COLORS[column % CHART_COLORS.length] ?? '--vscode-foreground',
    shape: SHAPES[column % SHAPES.length] ?? 'circle',
    dash: DASHES[dash % DASHES.length] ?? [],
  };
}
