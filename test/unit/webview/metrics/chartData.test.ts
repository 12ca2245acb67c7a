import { expect, test, vi } from 'vitest';
import { thinnedIndexes } from '../../../../src/model/metricHistory.ts';
import type { HistoryRange, MetricHistory } from '../../../../src/model/metricHistory.ts';
import { runSubject } from '../../../../src/model/subject.ts';
import { ChartData } from '../../../../webview/metrics/chartData.ts';
import type { LineSource } from '../../../../webview/metrics/chartData.ts';
import { Histories } from '../../../../webview/metrics/histories.ts';

const START = Date.UTC(2026, 0, 5, 9);

/** A metric that grows by one each step, one point a second, read as the host reads it. */
function growing() {
  const asked: (HistoryRange | null)[] = [];
  let points = 0;
  let fails = false;
  const read = async (range: HistoryRange | null, most: number): Promise<MetricHistory | undefined> => {
    asked.push(range);
    if (fails) return undefined;
    const all = Array.from({ length: points }, (_, step) => step);
    const place = (step: number): number => (range?.axis === 'time' ? START + step * 1000 : step);
    const inside = all.filter((step) => range === null || (place(step) >= range.from && place(step) <= range.to));
    const kept = thinnedIndexes(inside, most).map((index) => inside[index] ?? 0);
    return { steps: kept, timestamps: kept.map((step) => START + step * 1000), values: kept, total: inside.length };
  };
  const data = new ChartData(new Histories((_, __, range, most) => read(range, most)), 0);
  const source = (count: number): readonly LineSource[] => {
    points = count;
    return [{ subject: runSubject({ folder: 'file:///w', runId: 'a'.repeat(32) }), key: 'loss', count }];
  };
  return { asked, data, source, fail: (now: boolean) => (fails = now) };
}

const lengthOf = (data: ChartData): number => data.lines.value[0]?.xs.length ?? -1;

test('a history is read once, however often the chart is drawn', async () => {
  const { asked, data, source } = growing();
  data.show(source(10), 'step', 100);
  expect([data.isLoading.value, lengthOf(data), data.whole.value]).toEqual([true, -1, undefined]);
  await vi.waitFor(() => expect(lengthOf(data)).toBe(10));
  data.show(source(10), 'time', 100);
  expect(asked).toEqual([null]);
  expect(data.whole.value).toEqual({ from: START, to: START + 9000 });
  expect(data.isLoading.value).toBe(false);
});

test('a history with more points is read again, and drawn as it was until then', async () => {
  const { asked, data, source } = growing();
  data.show(source(10), 'step', 100);
  await vi.waitFor(() => expect(lengthOf(data)).toBe(10));
  data.show(source(12), 'step', 100);
  expect(lengthOf(data)).toBe(10);
  await vi.waitFor(() => expect(lengthOf(data)).toBe(12));
  expect(asked).toEqual([null, null]);
});

test('a thinned history is read again where the chart has room for more', async () => {
  const { asked, data, source } = growing();
  data.show(source(5000), 'step', 100);
  await vi.waitFor(() => expect(lengthOf(data)).toBeGreaterThan(20));
  data.show(source(5000), 'step', 1000);
  await vi.waitFor(() => expect(lengthOf(data)).toBeGreaterThan(200));
  data.show(source(5000), 'step', 100);
  expect(asked).toEqual([null, null]);
});

test('zooming into a thinned history asks for that part, with a margin, and draws it within the rest', async () => {
  const { asked, data, source } = growing();
  data.show(source(100_000), 'step', 1000);
  await vi.waitFor(() => expect(data.whole.value).toEqual({ from: 0, to: 99_999 }));
  data.zoomTo({ from: 5000, to: 6000 });
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(asked[1]).toEqual({ axis: 'step', from: 4500, to: 6500 });
  const seen = (): number => data.lines.value[0]?.xs.filter((x) => x >= 5000 && x <= 6000).length ?? 0;
  await vi.waitFor(() => expect(seen()).toBeGreaterThan(400));
  expect(data.whole.value).toEqual({ from: 0, to: 99_999 });
  expect(data.lines.value[0]?.xs).toEqual(data.lines.value[0]?.xs.toSorted((a, b) => a - b));
});

test('moving a little needs no new answer, coming closer does', async () => {
  const { asked, data, source } = growing();
  data.show(source(100_000), 'step', 100);
  await vi.waitFor(() => expect(data.isLoading.value).toBe(false));
  data.zoomTo({ from: 5000, to: 6000 });
  const seen = (): number => data.lines.value[0]?.xs.filter((x) => x >= 5000 && x <= 6000).length ?? 0;
  await vi.waitFor(() => expect(seen()).toBeGreaterThan(40));
  data.zoomTo({ from: 5300, to: 6300 });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(asked).toHaveLength(2);
  data.zoomTo({ from: 5300, to: 5400 });
  await vi.waitFor(() => expect(asked).toHaveLength(3));
});

test('while a zoom goes on nothing is asked, and answers about what is no longer seen are dropped', async () => {
  const { asked, data, source } = growing();
  data.show(source(100_000), 'step', 100);
  await vi.waitFor(() => expect(data.isLoading.value).toBe(false));
  for (const from of [10, 20, 30]) data.zoomTo({ from, to: from + 1000 });
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(asked[1]).toEqual({ axis: 'step', from: -470, to: 1530 });
  const before = lengthOf(data);
  data.zoomTo(null);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(lengthOf(data)).toBe(before);
});

test('a part of relative time is asked for by the clock', async () => {
  const { asked, data, source } = growing();
  data.show(source(100_000), 'relative', 100);
  await vi.waitFor(() => expect(data.whole.value).toEqual({ from: 0, to: 99_999_000 }));
  data.zoomTo({ from: 10_000, to: 20_000 });
  await vi.waitFor(() => expect(asked[1]).toEqual({ axis: 'time', from: START + 5000, to: START + 25_000 }));
  const seen = (): readonly number[] => data.lines.value[0]?.xs.filter((x) => x >= 10_000 && x <= 12_000) ?? [];
  await vi.waitFor(() => expect(seen()).toEqual([10_000, 11_000, 12_000]));
});

test('another axis shows everything again', async () => {
  const { data, source } = growing();
  data.show(source(10), 'step', 100);
  data.zoomTo({ from: 1, to: 2 });
  data.show(source(10), 'time', 100);
  expect(data.zoom.value).toBeNull();
});

test('what cannot be read is said, and read when it is tried again', async () => {
  const { data, source, fail } = growing();
  fail(true);
  data.show(source(10), 'step', 100);
  await vi.waitFor(() => expect(data.failed.value).toBe(true));
  expect(data.isLoading.value).toBe(false);
  fail(false);
  data.retry();
  await vi.waitFor(() => expect(lengthOf(data)).toBe(10));
  expect(data.failed.value).toBe(false);
});

test('a chart that was closed takes no answers', async () => {
  const { data, source } = growing();
  data.show(source(10), 'step', 100);
  data.dispose();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(lengthOf(data)).toBe(-1);
});
