import { expect, test } from 'vitest';
import { compare } from '../../../../src/compare/compare.ts';
import type { ArtifactRow } from '../../../../src/compare/comparison.ts';
import { runSubject } from '../../../../src/model/subject.ts';
import { canDiff, fileContext, pathIn } from '../../../../webview/artifacts/files.ts';
import { buildFile, buildSnapshot } from '../../../fixtures/build.ts';

const SUBJECTS = ['a', 'b'].map((letter) => runSubject({ folder: 'file:///w', runId: letter.repeat(32) }));

function rowsOf(): readonly ArtifactRow[] {
  const left = [
    buildFile('same.txt', '1'),
    buildFile('changed.txt', '1'),
    buildFile('old.txt', 'moved'),
    buildFile('gone.txt', 'g'),
  ];
  const right = [
    buildFile('same.txt', '1'),
    buildFile('changed.txt', '22'),
    buildFile('new.txt', 'moved'),
    buildFile('more.txt', 'm'),
  ];
  return compare([buildSnapshot({ artifacts: left }), buildSnapshot({ artifacts: right })]).artifacts.items;
}

test('files that both columns have, with other contents, can be diffed', () => {
  const diffable = rowsOf().filter((row) => canDiff(row, 1));
  expect(diffable.map(({ path }) => path)).toEqual(['changed.txt']);
});

test('a renamed file is opened under the path it has in each column', () => {
  const row = rowsOf().find(({ path }) => path === 'new.txt');
  expect(row && [pathIn(row, 0), pathIn(row, 1)]).toEqual(['old.txt', 'new.txt']);
});

test('the context menu of a file knows what it stands against, and there is none where the file is missing', () => {
  const row = rowsOf().find(({ path }) => path === 'changed.txt');
  const gone = rowsOf().find(({ path }) => path === 'gone.txt');
  expect(row && JSON.parse(fileContext(row, 1, SUBJECTS) ?? '')).toEqual({
    webviewSection: 'artifactRow',
    subject: SUBJECTS[1],
    subjectKind: 'run',
    path: 'changed.txt',
    baseline: SUBJECTS[0],
    baselinePath: 'changed.txt',
    preventDefaultContextMenuItems: true,
  });
  expect(gone && fileContext(gone, 1, SUBJECTS)).toBeUndefined();
});
