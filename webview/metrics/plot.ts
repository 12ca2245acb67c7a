import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ChartTheme } from './chartTheme.ts';
import type { Drawer } from './drawer.ts';
import type { LineStyle } from './lineStyle.ts';
import type { ChartAxis } from './lines.ts';
import type { PlotData } from './plotData.ts';
import { drawMarks } from './plotMarks.ts';
import type { Span } from './span.ts';
import { axisLabels, axisTicks, logTicks, numberLabels, numberTicks, paddedRange } from './ticks.ts';

export interface PlotLook {
  readonly theme: ChartTheme;
  readonly axis: ChartAxis;
  readonly log: boolean;
  readonly smooth: boolean;
  readonly lines: readonly LineStyle[];
}

export interface PlotEvents {
  /** The cursor stands at this place, or nowhere. */
  readonly moved: (x: number | null) => void;
  readonly zoomed: (span: Span) => void;
  readonly reset: () => void;
}

export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

interface PlotDeps {
  readonly target: HTMLElement;
  readonly look: PlotLook;
  readonly events: PlotEvents;
  readonly size: PlotSize;
  readonly data: PlotData;
  readonly span: Span;
}

/** Charts side by side move their cursors together. */
const SYNC = 'metrics';

/** The lines on their canvas. What it looks like is decided once; data, span and size change as often as they like. */
export class Plot {
  readonly #plot: uPlot;
  readonly #look: PlotLook;
  #data: PlotData;
  #span: Span;

  constructor(drawer: Drawer, { target, look, events, size, data, span }: PlotDeps) {
    this.#look = look;
    this.#data = data;
    this.#span = span;
    const options = { ...optionsOf(look, events, () => this.#data), ...size };
    this.#plot = new drawer(options, this.#aligned(), target);
    this.#draw();
    const canvas = this.#plot.ctx.canvas;
    canvas.setAttribute('role', 'img');
  }

  describe(text: string): void {
    this.#plot.ctx.canvas.setAttribute('aria-label', text);
  }

  show(data: PlotData, span: Span): void {
    if (data === this.#data && span === this.#span) return;
    this.#span = span;
    if (data === this.#data) {
      this.#plot.setScale('x', { min: span.from, max: span.to });
      return;
    }
    this.#data = data;
    this.#draw();
  }

  resize(size: PlotSize): void {
    if (size.width !== this.#plot.width || size.height !== this.#plot.height) this.#plot.setSize(size);
  }

  /** The place in the middle of what is seen when the cursor stands nowhere. */
  get cursor(): number | null {
    const { left } = this.#plot.cursor;
    return left === undefined || left < 0 ? null : this.#plot.posToVal(left, 'x');
  }

  /** Puts the cursor on the point nearest to the place; takes it away for null. */
  moveCursor(x: number | null): void {
    const { rect } = this.#plot;
    const left = x === null ? -10 : this.#plot.valToPos(x, 'x');
    this.#plot.setCursor({ left, top: x === null ? -10 : rect.height / 2 }, true);
  }

  /** The next place with a point in a direction, at least a few pixels further; undefined at the end of what is seen. */
  nextPlace(from: number, direction: 1 | -1): number | undefined {
    const { xs } = this.#data;
    const pixel = (this.#span.to - this.#span.from) / Math.max(1, this.#plot.rect.width);
    const seen = xs.filter((x) => x >= this.#span.from && x <= this.#span.to);
    return direction === 1 ? seen.find((x) => x > from + 3 * pixel) : seen.findLast((x) => x < from - 3 * pixel);
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #draw(): void {
    const { from, to } = this.#span;
    this.#plot.batch(() => {
      this.#data.lines.forEach(({ visible }, index) => this.#setVisible(index, visible));
      this.#plot.setData(this.#aligned(), false);
      this.#plot.setScale('x', { min: from, max: to });
    });
  }

  #setVisible(line: number, visible: boolean): void {
    const series = [1 + line, ...(this.#look.smooth ? [1 + this.#look.lines.length + line] : [])];
    for (const index of series)
      if (this.#plot.series[index]?.show !== visible) this.#plot.setSeries(index, { show: visible }, false);
  }

  #aligned(): uPlot.AlignedData {
    const { xs, raw, smooth } = this.#data;
    return [xs, ...raw, ...(this.#look.smooth ? (smooth ?? raw) : [])] as unknown as uPlot.AlignedData;
  }
}

function optionsOf(look: PlotLook, events: PlotEvents, data: () => PlotData): Omit<uPlot.Options, 'width' | 'height'> {
  const { smooth, lines, log } = look;
  const isMain = (series: number): boolean => !smooth || series > lines.length;
  return {
    legend: { show: false },
    padding: [8, 12, 0, 0],
    focus: { alpha: 0.3 },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: 4 },
      sync: {
        key: SYNC,
        scales: ['x', null],
        setSeries: false,
        filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' },
      },
      points: { size: (_, series) => (isMain(series) ? 7 : 0) },
      bind: { dblclick: () => () => (events.reset(), null) },
    },
    scales: {
      x: { time: false, auto: false },
      y: { distr: log ? 3 : 1, range: (_, least, greatest) => paddedRange(least, greatest, log) },
    },
    axes: axesOf(look),
    series: [
      {},
      ...lines.map((line) => seriesOf(line, look, smooth)),
      ...(smooth ? lines : []).map((line) => seriesOf(line, look, false)),
    ],
    hooks: {
      setCursor: [
        (plot) => events.moved((plot.cursor.left ?? -1) < 0 ? null : plot.posToVal(plot.cursor.left ?? 0, 'x')),
      ],
      setSelect: [(plot) => selected(plot, events)],
      draw: [(plot) => drawMarks(plot, look, data())],
    },
  };
}

function selected(plot: uPlot, events: PlotEvents): void {
  const { left, width } = plot.select;
  if (width === 0) return;
  const span = { from: plot.posToVal(left, 'x'), to: plot.posToVal(left + width, 'x') };
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  events.zoomed(span);
}

function seriesOf({ color, dash }: LineStyle, { theme, smooth }: PlotLook, faint: boolean): uPlot.Series {
  return {
    stroke: theme.colors[color],
    width: faint ? 1 : 1.5,
    alpha: faint ? 0.3 : 1,
    dash: smooth && faint ? [] : [...dash],
    points: { show: false },
  };
}

function axesOf({ theme, axis, log }: PlotLook): uPlot.Axis[] {
  const lines = { stroke: theme.grid, width: 1 };
  const shared: uPlot.Axis = { stroke: theme.text, font: theme.font, grid: lines, ticks: { ...lines, size: 4 } };
  return [
    {
      ...shared,
      size: axis === 'time' ? 40 : 26,
      splits: (plot, _, from, to) => axisTicks(axis, from, to, (plot.width - 60) / (axis === 'step' ? 70 : 95)),
      values: (_, ticks) => axisLabels(axis, ticks),
      grid: { show: false },
    },
    {
      ...shared,
      size: (plot, labels) => widestLabel(plot, theme.font, labels) + 14,
      splits: (plot, _, from, to) => {
        const most = (plot.height - 40) / 36;
        return log ? logTicks(from, to, most) : numberTicks(from, to, most);
      },
      filter: (_, ticks) => ticks,
      values: (_, ticks) => numberLabels(ticks),
    },
  ];
}

function widestLabel(plot: uPlot, font: string, labels: readonly string[] | null): number {
  plot.ctx.save();
  plot.ctx.font = font;
  const widest = Math.max(20, ...(labels ?? []).map((label) => plot.ctx.measureText(label).width));
  plot.ctx.restore();
  return Math.ceil(widest);
}
