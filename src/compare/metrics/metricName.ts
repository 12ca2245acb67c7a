/**
 * What a metric's name says of its direction. A name is read as English words, of which the last telling one decides
 * (`hallucination_detection_f1` is an f1); everything that is not surely one or the other has no direction.
 */
import type { MetricDirection } from '../comparison.ts';

const words = (...lists: readonly string[]): readonly string[] => lists.flatMap((list) => list.split(' '));

const HIGHER = words(
  'accuracy acc f1 f2 f05 fbeta fscore fmeasure precision prec recall sensitivity specificity tpr tnr ppv npv',
  'auc auroc auprc aucpr prauc rocauc ap map r2 rsquared iou miou dice jaccard kappa mcc matthews corrcoef correlation',
  'pearson spearman spearmanr pearsonr kendall silhouette calinski homogeneity likelihood loglikelihood elbo',
  'bleu sacrebleu rouge rougelsum meteor bertscore chrf comet bleurt em ndcg dcg mrr hit hits hitrate psnr ssim',
  'similarity correctness correct relevance relevancy relevant faithfulness faithful groundedness grounded helpfulness',
  'helpful coherence fluency safety safe harmlessness completeness conciseness sufficiency equivalence retention',
  'adherence compliance guidelines efficiency consistency robustness fairness usefulness readability validity',
  'success successes successful pass passed passing passes win wins match matches matched agreement acceptance accepted',
  'nontoxic satisfaction csat nps reward rewards improvement uplift revenue profit roi conversion conversions ctr',
  'throughput qps rps tps fps uptime availability coverage solved resolved',
);

const LOWER = words(
  'loss losses logloss mlogloss nloglik error errors err merror mae mse rmse msle rmsle mape smape mase wape crps nll',
  'perplexity ppl bpb bpc crossentropy xent hinge huber deviance divergence brier ece mce bouldin aic bic',
  'latency duration time elapsed runtime walltime delay lag rtt ttft tpot itl rtf cost costs price spend',
  'wer cer ter eer der fid lpips distance fpr fnr fdr toxicity toxic hallucination hallucinations hallucinated',
  'violation violations failure failures failed fail fails exception exceptions crash crashes timeouts retries',
  'incorrect wrong invalid irrelevant unsafe unsupported harmful harmfulness harm leakage noncompliance frustration',
  'misclassification misclassified mismatch mismatches miss misses missed regret disparity gap defects bugs warnings',
  'complaints churn collisions drift risk risks severity leak leaks memory vram rank',
);

/** Two words that say something else together than the last of them alone; null where they say nothing. */
const PAIRS: ReadonlyMap<string, MetricDirection | null> = new Map(
  Object.entries({
    'area under': 'higher',
    'attack success': 'lower',
    'bias score': 'lower',
    'completion rate': 'higher',
    'complexity score': null,
    'cross entropy': 'lower',
    'difficulty score': null,
    'explained variance': 'higher',
    'false alarm': 'lower',
    'false alarms': 'lower',
    'false discovery': 'lower',
    'false negative': 'lower',
    'false negatives': 'lower',
    'false positive': 'lower',
    'false positives': 'lower',
    'grade level': 'lower',
    'jailbreak success': 'lower',
    'noise sensitivity': 'lower',
    'pii detection': 'higher',
    'r squared': 'higher',
    'reciprocal rank': 'higher',
    'retry rate': 'lower',
    'task completion': 'higher',
    'thumbs down': 'lower',
    'thumbs up': 'higher',
    'time series': null,
    'timeout rate': 'lower',
    'true negative': 'higher',
    'true negatives': 'higher',
    'true positive': 'higher',
    'true positives': 'higher',
    'valid rate': 'higher',
  }),
);

/** Words that count where no other does: `toxicity_score` is about toxicity, `quality_score` only a score. */
const WEAK_HIGHER = words('score scores quality rating ratings savings summarization');
/** The same, at the end of a name: units of time and money, and what LightGBM calls its errors. */
const WEAK_LOWER_LAST = words(
  's sec secs second seconds ms msec millis milliseconds us usec microseconds ns nanoseconds minutes hours',
  'usd dollars eur euros cents l1 l2',
);

const STRONG: ReadonlyMap<string, MetricDirection> = new Map([
  ...HIGHER.map((word) => [word, 'higher'] as const),
  ...LOWER.map((word) => [word, 'lower'] as const),
]);
const WEAK: ReadonlySet<string> = new Set(WEAK_HIGHER);
const UNITS: ReadonlySet<string> = new Set(WEAK_LOWER_LAST);
const TIME_UNITS: ReadonlySet<string> = new Set(words('s sec second ms minute min hour day'));

