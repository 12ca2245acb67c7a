import type { ActiveRun } from './activeRun.ts';
import type { ModelToLog } from './logModel.ts';
import {
  classify,
  KEYWORDS,
  KEYWORDS_WITH_NEGATIONS,
  REVIEWS,
  type Lexicon,
  type Sentiment,
} from './sampleClassifier.ts';
import type { Tracking } from './tracking.ts';

const EXPERIMENT = 'sentiment';
const MODEL = 'sentiment_analyzer';

/** What a model answers, one column per key. */
type Answer = Readonly<Record<string, string | number>> & { readonly sentiment: Sentiment };

/** One way to classify sentiment. */
interface Sample {
  readonly runName: string;
  readonly promptTemplate: string;
  readonly modelType: string;
  readonly lexicon: Lexicon;
  readonly predict: (text: string) => Answer;
  /** Params of a prediction with their defaults. */
  readonly params?: Readonly<Record<string, number>>;
  readonly requirements: readonly string[];
}

/** Surer answers than this are given; less sure ones are neutral. */
const THRESHOLD = 0.6;

const SAMPLES: readonly Sample[] = [
  {
    runName: 'sentiment_v1',
    promptTemplate: 'Analyze the sentiment of the following text: {text}',
    modelType: 'simple_keyword',
    lexicon: KEYWORDS,
    predict: (text) => ({ sentiment: classify(text, KEYWORDS).sentiment }),
    requirements: ['pandas==2.2.3'],
  },
  {
    runName: 'sentiment_v2',
    promptTemplate:
      "Classify the sentiment of the following text. Respond with only 'positive', 'negative', or 'neutral'. Text: {text}",
    modelType: 'advanced_llm_sim',
    lexicon: KEYWORDS_WITH_NEGATIONS,
    predict: (text) => {
      const { sentiment, confidence } = classify(text, KEYWORDS_WITH_NEGATIONS);
      return { sentiment: confidence > THRESHOLD ? sentiment : 'neutral', confidence };
    },
    params: { threshold: THRESHOLD },
    requirements: ['pandas==2.3.1', 'regex==2025.7.34'],
  },
];

/**
 * Logs two runs of a small sentiment classifier, to look around without Python: each classifies the same reviews, and
 * what is logged is what came out. Returns the ids of the runs in the order of logging.
 */
export async function logSampleRuns(tracking: Tracking): Promise<readonly string[]> {
  const runIds: string[] = [];
  for (const sample of SAMPLES) {
    const options = { runName: sample.runName, experiment: EXPERIMENT };
    await tracking.withRun(options, async (run) => {
      await logSample(tracking, run, sample);
      runIds.push(run.runId);
    });
  }
  return runIds;
}

async function logSample(tracking: Tracking, run: ActiveRun, sample: Sample): Promise<void> {
  const { positive, negative, negations } = sample.lexicon;
  run.logParams({
    prompt_template: sample.promptTemplate,
    model_type: sample.modelType,
    vocabulary_size: positive.length + negative.length + negations.length,
    handles_negation: negations.length > 0,
  });
  const { version } = await run.logModel(sampleModel(tracking, sample));
  await evaluate(run, sample, version.modelId);
}

function sampleModel(tracking: Tracking, sample: Sample): ModelToLog {
  const inputs = REVIEWS.map(([text]) => ({ text }));
  const outputs = REVIEWS.map(([text]) => sample.predict(text));
  return {
    name: MODEL,
    signature: tracking.inferSignature(inputs, outputs, sample.params),
    inputExample: inputs[0],
    exampleParams: sample.params,
    files: { 'lexicon.json': `${JSON.stringify(sample.lexicon, null, 2)}\n` },
    requirements: sample.requirements,
  };
}

/** Classifies every review; accuracy and latency are those of the reviews so far, one step each. */
async function evaluate(run: ActiveRun, sample: Sample, modelId: string | null): Promise<void> {
  const predictions = [];
  let right = 0;
  let elapsed = 0;
  for (const [index, [text, expected]] of REVIEWS.entries()) {
    const start = performance.now();
    const answer = sample.predict(text);
    elapsed += performance.now() - start;
    if (answer.sentiment === expected) right++;
    predictions.push({ text, expected, ...answer });
    const metrics = { accuracy: right / (index + 1), latency_ms: elapsed / (index + 1) };
    run.logMetrics(metrics, { step: index, ...(modelId !== null && { modelId }) });
  }
  run.logMetric('wrong_answers', REVIEWS.length - right);
  await run.logDict(predictions, 'predictions.json');
}
