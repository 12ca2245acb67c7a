import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { workspaceFolder } from './extension.ts';
import { until } from './until.ts';

export type Environment = Readonly<Record<string, string>>;

// Renamed into place, so that nobody reads half of it.
const SOURCE = `
const { renameSync, writeFileSync } = require('node:fs');
const [, , target] = process.argv;
writeFileSync(target + '.part', JSON.stringify(process.env));
renameSync(target + '.part', target);
`;

/** A Node program that notes the environment it was started with, and the ways a person starts one. */
export class NotingProgram {
  readonly #folder: string;
  #runs = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async create(): Promise<NotingProgram> {
    const folder = await mkdtemp(path.join(tmpdir(), 'promptrail-programs-'));
    await writeFile(path.join(folder, 'note.cjs'), SOURCE);
    return new NotingProgram(folder);
  }

  async remove(): Promise<void> {
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await rm(this.#folder, { recursive: true, force: true });
  }

  asShellTask(): Promise<Environment> {
    return this.#run((program, target) => runTask(new vscode.ShellExecution('node', [program, target])));
  }

  asProcessTask(): Promise<Environment> {
    return this.#run((program, target) => runTask(new vscode.ProcessExecution('node', [program, target])));
  }

  inTerminal(): Promise<Environment> {
    let terminal: vscode.Terminal | undefined;
    return this.#run(async (program, target) => {
      terminal = vscode.window.createTerminal({ name: 'noting' });
      terminal.sendText(`node "${program}" "${target}"`);
    }).finally(() => terminal?.dispose());
  }

  inDebugger(configuration: Readonly<Record<string, unknown>>): Promise<Environment> {
    return this.#run(async (program, target) => {
      const launch = { type: 'node', request: 'launch', name: 'noting', program, args: [target] };
      assert.ok(await vscode.debug.startDebugging(workspaceFolder(), { ...launch, ...configuration }));
    });
  }

  /** A file beside the program, with this text; returns its path. */
  async file(name: string, text: string): Promise<string> {
    const file = path.join(this.#folder, name);
    await writeFile(file, text);
    return file;
  }

  async #run(start: (program: string, target: string) => Promise<void>): Promise<Environment> {
    const target = path.join(this.#folder, `${this.#runs++}.json`);
    await start(path.join(this.#folder, 'note.cjs'), target);
    return until('the program noted its environment', async () => {
      const text = await readFile(target, 'utf8').catch(() => undefined);
      return text === undefined ? undefined : (JSON.parse(text) as Environment);
    });
  }
}

/** Runs a task to its end: one that still runs when it is started again makes VS Code ask what to do. */
async function runTask(execution: vscode.ShellExecution | vscode.ProcessExecution): Promise<void> {
  const task = new vscode.Task({ type: 'noting' }, vscode.TaskScope.Workspace, 'noting', 'test', execution);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Never, close: true };
  const ended = new Promise<void>((resolve) => {
    const listener = vscode.tasks.onDidEndTask(({ execution: { task: it } }) => {
      if (it.name !== task.name) return;
      listener.dispose();
      resolve();
    });
  });
  await vscode.tasks.executeTask(task);
  await ended;
}