/** At the end of a name they make it a setting, a place or a size: `loss_scale`, `best_loss_epoch`, `score_threshold`. */
const NO_MEASURE: ReadonlySet<string> = new Set(
  words(
    'scale weight weights threshold coef epoch epochs step steps iteration iterations index id seed size length support',
    'version limit target budget',
  ),
);
/** Anywhere in a name they make it a measure of spread: whether an accuracy's deviation should grow, nobody knows. */
const SPREAD: ReadonlySet<string> = new Set(words('std stdev stddev stderr sem variance var iqr'));

/** After one of them stands what is measured against, or where: `time_to_success`, `accuracy_on_hallucinations`. */
const PREPOSITIONS: ReadonlySet<string> = new Set(words('to per on in at for by with vs of when after before'));

const NOT: ReadonlySet<string> = new Set(words('non not no anti'));
const NEGATED: ReadonlySet<string> = new Set(words('neg negative negated minus'));
const LESS: ReadonlySet<string> = new Set(
  words('saved saving savings reduction reduced decrease avoided prevented drop degradation decline'),
);

export function directionByName(key: string): MetricDirection | null {
  const all = wordsOf(key);
  if (all.some((word) => SPREAD.has(word))) return null;
  const cut = all.findIndex((word, index) => index > 0 && PREPOSITIONS.has(word));
  if (cut < 0) return directionOfWords(all);
  const direction = directionOfWords(all.slice(0, cut));
  if (direction !== null) return direction;
  const rest = all.slice(cut + 1);
  if (all[cut] === 'of') return directionOfWords(rest);
  return all[cut] === 'per' && TIME_UNITS.has(rest[0] ?? '') ? 'higher' : null;
}

function directionOfWords(said: readonly string[]): MetricDirection | null {
  const last = said.at(-1) ?? '';
  if (NO_MEASURE.has(last)) return null;
  const decisive = said.findLastIndex((word) => STRONG.has(word) || PAIRS.get(word));
  const word = said[decisive];
  if (word !== undefined) {
    const direction = STRONG.get(word) ?? PAIRS.get(word) ?? null;
    return isTurned(said, decisive, direction) ? opposite(direction) : direction;
  }
  if (UNITS.has(last)) return said.some((each) => LESS.has(each)) ? 'higher' : 'lower';
  if (!said.some((each) => WEAK.has(each))) return null;
  // Savings are good themselves; less of a score is not.
  return said.some((each) => LESS.has(each) && !WEAK.has(each)) ? 'lower' : 'higher';
}

/** Whether the words around the decisive one say its opposite: `time_saved`, `neg_log_loss`, `non_toxic`, `error_free`. */
function isTurned(said: readonly string[], decisive: number, direction: MetricDirection | null): boolean {
  const before = said.slice(0, decisive);
  const isLikelihood = said[decisive]?.endsWith('likelihood') ?? false;
  const turns = [
    NOT.has(before.at(-1) ?? ''),
    (direction === 'lower' || isLikelihood) && before.some((word) => NEGATED.has(word)),
    direction === 'lower' && said.includes('free'),
    said.some((word) => LESS.has(word)),
  ];
  return turns.filter(Boolean).length % 2 === 1;
}

const opposite = (direction: MetricDirection | null): MetricDirection | null =>
  direction && (direction === 'higher' ? 'lower' : 'higher');

/** `val/rougeLsum` is val, rouge, lsum; `recall@5` recall, 5; `tokens/s` tokens, per, s; pairs are one word. */
function wordsOf(key: string): readonly string[] {
  const parts = key
    .replace(/\/(s|sec|second)$/i, ' per $1')
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap(splitCamelCase)
    .filter((word) => word !== '');
  const joined: string[] = [];
  for (const word of parts) {
    const pair = `${joined.at(-1)} ${word}`;
    if (PAIRS.has(pair)) joined[joined.length - 1] = pair;
    else joined.push(word);
  }
  return joined;
}

/** Names that are words themselves, `nDCG` and `mAP50`, stay whole; numbers behind a known word are left out. */
function splitCamelCase(part: string): string[] {
  const whole = known(part);
  if (whole !== undefined) return [whole];
  return part
    .replace(/(?<=\p{Ll}|\p{N})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .split(' ')
    .map((word) => known(word) ?? word.toLowerCase());
}

function known(part: string): string | undefined {
  const word = part.toLowerCase();
  return [word, word.replace(/\d+$/, '')].find((each) => STRONG.has(each) || WEAK.has(each));
}
