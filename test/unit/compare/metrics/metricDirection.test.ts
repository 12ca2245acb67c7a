import { describe, expect, it } from 'vitest';
import { metricDirections } from '../../../../src/compare/metrics/metricDirection.ts';
import { directionByName } from '../../../../src/compare/metrics/metricName.ts';
import type { Snapshot } from '../../../../src/model/snapshot.ts';

const HIGHER = `
  accuracy val_accuracy valAccuracy test/acc Accuracy train-acc accuracy_score top_5_accuracy top5_acc acc@1 acc1
  balanced_accuracy training_f1_score f1 F1 f1Score eval_f1_macro TotalF1 precision precision_at_3 recall@5 recallAt5
  macro_recall average_precision mAP mAP50 metrics/mAP50-95 map roc_auc AUC areaUnderROC areaUnderPR auroc AUCPR
  r2 r2_score R2 r_squared adjusted_r2 explained_variance mean_explained_variance matthews_corrcoef cohen_kappa mIoU
  bleu BLEU bleu4 sacrebleu rouge1 rouge2 rougeL rougeLsum rouge-l meteor bert_score bertscore chrf
  score quality_score best_cv_score mean_test_score split0_test_score cosine_similarity answer_similarity/v1/mean
  answer_correctness/v1/p90 faithfulness/v1/mean relevance_to_query/mean groundedness retrieval_groundedness/mean
  response/llm_judged/correctness/rating/percentage exact_match exact_match/v1 regex_match/mean pass_rate win_rate
  success_rate hit_rate hits@10 ndcg_at_10 nDCG@10 mrr mean_reciprocal_rank true_positive_rate true_positives
  tokens_per_second eval_samples_per_second steps_per_sec tokens/s throughput requests_per_s qps
  error_free_rate time_saved cost_savings latency_reduction savings_usd non_toxic non_toxic_rate not_toxic
  neg_mean_squared_error neg_log_loss neg_brier_score log_likelihood hallucination_detection_f1 error_detection_accuracy
  cost_efficiency tool_call_efficiency/mean pii_detection/mean safety/mean mean_reward num_correct guidelines/mean
  accuracy_on_hallucinations time_series_accuracy valid_0-auc eval/rewards/mean free_memory pass@1 acceptance_rate
`;

const LOWER = `
  loss val_loss valLoss train/loss Loss eval_loss log_loss logloss mlogloss training_log_loss binary_crossentropy
  cross_entropy CrossEntropy error validation-error error_rate word_error_rate mean_squared_error mse MSE rmse RMSE
  mean_absolute_error mae mape max_error coverage_error brier_score brier_score_loss perplexity ppl nll
  negative_log_likelihood neg_log_likelihood latency latency_ms p95_latency latencyMs latency/mean response_time
  time_to_first_token time_to_success time_per_step training_time fit_time mean_score_time elapsed_seconds duration_s
  epoch_seconds step_ms eval_runtime cost total_cost cost_usd cost_per_success cost_per_1k_tokens price wer cer
  toxicity toxicity/v1/ratio toxicity_score hallucination hallucination_rate hallucinations safety_violations
  failures failed_tests num_failures number_of_errors rate_of_failure false_positives false_negative_rate fpr
  invalid_json_rate mismatch_rate edit_distance kl_divergence ece expected_calibration_error accuracy_drop
  generalization_gap non_compliance ari_grade_level/v1/mean flesch_kincaid_grade_level/v1/mean attack_success_rate
  bias_score drift_score data_drift risk_score severity noise_sensitivity timeout_rate retry_rate pii_leaks
  score_drop quality_degradation mean_score_decline
  thumbs_down user_frustration/mean valid_0-l2 rank_test_score peak_memory_mb errors_per_second davies_bouldin_score
`;

const UNKNOWN = `
  confidence m x foo learning_rate lr grad_norm epoch step best_iteration stopped_epoch wait_count example_count
  token_count prompt_tokens total_tokens response_length completion_tokens temperature loss_scale best_loss_epoch
  score_threshold accuracy_std toxicity/v1/variance std_test_score precision_support mean_on_target sum_on_target
  layer1.bias difficulty_score complexity_score entropy valid_lr time_series_count total_flos timestamp map_size constructor __proto__ toString 42 /
`;

const list = (names: string): string[] => names.trim().split(/\s+/);

describe('what a metric is called', () => {
  it('says that more is better', () => {
    expect(list(HIGHER).filter((name) => directionByName(name) !== 'higher')).toEqual([]);
  });

  it('says that less is better', () => {
    expect(list(LOWER).filter((name) => directionByName(name) !== 'lower')).toEqual([]);
  });

  it('says neither where it could be both', () => {
    expect(list(UNKNOWN).filter((name) => directionByName(name) !== null)).toEqual([]);
    expect(directionByName('')).toBeNull();
  });
});

describe('the direction of a metric', () => {
  const watching = (monitor: string, mode: string): Pick<Snapshot, 'params'> => ({
    params: [
      { key: 'monitor', value: monitor },
      { key: 'mode', value: mode },
    ],
  });
  const directions = (snapshots: readonly Pick<Snapshot, 'params'>[], settings = {}) =>
    metricDirections(snapshots as readonly Snapshot[], settings);

  it('is what the user says, before what was logged, before what its name says', () => {
    const of = directions([watching('ratio', 'max'), watching('val_loss', 'max')], { loss: 'higher', f1: 'none' });
    expect(['loss', 'f1', 'ratio', 'val_loss', 'accuracy', 'toString'].map(of)).toEqual([
      { direction: 'higher', directionFrom: 'user' },
      { direction: null, directionFrom: 'user' },
      { direction: 'higher', directionFrom: 'logged' },
      { direction: 'higher', directionFrom: 'logged' },
      { direction: 'higher', directionFrom: 'name' },
      { direction: null, directionFrom: null },
    ]);
  });

  it('is not what one run watched where another watched the opposite, or something else', () => {
    const of = directions([watching('ratio', 'max'), watching('ratio', 'min'), watching('share', 'auto')]);
    expect([of('ratio').direction, of('share').direction]).toEqual([null, null]);
  });
});
