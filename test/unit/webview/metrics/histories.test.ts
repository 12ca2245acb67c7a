import { expect, test } from 'vitest';
import type { MetricHistory } from '../../../../src/model/metricHistory.ts';
import { runSubject } from '../../../../src/model/subject.ts';
import { Histories } from '../../../../webview/metrics/histories.ts';

const subject = runSubject({ folder: 'file:///w', runId: 'a'.repeat(32) });
const EMPTY: MetricHistory = { steps: [], timestamps: [], values: [], total: 0 };

/** Histories whose answers come when the test says so. */
function held() {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const histories = new Histories(
    (_, key) =>
      new Promise((resolve) => {
        asked.push(key);
        answers.push(() => resolve(EMPTY));
      }),
  );
  const read = (key: string, isWanted = () => true) => histories.read([subject, key, null, 100], isWanted);
  return { asked, answers, read };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test('a few histories are read at a time, then those that were asked for last', async () => {
  const { asked, answers, read } = held();
  const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => read(key));
  expect(asked).toEqual(['a', 'b', 'c', 'd']);
  answers[0]?.();
  await settled();
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'f']);
  answers.slice(1).forEach((answer) => answer());
  await settled();
  answers.at(-1)?.();
  await expect(Promise.all(all)).resolves.toHaveLength(6);
});

test('what nobody wants any more when its turn comes is not read', async () => {
  const { asked, answers, read } = held();
  for (const key of ['a', 'b', 'c', 'd']) void read(key);
  const late = read('e', () => false);
  answers[0]?.();
  await expect(late).resolves.toBeUndefined();
  expect(asked).toEqual(['a', 'b', 'c', 'd']);
});

test('a history that cannot be read does not keep the others from being read', async () => {
  const asked: string[] = [];
  const histories = new Histories(async (_, key) => {
    asked.push(key);
    throw new Error('gone');
  });
  const all = ['a', 'b', 'c', 'd', 'e'].map((key) => histories.read([subject, key, null, 100], () => true));
  const outcomes = await Promise.allSettled(all);
  expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'e']);
});
