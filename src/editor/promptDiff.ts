import * as vscode from 'vscode';
import { notFound } from '../model/errors.ts';
import type { RunRef } from '../model/runRef.ts';
import type { PromptDocuments, PromptRef } from './promptDocuments.ts';

/** A run with the name its tabs show. */
export interface NamedRun extends RunRef {
  readonly runName: string;
}

/** Opens prompts in VS Code's own diff editor: inline and word by word, by the defaults of the prompt language. */
export class PromptDiff {
  readonly #documents: PromptDocuments;

  constructor(documents: PromptDocuments) {
    this.#documents = documents;
  }

  /** One prompt of two runs. */
  async open(left: NamedRun, right: NamedRun, name: string): Promise<void> {
    const of = (run: NamedRun): vscode.Uri => this.#documents.ofRun({ run, name }, run.runName);
    await vscode.commands.executeCommand(
      'vscode.diff',
      of(left),
      of(right),
      `${left.runName} ↔ ${right.runName}: ${name}`,
    );
  }

  /** All prompts of two or more runs: one diff where there is one pair, else a multi-diff of each run against the one before. */
  async openAll(runs: readonly NamedRun[]): Promise<void> {
    const prompts = runs.map((run) => this.#documents.prompts(run).map(({ name }) => name));
    const names = [...new Set(prompts.flat())];
    if (names.length === 0)
      throw notFound(vscode.l10n.t('None of these runs has a prompt. Log one with log_param("prompt_template", ...).'));
    const [left, right] = runs;
    const [only] = names;
    if (
      runs.length === 2 &&
      names.length === 1 &&
      left &&
      right &&
      only &&
      prompts.every((list) => list.includes(only))
    ) {
      return this.open(left, right, only);
    }
    const uriOf = (run: NamedRun, index: number, name: string): vscode.Uri | undefined =>
      prompts[index]?.includes(name) ? this.#documents.ofRun({ run, name }, run.runName) : undefined;
    const changes = names.flatMap((name) => pairs(runs.map((run, index) => uriOf(run, index, name))));
    await vscode.commands.executeCommand('vscode.changes', title(runs), changes);
  }

  /** A text of the editor against a run's prompt. */
  async openAgainst(prompt: PromptRef, runName: string, text: string, label: string): Promise<void> {
    const left = this.#documents.ofRun(prompt, runName);
    const right = this.#documents.ofText(text, label);
    await vscode.commands.executeCommand('vscode.diff', left, right, `${runName} ↔ ${label}: ${prompt.name}`);
  }
}

type Change = readonly [label: vscode.Uri, original: vscode.Uri | undefined, modified: vscode.Uri | undefined];

function pairs(uris: readonly (vscode.Uri | undefined)[]): readonly Change[] {
  return uris.slice(1).flatMap((modified, index) => {
    const original = uris[index];
    const label = modified ?? original;
    return label ? [[label, original, modified] as const] : [];
  });
}

function title(runs: readonly NamedRun[]): string {
  return vscode.l10n.t('Prompts of {0}', runs.map((run) => run.runName).join(' → '));
}
