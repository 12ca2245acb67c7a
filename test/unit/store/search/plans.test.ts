import { beforeAll, describe, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Database, type Statement } from '../../../../src/store/database.ts';
import { Search, type RunSearch } from '../../../../src/store/search/search.ts';
import { Store } from '../../../../src/store/store.ts';
import { OPEN_OPTIONS } from '../../../fixtures/openOptions.ts';

// How SQLite carries out the common shapes of searches. A page that is searched in an index which gives its order too
// takes as long in a store of a hundred thousand runs as in one of a thousand; what sorts says "TEMP B-TREE", what
// reads everything says "SCAN".

/** A database that notes how it carries out what it is asked. */
class Explained extends Database {
  readonly plans: string[] = [];

  override prepareExact<Row = unknown>(sql: string): Statement<Row> {
    const statement = super.prepareExact<Row>(sql);
    const all = statement.all.bind(statement);
    statement.all = (...values) => {
      const steps = this.prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
      this.plans.push(steps.map((step) => step.detail).join('\n'));
      return all(...values);
    };
    return statement;
  }
}

let db: Explained;
let search: Search;

beforeAll(() => {
  const folder = mkdtempSync(path.join(tmpdir(), 'promptrail-test-'));
  const store = new Store(folder, OPEN_OPTIONS);
  db = new Explained(folder, OPEN_OPTIONS);
  search = new Search(db, store);
  db.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
     INSERT INTO runs (run_id, experiment_id, run_name, user_id, status, start_time, artifact_uri)
     SELECT 'r' || i, 0, 'run-' || i, '', 'FINISHED', i, '' FROM n`,
  ).run();
  return () => {
    db.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  };
});

/** The plan of the last statement that looked for the page. */
function planOf(find: () => unknown): string {
  db.plans.length = 0;
  find();
  return db.plans.at(-1) ?? '';
}

const runs = (query: Partial<RunSearch>): string =>
  planOf(() => search.runs({ experimentIds: ['0'], maxResults: 200, ...query }));

const NEWEST = 'SEARCH r USING COVERING INDEX runs_by_experiment (experiment_id=? AND lifecycle_stage=?)';

describe('Runs', () => {
  test.each([['ACTIVE_ONLY'], ['DELETED_ONLY']] as const)('the newest of an experiment, %s', (view) => {
    expect(runs({ view })).toBe(NEWEST);
  });

  test('asked for by time as clients ask are the newest too', () => {
    expect(runs({ orderBy: ['attributes.start_time DESC'] })).toBe(NEWEST);
  });

  test.each([
    [{ view: 'ALL' }, 2],
    [{ experimentIds: ['0', '1', '2'] }, 3],
    [{ experimentIds: ['0', '1'], view: 'ALL' }, 4],
  ] as const)('the newest of %j are read part by part, each no further than the page', (query, parts) => {
    const plan = runs(query).split('\n');
    expect(plan.filter((step) => step === NEWEST)).toHaveLength(parts);
    expect(plan.filter((step) => /^(?:SCAN|SEARCH)/.test(step) && !/subquery|^SCAN r$/.test(step))).toHaveLength(parts);
  });

  test('the newest of very many experiments', () => {
    const experimentIds = Array.from({ length: 200 }, (_, id) => String(id));
    const plan = runs({ experimentIds });
    expect(plan).toContain('SEARCH r USING INDEX runs_by_start (lifecycle_stage=?)');
    expect(plan).not.toContain('TEMP B-TREE');
  });

  test('by status', () => {
    expect(runs({ filter: "status = 'RUNNING'" })).toBe(
      'SEARCH r USING COVERING INDEX runs_by_status (experiment_id=? AND lifecycle_stage=? AND status=?)',
    );
  });

  test('by name, and by how a name begins', () => {
    const tag = 'SEARCH t USING PRIMARY KEY (run_no=? AND key=?)';
    const inScope = 'SEARCH r USING COVERING INDEX runs_by_name (experiment_id=? AND lifecycle_stage=? AND ';
    expect(runs({ filter: "run_name = 'run-7'" })).toBe(`${inScope}run_name=?)\nCORRELATED SCALAR SUBQUERY 1\n${tag}`);
    expect(runs({ filter: "run_name LIKE 'run-7%'" })).toBe(
      `${inScope}run_name>? AND run_name<?)\nCORRELATED SCALAR SUBQUERY 1\n${tag}\nUSE TEMP B-TREE FOR ORDER BY`,
    );
  });

  test.each([["run_id IN ('r1', 'r2')"], ["run_id = 'r1'"]])('by id: %s', (filter) => {
    expect(runs({ filter })).toContain('SEARCH r USING INDEX sqlite_autoindex_runs_1 (run_id=?)');
  });

  test('below a run', () => {
    const plan = runs({ filter: "tags.mlflow.parentRunId = 'r1'" });
    expect(plan).toContain('SEARCH r USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan).toContain('SEARCH c USING COVERING INDEX child_runs (value=?)');
  });

  test('by a metric and a param, the best by the metric first', () => {
    const filter = "metrics.accuracy > 0.5 AND params.model_type = 'a'";
    expect(runs({ filter, orderBy: ['metrics.accuracy DESC'] })).toBe(
      `SEARCH o USING COVERING INDEX latest_metrics_by_value (key=? AND is_nan=? AND <expr>>?)
