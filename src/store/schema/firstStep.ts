/**
 * The tables of the first release. All are STRICT, so a value of a wrong type is an error and not a surprise.
 *
 * Runs carry an internal number beside MLflow's id: it makes the rows of params and metrics small and keeps the order
 * of logging when the clock goes back.
 *
 * A metric's NaN is stored as value 0 with `is_nan` 1, because SQLite turns a NaN into NULL; infinities are stored as
 * they are.
 */
export const FIRST_STEP = `
CREATE TABLE experiments (
  experiment_id     INTEGER PRIMARY KEY AUTOINCREMENT,
  name              TEXT NOT NULL UNIQUE,
  artifact_location TEXT NOT NULL,
  lifecycle_stage   TEXT NOT NULL DEFAULT 'active' CHECK (lifecycle_stage IN ('active', 'deleted')),
  creation_time     INTEGER NOT NULL,
  last_update_time  INTEGER NOT NULL
) STRICT;

CREATE TABLE experiment_tags (
  experiment_id INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE,
  key           TEXT NOT NULL,
  value         TEXT NOT NULL,
  PRIMARY KEY (experiment_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
  run_no          INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id          TEXT NOT NULL UNIQUE,
  experiment_id   INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE,
  run_name        TEXT NOT NULL,
  user_id         TEXT NOT NULL,
  status          TEXT NOT NULL CHECK (status IN ('RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED')),
  start_time      INTEGER NOT NULL,
  end_time        INTEGER,
  deleted_time    INTEGER,
  lifecycle_stage TEXT NOT NULL DEFAULT 'active' CHECK (lifecycle_stage IN ('active', 'deleted')),
  artifact_uri    TEXT NOT NULL
) STRICT;
-- The order in which search and the sidebar show runs; the stage comes first because every list asks for one stage.
CREATE INDEX runs_by_experiment ON runs (experiment_id, lifecycle_stage, start_time DESC, run_id);
CREATE INDEX runs_by_start ON runs (lifecycle_stage, start_time DESC, run_id);

CREATE TABLE params (
  run_no INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key    TEXT NOT NULL,
  value  TEXT NOT NULL,
  PRIMARY KEY (run_no, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE tags (
  run_no INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key    TEXT NOT NULL,
  value  TEXT NOT NULL,
  PRIMARY KEY (run_no, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE metrics (
  run_no    INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key       TEXT NOT NULL,
  timestamp INTEGER NOT NULL,
  step      INTEGER NOT NULL,
  value     REAL NOT NULL,
  is_nan    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (run_no, key, timestamp, step, value, is_nan)
) STRICT, WITHOUT ROWID;

CREATE TABLE latest_metrics (
  run_no    INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key       TEXT NOT NULL,
  value     REAL NOT NULL,
  is_nan    INTEGER NOT NULL DEFAULT 0,
  timestamp INTEGER NOT NULL,
  step      INTEGER NOT NULL,
  PRIMARY KEY (run_no, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE datasets (
  dataset_no    INTEGER PRIMARY KEY,
  experiment_id INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE,
  name          TEXT NOT NULL,
  digest        TEXT NOT NULL,
  source_type   TEXT NOT NULL,
  source        TEXT NOT NULL,
  schema        TEXT,
  profile       TEXT,
  UNIQUE (experiment_id, name, digest)
) STRICT;

CREATE TABLE run_datasets (
  run_no     INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  dataset_no INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
  PRIMARY KEY (run_no, dataset_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_datasets_by_dataset ON run_datasets (dataset_no);

CREATE TABLE run_dataset_tags (
  run_no     INTEGER NOT NULL,
  dataset_no INTEGER NOT NULL,
  key        TEXT NOT NULL,
  value      TEXT NOT NULL,
  PRIMARY KEY (run_no, dataset_no, key),
  FOREIGN KEY (run_no, dataset_no) REFERENCES run_datasets ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Model ids here are what the client said: MLflow does not ask for the model to exist.
CREATE TABLE run_model_inputs (
  run_no   INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  model_id TEXT NOT NULL,
  PRIMARY KEY (run_no, model_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_model_outputs (
  run_no   INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  model_id TEXT NOT NULL,
  step     INTEGER NOT NULL,
  PRIMARY KEY (run_no, model_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE logged_models (
  model_id               TEXT PRIMARY KEY,
  experiment_id          INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE,
  name                   TEXT NOT NULL,
  artifact_uri           TEXT NOT NULL,
  status                 INTEGER NOT NULL,
  status_message         TEXT,
  model_type             TEXT NOT NULL,
  source_run_id          TEXT NOT NULL,
  lifecycle_stage        TEXT NOT NULL DEFAULT 'active' CHECK (lifecycle_stage IN ('active', 'deleted')),
  creation_timestamp     INTEGER NOT NULL,
  last_updated_timestamp INTEGER NOT NULL
) STRICT;
CREATE INDEX logged_models_by_name ON logged_models (experiment_id, name);
CREATE INDEX logged_models_by_run ON logged_models (source_run_id);

CREATE TABLE logged_model_params (
  model_id TEXT NOT NULL REFERENCES logged_models ON DELETE CASCADE,
  key      TEXT NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (model_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE logged_model_tags (
  model_id TEXT NOT NULL REFERENCES logged_models ON DELETE CASCADE,
  key      TEXT NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (model_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE logged_model_metrics (
  model_id       TEXT NOT NULL REFERENCES logged_models ON DELETE CASCADE,
  key            TEXT NOT NULL,
  timestamp      INTEGER NOT NULL,
  step           INTEGER NOT NULL,
  run_id         TEXT NOT NULL,
  value          REAL NOT NULL,
  is_nan         INTEGER NOT NULL DEFAULT 0,
  dataset_name   TEXT,
  dataset_digest TEXT,
  PRIMARY KEY (model_id, key, timestamp, step, run_id)
) STRICT, WITHOUT ROWID;

-- Every logging of a model under a name, by any client, numbered in the order it happened.
CREATE TABLE logged_versions (
  name          TEXT NOT NULL,
  version       INTEGER NOT NULL,
  model_id      TEXT UNIQUE REFERENCES logged_models ON DELETE CASCADE,
  run_id        TEXT,
  experiment_id INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE,
  artifact_uri  TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX logged_versions_by_run ON logged_versions (run_id);
CREATE INDEX logged_versions_by_uri ON logged_versions (artifact_uri);

-- What the model's files said when it was logged; JSON columns hold lists and MLflow's own signature JSON.
CREATE TABLE model_descriptions (
  name           TEXT NOT NULL,
  version        INTEGER NOT NULL,
  signature      TEXT,
  input_example  TEXT,
  flavors        TEXT NOT NULL,
  mlflow_version TEXT,
  python_version TEXT,
  requirements   TEXT NOT NULL,
  mlmodel        TEXT NOT NULL,
  problems       TEXT NOT NULL,
  PRIMARY KEY (name, version),
  FOREIGN KEY (name, version) REFERENCES logged_versions ON DELETE CASCADE
) STRICT;

-- last_version outlives deleted versions: MLflow never gives a number twice.
CREATE TABLE registered_models (
  name                   TEXT PRIMARY KEY,
  description            TEXT,
  creation_timestamp     INTEGER NOT NULL,
  last_updated_timestamp INTEGER NOT NULL,
  last_version           INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE registered_model_tags (
  name  TEXT NOT NULL REFERENCES registered_models ON DELETE CASCADE ON UPDATE CASCADE,
  key   TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (name, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE model_versions (
  name                   TEXT NOT NULL REFERENCES registered_models ON DELETE CASCADE ON UPDATE CASCADE,
  version                INTEGER NOT NULL,
  creation_timestamp     INTEGER NOT NULL,
  last_updated_timestamp INTEGER NOT NULL,
  stage                  TEXT NOT NULL DEFAULT 'None' CHECK (stage IN ('None', 'Staging', 'Production', 'Archived')),
  description            TEXT NOT NULL,
  user_id                TEXT NOT NULL,
  source                 TEXT NOT NULL,
  storage_location       TEXT,
  run_id                 TEXT NOT NULL,
  model_id               TEXT,
  run_link               TEXT NOT NULL,
  status                 TEXT NOT NULL,
  status_message         TEXT,
  PRIMARY KEY (name, version)
) STRICT;
CREATE INDEX model_versions_by_run ON model_versions (run_id);
CREATE INDEX model_versions_by_location ON model_versions (storage_location);

CREATE TABLE model_version_tags (
  name    TEXT NOT NULL,
  version INTEGER NOT NULL,
  key     TEXT NOT NULL,
  value   TEXT NOT NULL,
  PRIMARY KEY (name, version, key),
  FOREIGN KEY (name, version) REFERENCES model_versions ON DELETE CASCADE ON UPDATE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE registered_model_aliases (
  name    TEXT NOT NULL,
  alias   TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (name, alias),
  FOREIGN KEY (name, version) REFERENCES model_versions ON DELETE CASCADE ON UPDATE CASCADE
) STRICT, WITHOUT ROWID;

INSERT INTO experiments (experiment_id, name, artifact_location, creation_time, last_update_time)
VALUES (0, 'Default', 'mlflow-artifacts:/0', CAST(unixepoch('subsec') * 1000 AS INTEGER),
        CAST(unixepoch('subsec') * 1000 AS INTEGER));
`;
