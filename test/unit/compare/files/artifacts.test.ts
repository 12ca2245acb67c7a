import { describe, expect, it } from 'vitest';
import { artifactKind } from '../../../../src/compare/files/artifactKind.ts';
import { compareArtifacts } from '../../../../src/compare/files/artifacts.ts';
import type { ArtifactSection } from '../../../../src/compare/comparison.ts';
import type { ArtifactFile } from '../../../../src/model/snapshot.ts';
import { buildFile, buildSnapshot } from '../../../fixtures/build.ts';

interface Listed {
  readonly files: readonly ArtifactFile[];
  readonly truncated?: boolean;
  readonly runId?: string;
}

const compareFiles = (...columns: readonly Listed[]): ArtifactSection =>
  compareArtifacts(
    columns.map(({ files, truncated = false, runId }, index) =>
      buildSnapshot({ info: { runId: runId ?? `run ${index}` }, artifacts: files, artifactsTruncated: truncated }),
    ),
  );

/** A column out of `path content` texts. */
const files = (...named: readonly string[]): Listed => ({
  files: named.map((text) => {
    const [path = '', content = ''] = text.split(' ');
    return buildFile(path, content);
  }),
});

const draw = ({ items }: ArtifactSection): string[] =>
  items.map(({ path, cells, differs }) =>
    [
      `${differs ? '*' : ' '} ${path}:`,
      cells
        .map(({ change, renamedFrom, sizeText, sizeDeltaText }) =>
          [change, renamedFrom && `(${renamedFrom})`, sizeText, sizeDeltaText].filter(Boolean).join(' '),
        )
        .join(' | '),
    ].join(' '),
  );

describe('files', () => {
  it('are told apart by their content, with what they gained or lost in size', () => {
    const base = files('a same', 'b old!', 'c longer', 'gone x');
    expect(draw(compareFiles(base, files('a same', 'b new!', 'c long', 'more y')))).toEqual([
      '  a: same 4 B | same 4 B',
      '* b: same 4 B | changed 4 B',
      '* c: same 6 B | changed 4 B −2 B',
      '* gone: same 1 B | removed',
      '* more: same | added 1 B',
    ]);
  });

  it('that were not hashed are not known to be equal, but in two looks at one run', () => {
    const big = [{ path: 'big', size: 5, sha256: null }];
    expect(draw(compareFiles({ files: big }, { files: big }))).toEqual(['* big: same 5 B | unknown 5 B']);
    expect(draw(compareFiles({ files: big, runId: 'r' }, { files: big, runId: 'r' }))).toEqual([
      '  big: same 5 B | same 5 B',
    ]);
  });

  it('that are not on a list that was cut may be there', () => {
    const base = files('a x', 'b y');
    expect(draw(compareFiles(base, { ...files('a x', 'c y'), truncated: true }))).toEqual([
      '  a: same 1 B | same 1 B',
      '* b: same 1 B | unknown',
      '* c: same | added 1 B',
    ]);
  });

  it('are the same file under another name, where that is beyond doubt', () => {
    expect(draw(compareFiles(files('old/a one', 'b two'), files('new/a one', 'b two')))).toEqual([
      '  b: same 3 B | same 3 B',
      '* new/a: same (old/a) 3 B | renamed 3 B',
    ]);
    const doubtful = compareFiles(files('a one', 'b one', 'empty '), files('c one', 'nothing '));
    expect(doubtful.items.map(({ path, cells }) => `${path} ${cells[1]?.change}`)).toEqual([
      'a removed',
      'b removed',
      'c added',
      'empty removed',
      'nothing added',
    ]);
  });

  it('stand in one row under all their names, the newest of which is the row’s', () => {
    const four = compareFiles(files('a one'), files('b one'), files('a one'), files(), files('c one'));
    expect(draw(four)).toEqual(['* c: same (a) 3 B | renamed (b) 3 B | same (a) 3 B | removed | renamed 3 B']);
  });

  it('are not one where a column has both names, or two files went to one', () => {
    const both = compareFiles(files('a one'), files('b one'), files('a one', 'b two'));
    expect(both.items.map(({ path, cells }) => [path, ...cells.map(({ change }) => change)].join(' '))).toEqual([
      'a same removed same',
      'b same added added',
    ]);
    const crossed = compareFiles(files('a one', 'x two'), files('b one', 'x two'), files('a one', 'b two'));
    expect(crossed.items.map(({ path, cells }) => [path, ...cells.map(({ change }) => change)].join(' '))).toEqual([
      'a same removed same',
      'b same added added',
      'x same same removed',
    ]);
  });

  it.each([
    ['model/MLmodel', 'text'],
    ['Prompt.MD', 'text'],
    ['a.b/chart.PNG', 'image'],
    ['analysis.ipynb', 'notebook'],
    ['model.pkl', 'other'],
    ['a.txt/data', 'other'],
  ])('are shown by their name: %s as %s', (path, kind) => {
    expect(artifactKind(path)).toBe(kind);
  });
});
