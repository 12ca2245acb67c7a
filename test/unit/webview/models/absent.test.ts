import { expect, test } from 'vitest';
import { compare } from '../../../../src/compare/compare.ts';
import { isAbsent, quietWhereAbsent } from '../../../../webview/models/absent.ts';
import { buildSnapshot } from '../../../fixtures/build.ts';
import { supportV1, supportV2 } from '../../../fixtures/rich.ts';

test('the parts of a model have no marks in a column that has no such model', () => {
  const { models } = compare([supportV1(), supportV2(), buildSnapshot({})]);
  const model = models.items.find(({ key }) => key === 'support');
  if (model === undefined) throw new Error('The fixtures have no model support.');
  const detail = model.details.find(({ differs }) => differs);
  expect(detail?.cells.map(({ change }) => change)).toEqual(['same', 'changed', 'removed']);
  expect(quietWhereAbsent(detail?.cells ?? [], model).map(({ change }) => change)).toEqual(['same', 'changed', 'same']);
  expect([0, 1, 2].map((column) => isAbsent(model, column))).toEqual([false, false, true]);
});
