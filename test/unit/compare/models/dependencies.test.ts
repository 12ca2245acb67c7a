import { describe, expect, it } from 'vitest';
import { alignModels } from '../../../../src/compare/models/models.ts';
import { compareDependencies } from '../../../../src/compare/models/dependencies.ts';
import type { DependencyRow } from '../../../../src/compare/comparison.ts';
import { comparePackageVersions, parsePackageVersion } from '../../../../src/compare/models/packageVersion.ts';
import type { DependencyLine } from '../../../../src/model/snapshot.ts';
import { buildModel, buildSnapshot, type ModelSpec, pipLine } from '../../../fixtures/build.ts';

const rowsOf = (...models: (ModelSpec | null)[]): readonly DependencyRow[] => {
  const snapshots = models.map((model) => buildSnapshot({ models: model ? [buildModel(model)] : [] }));
  return compareDependencies(alignModels(snapshots)).models.flatMap((model) => model.items);
};

const withLines = (dependencies: readonly DependencyLine[]): ModelSpec => ({
  description: { pythonVersion: null },
  parts: { dependencies },
});

/** `name: from → to, change kind direction` of the rows that differ, and `name: text` of the others. */
const drawRow = ({ name, cells: [base, here] }: DependencyRow): string =>
  here?.change === 'same'
    ? `${name}: ${here.text}`
    : `${name}: ${base?.specifier} → ${here?.specifier}, ${[here?.change, here?.kind, here?.direction].filter(Boolean).join(' ')}`;

const pip = (before: string, after: string): string =>
  rowsOf(withLines([pipLine(before)]), withLines([pipLine(after)]))
    .map(drawRow)
    .join('\n');

describe('what a model requires', () => {
  it.each([
    ['a==1.2.3', 'a==2.0.0', 'major up'],
    ['a==2.0.0', 'a==1.9', 'major down'],
    ['a==1.2', 'a==1.3.1', 'minor up'],
    ['a==1', 'a==1.0.1', 'patch up'],
    ['a==1.2.3', 'a==1.2.3.post1', 'patch up'],
    ['a==1.2.3rc1', 'a==1.2.3', 'patch up'],
    ['a==1.2.3', 'a==1.2.3.dev4', 'patch down'],
    ['a==2.1.0+cu118', 'a==2.1.0+cu121', 'patch up'],
    ['a==2024.1', 'a==1!1.0', 'major up'],
    ['a>=1', 'a==1.5', 'pinned'],
    ['a', 'a===1.5', 'pinned'],
    ['a==1.5', 'a', 'unpinned'],
    ['a==1.5', 'a==1.*', 'unpinned'],
    ['a>=1', 'a>=2', 'other'],
    ['a==1.5', 'a[extra]==1.5', 'other'],
    ['a[extra]==1.5', 'a[extra]==1.6', 'minor up'],
    ['a==1.5', 'a==1.5; python_version < "3.9"', 'other'],
    ['a==1.5', 'a @ https://example.com/a-1.5.whl', 'unpinned'],
    ['a==nightly', 'a==stable', 'other'],
  ])('changes from %s to %s: %s', (before, after, kind) => {
    expect(pip(before, after)).toBe(`a: ${before.slice(1).trim()} → ${after.slice(1).trim()}, changed ${kind}`);
  });

  it.each([
    ['a == 1.5', 'a==1.5'],
    ['a==1.5', 'a==1.5.0'],
    ['A_b.c==1', 'a-b-c==1'],
    ['a>=1,<2', 'a <2, >=1'],
    ['a==1.0+CU118', 'a==1.0+cu118'],
    ['a (==1.5)', 'a==1.5'],
    ['a==1.5 --hash=sha256:aa', 'a==1.5 --hash=sha256:bb'],
  ])('is the same however it is written: %s and %s', (before, after) => {
    expect(rowsOf(withLines([pipLine(before)]), withLines([pipLine(after)]))[0]?.differs).toBe(false);
  });

  it('is one table of all files of a model, Python first, lines that name no package as they are', () => {
    const conda = (line: string): DependencyLine => ({ file: 'conda.yaml', manager: 'conda', line });
    const before = withLines([
      pipLine('scikit-learn==1.5.0'),
      pipLine('torch==2.1; sys_platform == "linux"'),
      pipLine('torch==2.2; sys_platform == "darwin"'),
      pipLine('--extra-index-url https://example.com'),
      pipLine('old'),
      { file: 'conda.yaml', manager: 'python', line: '3.11.9' },
      conda('pip<=24.0'),
      conda('numpy=1.26.4'),
      conda('conda-forge::blas 1.0'),
      { file: 'conda.yaml', manager: 'pip', line: 'scikit-learn==1.5.0' },
      { file: 'python_env.yaml', manager: 'python', line: '3.11.9' },
      { file: 'python_env.yaml', manager: 'pip', line: 'setuptools==70' },
    ]);
    const after = withLines([
      pipLine('scikit_learn==1.6.0'),
      pipLine('torch==2.2'),
      pipLine('numpy==1.26.4'),
      pipLine('--extra-index-url https://example.com'),
      pipLine('git+https://example.com/x'),
      { file: 'python_env.yaml', manager: 'python', line: '3.12' },
      { file: 'conda.yaml', manager: 'conda', line: 'blas=1.0=mkl' },
    ]);
    const rows = rowsOf(before, after);
    expect(rows.map(drawRow)).toEqual([
      'python: ==3.11.9 → ==3.12, changed minor up',
      '--extra-index-url https://example.com: --extra-index-url https://example.com',
      'blas: 1.0 → =1.0=mkl, changed other',
      'git+https://example.com/x: null → , added',
      'numpy: numpy==1.26.4',
      'old:  → null, removed',
      'pip: <=24.0 → null, removed',
      'scikit-learn: ==1.5.0 → ==1.6.0, changed minor up',
      'setuptools: ==70 → null, removed',
      'torch: ==2.1; sys_platform == "linux"\n==2.2; sys_platform == "darwin" → ==2.2, changed pinned',
    ]);
    expect(rows.map(({ cells }) => cells[0]?.files.join(' + '))).toEqual([
      'conda.yaml + python_env.yaml',
      'requirements.txt',
      'conda.yaml',
      '',
      'conda.yaml',
      'requirements.txt',
      'conda.yaml',
      'requirements.txt + conda.yaml',
      'python_env.yaml',
      'requirements.txt',
    ]);
  });

  it('is what was noted of it where the files are not to be had', () => {
    const rows = rowsOf({ description: { requirements: ['a==1'], pythonVersion: '3.11.9' } }, null);
    expect(rows.map(drawRow)).toEqual(['python: ==3.11.9 → null, removed', 'a: ==1 → null, removed']);
    expect(rowsOf({ description: null }, null)).toEqual([]);
  });
});

it('orders versions as pip does', () => {
  const ordered =
    '0.9 1.0.dev1 1.0a1.dev1 1.0a1 1.0a2 1.0b1 1.0rc1 1.0 1.0+abc 1.0+5 1.0.post1.dev1 1.0.post1 1.0.1 1.1 1.10 2 1!0.1'.split(
      ' ',
    );
  const sorted = ordered.toReversed().sort((a, b) => {
    const [left, right] = [parsePackageVersion(a), parsePackageVersion(b)];
    return left && right ? comparePackageVersions(left, right) : NaN;
  });
  expect(sorted).toEqual(ordered);
  expect(['1.x', '', 'py312_0', 'latest'].map(parsePackageVersion)).toEqual([null, null, null, null]);
});
