import assert from 'node:assert/strict';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { promptrail, workspaceFolder } from './extension.ts';

const entries = (list: readonly { readonly key: string; readonly value: unknown }[]): Record<string, unknown> =>
  Object.fromEntries(list.map(({ key, value }) => [key, value]));

describe('the API that other extensions get', () => {
  it('logs a run whole and reads it back', async () => {
    const api = await promptrail();
    assert.equal(api.version, 1);
    const run = api.tracking(workspaceFolder().uri).startRun({ runName: 'nightly', tags: { team: 'nlp' } });
    run.logParams({ prompt_template: 'Translate: {text}', temperature: 0.2 });
    run.logMetric('bleu', 0.5, { step: 0 });
    run.logMetric('bleu', 0.75, { step: 1 });
    await run.logText('hello', 'notes/hello.txt');
    run.end();

    const { info, params, metrics, tags } = api.tracking().getRun(run.runId).run;
    assert.deepEqual(
      { name: info.runName, status: info.status, params: entries(params), metrics: entries(metrics) },
      {
        name: 'nightly',
        status: 'FINISHED',
        params: { prompt_template: 'Translate: {text}', temperature: '0.2' },
        metrics: { bleu: 0.75 },
      },
    );
    assert.equal(entries(tags)['team'], 'nlp');
    const files = await vscode.workspace.findFiles(
      new vscode.RelativePattern(workspaceFolder(), `.promptrail/artifacts/*/${run.runId}/**`),
      null,
    );
    assert.deepEqual(
      files.map(({ fsPath }) => basename(fsPath)),
      ['hello.txt'],
    );
  });

  it('answers mistakes with errors that carry a code', async () => {
    const api = await promptrail();
    const run = api.tracking().startRun({ runName: 'mistakes' });
    run.logParam('model', 'a');
    const codeOf = (work: () => unknown): unknown => {
      try {
        work();
        return 'no error';
      } catch (error) {
        return error instanceof Error && error.name === 'UserError' && 'code' in error ? error.code : error;
      }
    };
    assert.deepEqual(
      {
        'a param with another value': codeOf(() => run.logParam('model', 'b')),
        'a key that is a path': codeOf(() => run.logParam('../up', 'x')),
        'a metric that is no number': codeOf(() => run.logMetric('loss', 'low' as unknown as number)),
        'a run that is not there': codeOf(() => api.tracking().getRun('f'.repeat(32))),
        'a folder that is not open': codeOf(() => api.tracking(vscode.Uri.file('/not/open'))),
      },
      {
        'a param with another value': 'INVALID_PARAMETER_VALUE',
        'a key that is a path': 'INVALID_PARAMETER_VALUE',
        'a metric that is no number': 'INVALID_PARAMETER_VALUE',
        'a run that is not there': 'RESOURCE_DOES_NOT_EXIST',
        'a folder that is not open': 'RESOURCE_DOES_NOT_EXIST',
      },
    );
    run.end('FAILED');
  });
});
