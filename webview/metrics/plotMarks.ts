import type uPlot from 'uplot';
import type { LineStyle } from './lineStyle.ts';
import type { PlotLook } from './plot.ts';
import type { PlotData, PlottedLine } from './plotData.ts';
import { apart, markedPoints } from './plotPoints.ts';
import { drawShapes } from './shapes.ts';

/** Over the lines: their shapes, and at the edges what cannot be drawn. */
export function drawMarks(plot: uPlot, { theme, lines }: PlotLook, data: PlotData): void {
  const { ctx } = plot;
  ctx.save();
  ctx.setLineDash([]); // the lines' own is still set
  ctx.lineWidth = 1.25 * ratioOf(plot);
  data.lines.forEach((line, index) => {
    const style = lines[index];
    if (style === undefined || !line.visible) return;
    ctx.fillStyle = ctx.strokeStyle = theme.colors[style.color];
    drawPoints(plot, line, style, index);
    drawEdges(plot, line);
  });
  ctx.restore();
}

/** Canvas pixels for each CSS pixel. */
const ratioOf = (plot: uPlot): number => plot.ctx.canvas.width / plot.width;

/** Canvas pixels of a place. */
const across = (plot: uPlot, x: number): number => plot.valToPos(x, 'x', true);

function drawPoints(plot: uPlot, line: PlottedLine, { shape }: LineStyle, index: number): void {
  const { min = 0, max = 0 } = plot.scales['x'] ?? {};
  const first = line.xs.findIndex((x) => x >= min);
  const after = line.xs.findIndex((x) => x > max);
  if (first === -1) return;
  const end = after === -1 ? line.xs.length : after;
  const xs = line.xs.slice(first, end);
  const values = line.main.slice(first, end);
  const places = xs.map((x) => across(plot, x) / ratioOf(plot));
  const marked = markedPoints(values, places, 20 + 23 * (index % 4));
  drawShapes(
    plot.ctx,
    shape,
    3 * ratioOf(plot),
    marked.map((at) => [across(plot, xs[at] ?? 0), plot.valToPos(values[at] ?? 0, 'y', true)]),
  );
}

/** NaN as a small cross at the bottom, infinities and what a log scale has no place for as arrows at their edge. */
function drawEdges(plot: uPlot, { xs, undrawn }: PlottedLine): void {
  const { left, top, width, height } = plot.bbox;
  const size = 3.5 * ratioOf(plot);
  const places = (points: readonly number[]): readonly number[] =>
    apart(
      points.map((point) => across(plot, xs[point] ?? 0)).filter((place) => place >= left && place <= left + width),
      4 * size,
    );
  const low = top + height - 2 * size;
  const at = (points: readonly number[], y: number): [number, number][] => places(points).map((place) => [place, y]);
  drawShapes(plot.ctx, 'cross', size, at(undrawn.nan, low));
  drawShapes(plot.ctx, 'triangle', size, at(undrawn.positive, top + 2 * size));
  drawShapes(plot.ctx, 'down', size, at([...undrawn.negative, ...undrawn.notAboveZero], low));
}
