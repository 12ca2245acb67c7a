/**
 * What makes the common shapes of searches quick in a large store. Part of the second step.
 *
 * Every index costs each write something, so there is none on params and none on tags in general: their conditions are
 * looked up run by run, in the order of an index on runs. Partial indexes, and those on expressions, count only where a
 * search says the very same words.
 */
export const SEARCH_INDEXES = `
CREATE INDEX runs_by_status ON runs (experiment_id, lifecycle_stage, status, start_time DESC, run_id);
CREATE INDEX runs_by_name ON runs (experiment_id, lifecycle_stage, run_name, start_time DESC, run_id);
CREATE INDEX child_runs ON tags (value) WHERE key = 'mlflow.parentRunId';
-- NaN apart, and infinities as the largest doubles: so searches see them.
CREATE INDEX latest_metrics_by_value ON latest_metrics (
  key, is_nan, min(max(value, -1.7976931348623157e308), 1.7976931348623157e308));
CREATE INDEX logged_models_by_creation ON logged_models (
  experiment_id, lifecycle_stage, creation_timestamp DESC, model_id);
CREATE INDEX logged_models_of_name ON logged_models (
  experiment_id, lifecycle_stage, name, creation_timestamp DESC, model_id);
CREATE INDEX model_versions_by_change ON model_versions (last_updated_timestamp DESC, name, version DESC);
CREATE INDEX model_versions_by_source ON model_versions (source);
CREATE INDEX prompt_versions ON model_version_tags (name) WHERE key = 'mlflow.prompt.is_prompt' AND value = 'true';
`;
