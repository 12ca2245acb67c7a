import type { Shape } from './lineStyle.ts';

/** The outline of a shape around the origin, as SVG path data: legends draw it as such, canvases through Path2D. */
const OUTLINES: Readonly<Record<Shape, string>> = {
  circle: 'M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z',
  square: 'M-.9 -.9H.9V.9H-.9Z',
  triangle: 'M0 -1.1L1.1 .9H-1.1Z',
  diamond: 'M0 -1.3L1.2 0L0 1.3L-1.2 0Z',
  cross: 'M-1 -1L1 1M1 -1L-1 1',
  plus: 'M0 -1.2V1.2M-1.2 0H1.2',
  down: 'M0 1.1L1.1 -.9H-1.1Z',
};

/** Path data of a shape of that size (half its width) at a place. */
export function shapePath(shape: Shape): string {
  return OUTLINES[shape];
}

/** Strokes and fills shapes of one kind. */
export function drawShapes(
  context: CanvasRenderingContext2D,
  shape: Shape,
  size: number,
  places: readonly (readonly [x: number, y: number])[],
): void {
  const outline = new Path2D(OUTLINES[shape]);
  const outlines = new Path2D();
  for (const [x, y] of places) outlines.addPath(outline, new DOMMatrix([size, 0, 0, size, x, y]));
  for (const draw of ['fill', 'stroke'] as const) context[draw](outlines);
}
