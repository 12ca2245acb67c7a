import { expect, it } from 'vitest';
import type { ModelRow } from '../../../../src/compare/comparison.ts';
import { alignModels, compareModels } from '../../../../src/compare/models/models.ts';
import { DEFAULT_EFFORT } from '../../../../src/compare/texts/textDiff.ts';
import { buildModel, buildSnapshot, type ModelSpec } from '../../../fixtures/build.ts';

const rowsOf = (...columns: (readonly ModelSpec[])[]): readonly ModelRow[] =>
  compareModels(
    alignModels(columns.map((models) => buildSnapshot({ models: models.map((spec) => buildModel(spec)) }))),
    DEFAULT_EFFORT,
  ).items;

const drawDetails = (row: ModelRow | undefined): string[] =>
  (row?.details ?? []).map(
    ({ label, cells, differs }) => `${differs ? '*' : ' '} ${label}: ${cells.map(({ text }) => text).join(' | ')}`,
  );

const V1: ModelSpec = {
  description: { pythonVersion: '3.11.9', mlflowVersion: '3.16.0' },
  parts: {
    flavors: [
      {
        name: 'python_function',
        config:
          '{"loader_module":"mlflow.sklearn","env":{"conda":"conda.yaml"},"config":{"k":1},"python_version":"3.11.9","code":null}',
      },
      { name: 'sklearn', config: '{"sklearn_version":"1.5.0","config":"own"}' },
    ],
    modelConfig: '{"k":1,"prompt":"a"}',
    codePaths: ['b.py', 'a.py'],
  },
};

it('a model is told by its flavors and all their settings, its config, its code and its versions', () => {
  const [row] = rowsOf(
    [V1],
    [
      {
        version: 2,
        registered: [{ name: 'best', version: '3', aliases: ['champion'] }],
        description: { pythonVersion: '3.12.3', mlflowVersion: '3.16.0' },
        parts: {
          flavors: [
            { name: 'python_function', config: '{"env":{"conda":"other.yaml"},"loader_module":"mlflow.pyfunc.model"}' },
            { name: 'langchain', config: '[]' },
          ],
          modelConfig: '{"k":2,"prompt":"a"}',
          codePaths: ['b.py'],
        },
      },
    ],
  );
  expect(drawDetails(row)).toEqual([
    '* Flavors: python_function, sklearn | langchain, python_function',
    '  MLflow: 3.16.0 | 3.16.0',
    '* Python: 3.11.9 | 3.12.3',
    '* Code paths: b.py, a.py | b.py',
    '* Model config: {"k":1,"prompt":"a"} | {"k":2,"prompt":"a"}',
    '* python_function.loader_module: mlflow.sklearn | mlflow.pyfunc.model',
    '* python_function.env: {"conda":"conda.yaml"} | {"conda":"other.yaml"}',
    '* sklearn.sklearn_version: 1.5.0 | ',
    '* sklearn.config: own | ',
  ]);
  expect(row?.details[4]?.cells[1]?.inside).toEqual([{ path: 'k', before: '1', after: '2', change: 'changed' }]);
  expect(row?.cells[1]).toMatchObject({ version: 2, registered: ['best v3 @champion'], change: 'changed' });
  expect(new Set(row?.details.map(({ key }) => key)).size).toBe(row?.details.length);
});

it('a model does not differ by its number, its id, and what was registered of it', () => {
  const again = { ...V1, version: 7, modelId: 'm-1', registered: [{ name: 'r', version: '1', aliases: [] }] };
  expect(rowsOf([V1], [again]).map((row) => row.differs)).toEqual([false]);
});

it('a model that is not there has nothing, and one whose files are gone what was noted of them', () => {
  const [row] = rowsOf([{ parts: null }], [], [{ parts: null, description: null }]);
  expect(row?.cells.map(({ present, change }) => [present, change])).toEqual([
    [true, 'same'],
    [false, 'removed'],
    [true, 'changed'],
  ]);
  expect(drawDetails(row)).toEqual([
    '* Flavors: python_function |  | ',
    '* MLflow: 3.17.2 |  | ',
    '* Python: 3.12.3 |  | ',
  ]);
});

it('models of one name stand in rows of their own, the last ones together', () => {
  const rows = rowsOf([{ version: 1 }, { version: 2 }], [{ version: 3 }]);
  expect(rows.map(({ key, cells }) => [key, ...cells.map(({ version }) => version)])).toEqual([
    ['sentiment_analyzer (2)', 1, null],
    ['sentiment_analyzer', 2, 3],
  ]);
});

it('where the code and files of a model were on the machine that logged it is none of its settings', () => {
  const logged = (folder: string, source: string): ModelSpec => ({
    parts: {
      flavors: [
        {
          name: 'python_function',
          config: JSON.stringify({
            model_code_path: `${folder}agent.py`,
            artifacts: {
              words: { path: 'artifacts/words.txt', uri: `${folder}words.txt` },
              weights: { path: 'artifacts/weights.bin', uri: source },
            },
          }),
        },
      ],
    },
  });
  const [row, ...others] = rowsOf(
    [logged('/home/ada/v1/', 's3://models/1')],
    [logged('C:\\work\\', 's3://models/1')],
    [logged('file:///tmp/', 's3://models/2')],
  );
  expect(others).toEqual([]);
  expect(row?.cells.map(({ change }) => change)).toEqual(['same', 'same', 'changed']);
  expect(drawDetails(row).filter((line) => /code_path|artifacts/.test(line))).toEqual([
    '  python_function.model_code_path: agent.py | agent.py | agent.py',
    [
      '* python_function.artifacts: ',
      ['1', '1', '2']
        .map((version) =>
          JSON.stringify({
            words: { path: 'artifacts/words.txt' },
            weights: { path: 'artifacts/weights.bin', uri: `s3://models/${version}` },
          }),
        )
        .join(' | '),
    ].join(''),
  ]);
});
