import { createHash } from 'node:crypto';

export interface FilledMetric {
  readonly key: string;
  readonly value: number;
  readonly timestamp: number;
  readonly step: number;
}

/** A finished run as an experiment with a prompt leaves it. Every number of it follows from its index. */
export interface FilledRun {
  readonly runId: string;
  readonly name: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly params: ReadonlyArray<Pair>;
  /** Three steps of each metric, the latest one last. */
  readonly metrics: readonly FilledMetric[];
  readonly tags: ReadonlyArray<Pair>;
}

export interface Pair {
  readonly key: string;
  readonly value: string;
}

const EPOCH = 1_767_600_000_000;
export const STEPS = 3;
export const METRICS = ['accuracy', 'cost', 'f1', 'latency_ms', 'tokens'];
export const MODEL_TYPES = 10;

const PROMPT =
  'You are a careful annotator. Read the review below and classify its sentiment. Think about negation and irony ' +
  "before you decide. Respond with only one word: 'positive', 'negative' or 'neutral'. When the review " +
  'praises one thing and blames another, weigh what the author cares about. Text: {text}';

/** Ten params, one of them a prompt of 300 characters; five metrics of three steps; four tags and the name's. */
export function filledRun(index: number): FilledRun {
  const startTime = EPOCH + index * 1000;
  return {
    runId: createHash('md5').update(`run ${index}`).digest('hex'),
    name: `run-${index}`,
    startTime,
    endTime: startTime + 900,
    params: pairs({
      chunk_size: String(256 * (1 + (index % 4))),
      dataset: `reviews-${index % 7}`,
      language: index % 3 === 0 ? 'de' : 'en',
      max_tokens: String(64 * (1 + (index % 8))),
      model_type: `simulated-${index % MODEL_TYPES}`,
      prompt_template: `${index} `.padEnd(300 - PROMPT.length, '#') + PROMPT,
      retriever: index % 2 === 0 ? 'bm25' : 'dense',
      seed: String(index),
      temperature: String((index % 11) / 10),
      top_p: '0.95',
    }),
    metrics: METRICS.flatMap((key, metric) =>
      Array.from({ length: STEPS }, (_, step) => ({
        key,
        value: scattered(index, metric * STEPS + step),
        timestamp: startTime + step,
        step,
      })),
    ),
    tags: pairs({
      'mlflow.source.name': 'train.py',
      'mlflow.source.type': 'LOCAL',
      'mlflow.user': 'ada',
      stage: `round-${index % 20}`,
    }),
  };
}

export function* filledRuns(from: number, to: number): Generator<FilledRun> {
  for (let index = from; index < to; index++) yield filledRun(index);
}

/** Numbers from 0 to 1 in no order, all different within a metric. */
function scattered(index: number, salt: number): number {
  return ((Math.imul(index + 1, 2_654_435_761) + Math.imul(salt + 1, 40_503)) >>> 0) / 2 ** 32;
}

const pairs = (values: Readonly<Record<string, string>>): Pair[] =>
  Object.entries(values).map(([key, value]) => ({ key, value }));
