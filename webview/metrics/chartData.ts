import { batch, computed, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { HistoryRange, MetricHistory } from '../../src/model/metricHistory.ts';
import { subjectKey } from '../../src/model/subject.ts';
import type { Subject } from '../../src/model/subject.ts';
import type { Histories } from './histories.ts';
import { lineOf, originOf, withDetail } from './lines.ts';
import type { ChartAxis, Line } from './lines.ts';
import { spanOf, stillServes, widened } from './span.ts';
import type { Span } from './span.ts';

/** One line of a chart: a metric of a column. */
export interface LineSource {
  readonly subject: Subject;
  readonly key: string;
  /** How many points it has; when that changes, the history is read again. */
  readonly count: number;
}

/** A closer look at a part of a history that was thinned. */
interface Detail {
  readonly asked: Span;
  /** What was seen when it was asked for. */
  readonly seen: Span;
  readonly axis: ChartAxis;
  readonly history: MetricHistory;
}

interface Loaded {
  readonly count: number;
  /** How many points were asked for. */
  readonly most: number;
  /** Undefined until it was read for the first time. */
  readonly whole: MetricHistory | undefined;
  readonly detail: Detail | undefined;
  readonly failed: boolean;
}

const NOTHING: Loaded = { count: 0, most: 0, whole: undefined, detail: undefined, failed: false };

/** While a zoom goes on, nothing is asked: milliseconds it must rest. */
const REST = 120;

/** The histories of one chart: read when it is looked at, closer where it is zoomed into, again when there is more. */
export class ChartData {
  readonly #histories: Histories;
  readonly #rest: number;
  readonly #sources: Signal<readonly LineSource[]> = signal([]);
  readonly #loaded: Signal<ReadonlyMap<string, Loaded>> = signal(new Map());
  readonly #axis: Signal<ChartAxis> = signal('step');
  readonly #zoom: Signal<Span | null> = signal(null);
  /** How many points of a line can be told apart on the chart. */
  #most = 1000;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  readonly zoom: ReadonlySignal<Span | null> = this.#zoom;
  readonly axis: ReadonlySignal<ChartAxis> = this.#axis;
  /** Per source; undefined until its history arrived. */
  readonly lines: ReadonlySignal<readonly (Line | undefined)[]> = computed(() =>
    this.#sources.value.map((source) => lineOfLoaded(this.#of(source), this.#axis.value)),
  );
  /** Of everything, whatever is zoomed into; undefined while nothing arrived. */
  readonly whole: ReadonlySignal<Span | undefined> = computed(() =>
    spanOf(this.lines.value.filter((line) => line !== undefined)),
  );
  readonly isLoading: ReadonlySignal<boolean> = computed(() =>
    this.#sources.value.some((source) => this.#of(source).whole === undefined && !this.#of(source).failed),
  );
  readonly failed: ReadonlySignal<boolean> = computed(() =>
    this.#sources.value.some((source) => this.#of(source).failed),
  );

  constructor(histories: Histories, rest = REST) {
    this.#histories = histories;
    this.#rest = rest;
  }

  /** Reads what is not known of these lines; those known are drawn meanwhile as they were. */
  show(sources: readonly LineSource[], axis: ChartAxis, most: number): void {
    batch(() => {
      this.#sources.value = sources;
      this.#most = most;
      if (this.#axis.peek() !== axis) this.#zoom.value = null;
      this.#axis.value = axis;
    });
    for (const source of sources) {
      const known = this.#now(source);
      const isCoarse = known.most < most && (known.whole === undefined || isThinned(known.whole));
      if (known.count !== source.count || isCoarse) void this.#readWhole(source);
    }
  }

  /** Reads again what could not be read. */
  retry(): void {
    for (const source of this.#sources.peek()) if (this.#now(source).failed) void this.#readWhole(source);
  }

  zoomTo(zoom: Span | null): void {
    this.#zoom.value = zoom;
    clearTimeout(this.#timer);
    if (zoom !== null) this.#timer = setTimeout(() => this.#lookCloser(), this.#rest);
  }

  dispose(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  async #readWhole(source: LineSource): Promise<void> {
    const most = this.#most;
    this.#change(source, { count: source.count, most, failed: false });
    const isWanted = (): boolean => {
      const { count, most: newest } = this.#now(source);
      return !this.#isOver && count === source.count && newest === most;
    };
    const whole = await this.#histories.read([source.subject, source.key, null, most], isWanted);
    if (!isWanted()) return;
    this.#change(source, whole === undefined ? { failed: true } : { whole, detail: undefined });
    if (this.#zoom.peek() !== null) this.#lookCloser();
  }

  #lookCloser(): void {
    const zoom = this.#zoom.peek();
    if (zoom === null) return;
    for (const source of this.#sources.peek()) {
      const { whole, detail } = this.#now(source);
      if (whole === undefined || !isThinned(whole) || (detail !== undefined && this.#serves(detail, zoom))) continue;
      void this.#readDetail(source, whole, zoom);
    }
  }

  #serves({ axis, asked, seen, history }: Detail, zoom: Span): boolean {
    return axis === this.#axis.peek() && stillServes(asked, !isThinned(history) ? { from: 0, to: 0 } : seen, zoom);
  }

  async #readDetail(source: LineSource, whole: MetricHistory, seen: Span): Promise<void> {
    const axis = this.#axis.peek();
    const asked = widened(seen);
    const shift = axis === 'relative' ? originOf(whole) : 0;
    const range: HistoryRange = {
      axis: axis === 'step' ? 'step' : 'time',
      from: asked.from + shift,
      to: asked.to + shift,
    };
    // An answer about another stretch, axis or state of the history than the one looked at now is of no use.
    const isWanted = (): boolean =>
      !this.#isOver && this.#zoom.peek() === seen && this.#axis.peek() === axis && this.#now(source).whole === whole;
    const history = await this.#histories.read([source.subject, source.key, range, this.#most * 2], isWanted);
    if (history !== undefined && isWanted()) this.#change(source, { detail: { asked, seen, axis, history } });
  }

  #now(source: LineSource): Loaded {
    return this.#loaded.peek().get(keyOf(source)) ?? NOTHING;
  }

  #of(source: LineSource): Loaded {
    return this.#loaded.value.get(keyOf(source)) ?? NOTHING;
  }

  #change(source: LineSource, change: Partial<Loaded>): void {
    const loaded = new Map(this.#loaded.peek());
    loaded.set(keyOf(source), { ...(loaded.get(keyOf(source)) ?? NOTHING), ...change });
    this.#loaded.value = loaded;
  }
}

const isThinned = ({ total, values }: MetricHistory): boolean => total > values.length;

const keyOf = ({ subject, key }: LineSource): string => `${subjectKey(subject)} ${key}`;

function lineOfLoaded({ whole, detail }: Loaded, axis: ChartAxis): Line | undefined {
  if (whole === undefined) return undefined;
  const origin = originOf(whole);
  const line = lineOf(whole, axis, origin);
  if (detail?.axis !== axis) return line;
  return withDetail(line, lineOf(detail.history, axis, origin), detail.asked);
}
