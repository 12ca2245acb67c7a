import { expect, test } from 'vitest';
import { tagProblem } from '../../../../webview/params/tagProblem.ts';

test('a new tag must not be there already, nor be one of MLflow’s own', () => {
  expect(tagProblem('stage', ['team'])).toBeUndefined();
  expect(tagProblem('team', ['team'])).toBe('There is a tag of that name: edit its value above.');
  expect(tagProblem('mlflow.user', [])).toBe('Tags that begin with mlflow. are MLflow’s own.');
});