CORRELATED SCALAR SUBQUERY 1
SEARCH t USING PRIMARY KEY (run_no=? AND key=?)
SEARCH r USING INTEGER PRIMARY KEY (rowid=?)
USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY`,
    );
  });

  test.each([
    ["params.seed = '7'", ['SEARCH t USING PRIMARY KEY (run_no=? AND key=?)']],
    ["tags.team = 'a'", ['SEARCH t USING PRIMARY KEY (run_no=? AND key=?)']],
    ['metrics.accuracy > 0.5', ['SEARCH t USING PRIMARY KEY (run_no=? AND key=?)']],
    [
      "dataset.name = 'train'",
      ['SEARCH l USING PRIMARY KEY (run_no=?)', 'SEARCH d USING INTEGER PRIMARY KEY (rowid=?)'],
    ],
    ["dataset.context = 'eval'", ['SEARCH t USING PRIMARY KEY (run_no=?)']],
  ])('by %s, the newest first: looked up run by run until the page is full', (filter, lookUps) => {
    expect(runs({ filter })).toBe([NEWEST, 'CORRELATED SCALAR SUBQUERY 1', ...lookUps].join('\n'));
  });
});

test('The newest logged models of an experiment, those of a name and those of a run', () => {
  const models = (filter: string) => planOf(() => search.loggedModels({ experimentIds: ['0'], filter }));
  expect([models(''), models("name = 'a'"), models("source_run_id = 'r1'")]).toEqual([
    'SEARCH m USING COVERING INDEX logged_models_by_creation (experiment_id=? AND lifecycle_stage=?)',
    'SEARCH m USING COVERING INDEX logged_models_of_name (experiment_id=? AND lifecycle_stage=? AND name=?)',
    'SEARCH m USING INDEX logged_models_by_run (source_run_id=?)\nUSE TEMP B-TREE FOR ORDER BY',
  ]);
});

test('Versions of models by name, run and source, and the last changed', () => {
  const versions = (filter: string) => planOf(() => search.modelVersions({ filter })).split('\n')[0];
  expect([
    versions(''),
    versions("name = 'a'"),
    versions("run_id = 'r1'"),
    versions("run_id IN ('r1', 'r2')"),
    versions("source_path = 's'"),
  ]).toEqual([
    'SCAN v USING COVERING INDEX model_versions_by_change',
    'SEARCH v USING INDEX sqlite_autoindex_model_versions_1 (name=?)',
    'SEARCH v USING INDEX model_versions_by_run (run_id=?)',
    'SEARCH v USING INDEX model_versions_by_run (run_id=?)',
    'SEARCH v USING INDEX model_versions_by_source (source=?)',
  ]);
  expect(planOf(() => search.modelVersions({}))).toContain('SEARCH p USING COVERING INDEX prompt_versions (name=?)');
});

test('Registered models by name, and by how a name begins', () => {
  const models = (filter: string) => planOf(() => search.registeredModels({ filter })).split('\n')[0];
  expect([models(''), models("name = 'a'"), models("name LIKE 'a%'")]).toEqual([
    'SCAN m USING COVERING INDEX sqlite_autoindex_registered_models_1',
    'SEARCH m USING COVERING INDEX sqlite_autoindex_registered_models_1 (name=?)',
    'SEARCH m USING COVERING INDEX sqlite_autoindex_registered_models_1 (name>? AND name<?)',
  ]);
});
