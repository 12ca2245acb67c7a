import { expect, test } from 'vitest';
import { subjectRef } from '../../../src/model/subjectRef.ts';

test('every kind of column has a name for the command line', () => {
  const folder = 'file:///ws';
  expect([
    subjectRef({ kind: 'run', folder, runId: '0af3' }),
    subjectRef({ kind: 'loggedVersion', folder, name: 'sentiment', version: 2 }),
    subjectRef({ kind: 'modelVersion', folder, name: 'a b', version: '3' }),
    subjectRef({ kind: 'promptVersion', folder, name: 'greeting', version: '1' }),
  ]).toEqual(['0af3', 'logged:/sentiment/2', 'models:/a b/3', 'prompts:/greeting/1']);
});
