/**
 * Traces, their tags, metadata, spans and assessments, and what links them to runs and prompts. Part of the second step.
 *
 * Spans are kept twice: in the file that the client uploaded, and here, where filters find them. Links name traces by
 * id and may come first: clients link while they still export.
 */
export const TRACES = `
CREATE TABLE traces (
  trace_no           INTEGER PRIMARY KEY AUTOINCREMENT,
  trace_id           TEXT NOT NULL UNIQUE,
  experiment_id      INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE,
  request_time       INTEGER NOT NULL,
  execution_duration INTEGER,
  state              TEXT NOT NULL CHECK (state IN ('STATE_UNSPECIFIED', 'OK', 'ERROR', 'IN_PROGRESS')),
  client_request_id  TEXT,
  request_preview    TEXT,
  response_preview   TEXT
) STRICT;
-- The order in which a search shows traces.
CREATE INDEX traces_by_time ON traces (experiment_id, request_time DESC, trace_id);

CREATE TABLE trace_tags (
  trace_no INTEGER NOT NULL REFERENCES traces ON DELETE CASCADE,
  key      TEXT NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (trace_no, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE trace_metadata (
  trace_no INTEGER NOT NULL REFERENCES traces ON DELETE CASCADE,
  key      TEXT NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (trace_no, key)
) STRICT, WITHOUT ROWID;
-- The traces of a run and of a session.
CREATE INDEX traces_by_run ON trace_metadata (value, trace_no) WHERE key = 'mlflow.sourceRun';
CREATE INDEX traces_by_session ON trace_metadata (value, trace_no) WHERE key = 'mlflow.trace.session';

-- Content is the span's JSON as MLflow keeps it: filters on it see that text.
CREATE TABLE spans (
  span_no  INTEGER PRIMARY KEY,
  trace_no INTEGER NOT NULL REFERENCES traces ON DELETE CASCADE,
  name     TEXT NOT NULL,
  type     TEXT,
  status   TEXT NOT NULL,
  content  TEXT NOT NULL
) STRICT;
CREATE INDEX spans_by_trace ON spans (trace_no);

-- Values and errors are JSON as MLflow keeps it, with floats written as Python writes them.
CREATE TABLE assessments (
  assessment_no    INTEGER PRIMARY KEY AUTOINCREMENT,
  assessment_id    TEXT NOT NULL UNIQUE,
  trace_no         INTEGER NOT NULL REFERENCES traces ON DELETE CASCADE,
  name             TEXT NOT NULL,
  kind             TEXT NOT NULL CHECK (kind IN ('feedback', 'expectation', 'issue')),
  value            TEXT NOT NULL,
  error            TEXT,
  source_type      TEXT NOT NULL,
  source_id        TEXT,
  span_id          TEXT,
  rationale        TEXT,
  metadata         TEXT NOT NULL,
  overrides        TEXT,
  valid            INTEGER NOT NULL DEFAULT 1 CHECK (valid IN (0, 1)),
  create_time      INTEGER NOT NULL,
  last_update_time INTEGER NOT NULL
) STRICT;
CREATE INDEX assessments_by_trace ON assessments (trace_no, create_time);
CREATE INDEX assessments_by_name ON assessments (kind, name, valid);

CREATE TABLE trace_runs (
  run_id   TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  PRIMARY KEY (run_id, trace_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX trace_runs_by_trace ON trace_runs (trace_id);

-- A prompt version as <name>/<version>.
CREATE TABLE trace_prompts (
  prompt   TEXT NOT NULL,
  trace_no INTEGER NOT NULL REFERENCES traces ON DELETE CASCADE,
  PRIMARY KEY (prompt, trace_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX trace_prompts_by_trace ON trace_prompts (trace_no);
`;
