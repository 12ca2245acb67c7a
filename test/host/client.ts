import assert from 'node:assert/strict';
import { parseEnv } from 'node:util';
import * as vscode from 'vscode';
import { attended } from './attended.ts';

/** What Copy Tracking Environment leaves in the clipboard for one of its formats. */
export async function copiedEnvironment(format: string): Promise<string> {
  const { messages } = await attended(() => vscode.commands.executeCommand('promptrail.copyTrackingEnvironment'), {
    answers: [{ choose: format }],
  });
  assert.deepEqual(messages, []);
  return vscode.env.clipboard.readText();
}

/** A program outside of VS Code that talks to the folder's tracking server as MLflow's clients do. */
export class Client {
  readonly uri: string;
  readonly #authorization: string | undefined;

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    const {
      MLFLOW_TRACKING_URI: uri,
      MLFLOW_TRACKING_USERNAME: user,
      MLFLOW_TRACKING_PASSWORD: password,
    } = environment;
    assert.ok(uri, 'the environment names a tracking server');
    this.uri = uri;
    this.#authorization = user && `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  }

  /** A client with the environment a user pastes. */
  static async connect(): Promise<Client> {
    return new Client(parseEnv(await copiedEnvironment('.env')));
  }

  async send(path: string, body?: unknown): Promise<{ readonly status: number; readonly body: unknown }> {
    const response = await fetch(`${this.uri}/api/2.0/mlflow/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(this.#authorization ? { Authorization: this.#authorization } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  /** The answer's body; fails for anything but 200. */
  async ask<T>(path: string, body?: unknown): Promise<T> {
    const answer = await this.send(path, body);
    assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }

  /** A finished run with these params; returns its id. */
  async logRun(runName: string, params: Readonly<Record<string, string>> = {}): Promise<string> {
    const created = await this.ask<{ readonly run: { readonly info: { readonly run_id: string } } }>('runs/create', {
      experiment_id: '0',
      run_name: runName,
      start_time: Date.now(),
    });
    const { run_id } = created.run.info;
    const list = Object.entries(params).map(([key, value]) => ({ key, value }));
    await this.ask('runs/log-batch', { run_id, params: list });
    await this.ask('runs/update', { run_id, status: 'FINISHED', end_time: Date.now() });
    return run_id;
  }
}
