/**
 * Evaluation datasets and their records. Part of the second step.
 *
 * Experiment ids here are what the client said: MLflow does not ask for the experiment to exist. The JSON of records
 * is kept as it was sent, so that a number comes back with the digits it had.
 */
export const EVALUATION_DATASETS = `
CREATE TABLE evaluation_datasets (
  dataset_id       TEXT PRIMARY KEY,
  name             TEXT NOT NULL,
  digest           TEXT NOT NULL,
  schema           TEXT,
  profile          TEXT,
  created_time     INTEGER NOT NULL,
  last_update_time INTEGER NOT NULL,
  created_by       TEXT,
  last_updated_by  TEXT
) STRICT;
CREATE INDEX evaluation_datasets_by_time ON evaluation_datasets (created_time DESC, dataset_id DESC);
CREATE INDEX evaluation_datasets_by_name ON evaluation_datasets (name);

CREATE TABLE evaluation_dataset_tags (
  dataset_id TEXT NOT NULL REFERENCES evaluation_datasets ON DELETE CASCADE,
  key        TEXT NOT NULL,
  value      TEXT,
  PRIMARY KEY (dataset_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE evaluation_dataset_experiments (
  dataset_id    TEXT NOT NULL REFERENCES evaluation_datasets ON DELETE CASCADE,
  experiment_id TEXT NOT NULL,
  PRIMARY KEY (dataset_id, experiment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX evaluation_datasets_by_experiment ON evaluation_dataset_experiments (experiment_id);

CREATE TABLE evaluation_dataset_records (
  record_no         INTEGER PRIMARY KEY AUTOINCREMENT,
  dataset_record_id TEXT NOT NULL UNIQUE,
  dataset_id        TEXT NOT NULL REFERENCES evaluation_datasets ON DELETE CASCADE,
  input_hash        TEXT NOT NULL,
  inputs            TEXT NOT NULL,
  outputs           TEXT,
  expectations      TEXT,
  tags              TEXT NOT NULL,
  source            TEXT,
  created_time      INTEGER NOT NULL,
  last_update_time  INTEGER NOT NULL,
  created_by        TEXT,
  last_updated_by   TEXT,
  UNIQUE (dataset_id, input_hash)
) STRICT;
CREATE INDEX evaluation_dataset_records_in_order ON evaluation_dataset_records (dataset_id, record_no);
`;
