import { int64 } from '../model/json.ts';
import type { DatasetInput, ModelOutput, Run, Tag } from '../model/run.ts';
import type { Database } from './database.ts';
import { byRun, idList } from './rows.ts';

interface DatasetRow {
  readonly run_no: bigint;
  readonly name: string;
  readonly digest: string;
  readonly source_type: string;
  readonly source: string;
  readonly schema: string | null;
  readonly profile: string | null;
  readonly tags: string;
}

interface ModelRow {
  readonly run_no: bigint;
  readonly model_id: string;
  readonly step: bigint;
}

type RunNo = number | bigint;

/** What runs used and made: datasets, models in, models out. */
export class Datasets {
  readonly #ofRuns;
  readonly #modelInputs;
  readonly #modelOutputs;
  readonly #insertDataset;
  readonly #link;
  readonly #setTag;
  readonly #addModelInput;
  readonly #addModelOutput;

  constructor(db: Database) {
    this.#ofRuns = db.prepareExact<DatasetRow>(
      `SELECT l.run_no, d.*, (SELECT json_group_array(json_object('key', t.key, 'value', t.value)) FROM run_dataset_tags t
         WHERE t.run_no = l.run_no AND t.dataset_no = l.dataset_no) AS tags
       FROM json_each(?) n JOIN run_datasets l ON l.run_no = n.value JOIN datasets d USING (dataset_no)
       ORDER BY l.run_no, d.dataset_no`,
    );
    this.#modelInputs = db.prepareExact<ModelRow>(
      'SELECT t.*, 0 AS step FROM json_each(?) n JOIN run_model_inputs t ON t.run_no = n.value',
    );
    this.#modelOutputs = db.prepareExact<ModelRow>(
      'SELECT t.* FROM json_each(?) n JOIN run_model_outputs t ON t.run_no = n.value',
    );
    this.#insertDataset = db.prepare<{ dataset_no: number }>(
      `INSERT INTO datasets (experiment_id, name, digest, source_type, source, schema, profile) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET name = excluded.name RETURNING dataset_no`,
    );
    this.#link = db.prepare('INSERT OR IGNORE INTO run_datasets VALUES (?, ?)');
    this.#setTag = db.prepare('INSERT OR REPLACE INTO run_dataset_tags VALUES (?, ?, ?, ?)');
    this.#addModelInput = db.prepare('INSERT OR IGNORE INTO run_model_inputs VALUES (?, ?)');
    this.#addModelOutput = db.prepare('INSERT OR IGNORE INTO run_model_outputs VALUES (?, ?, ?)');
  }

  read(numbers: readonly RunNo[]): (runNo: bigint) => Pick<Run, 'datasetInputs' | 'modelInputs' | 'modelOutputs'> {
    const list = idList(numbers);
    const datasets = byRun(this.#ofRuns.all(list), toInput);
    const inputs = byRun(this.#modelInputs.all(list), (row) => row.model_id);
    const outputs = byRun(this.#modelOutputs.all(list), toOutput);
    return (runNo) => ({ datasetInputs: datasets(runNo), modelInputs: inputs(runNo), modelOutputs: outputs(runNo) });
  }

  /** Adds datasets to a run. A dataset is one per (name, digest) in its experiment; the first one logged stays. */
  addDatasets(runNo: RunNo, experimentId: RunNo, inputs: readonly DatasetInput[]): void {
    for (const { dataset: d, tags } of inputs) {
      const row = [experimentId, d.name, d.digest, d.sourceType, d.source, d.schema, d.profile];
      const number = this.#insertDataset.get(...row)?.dataset_no;
      // What a run used once it used: the tags of the first call stay, as in MLflow.
      if (this.#link.run(runNo, number).changes === 0) continue;
      for (const tag of tags) this.#setTag.run(runNo, number, tag.key, tag.value);
    }
  }

  addModelInputs(runNo: RunNo, modelIds: readonly string[]): void {
    for (const modelId of modelIds) this.#addModelInput.run(runNo, modelId);
  }

  addModelOutputs(runNo: RunNo, outputs: readonly ModelOutput[]): void {
    for (const { modelId, step } of outputs) this.#addModelOutput.run(runNo, modelId, step);
  }
}

function toInput(row: DatasetRow): DatasetInput {
  const { name, digest, source_type: sourceType, source, schema, profile } = row;
  return { dataset: { name, digest, sourceType, source, schema, profile }, tags: JSON.parse(row.tags) as Tag[] };
}

const toOutput = (row: ModelRow): ModelOutput => ({ modelId: row.model_id, step: int64(row.step) });
