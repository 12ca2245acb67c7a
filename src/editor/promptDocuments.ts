import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { PROMPT_EXTENSION } from '../contributions.ts';
import type { Folders } from '../folders/folders.ts';
import type { RunRef } from '../model/runRef.ts';
import type { PromptText } from '../model/snapshot.ts';
import { readPrompts } from '../store/snapshot.ts';

/** The scheme of read-only prompt texts. */
export const PROMPT_SCHEME = 'promptrail';

/** Names one prompt of one run. */
export interface PromptRef {
  readonly run: RunRef;
  readonly name: string;
}

/**
 * Prompt texts as read-only documents. A run's prompt never changes, so its document is named by what it is of and is
 * found again after a reload; a text from the editor is named by its content and lives as long as the window.
 */
export class PromptDocuments implements vscode.TextDocumentContentProvider {
  readonly #folders: Folders;
  readonly #texts = new Map<string, string>();

  constructor(folders: Folders) {
    this.#folders = folders;
  }

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(PROMPT_SCHEME, this);
  }

  /** The document of a run's prompt; `label` is what its tab shows. */
  ofRun(prompt: PromptRef, label: string): vscode.Uri {
    return promptUri(`${label} · ${prompt.name}`, {
      folder: prompt.run.folder,
      run: prompt.run.runId,
      name: prompt.name,
    });
  }

  /** A document that holds this text as it is now. */
  ofText(text: string, label: string): vscode.Uri {
    const hash = createHash('sha256').update(text).digest('hex');
    this.#texts.set(hash, text);
    return promptUri(label, { hash });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const query = new URLSearchParams(uri.query);
    const hash = query.get('hash');
    if (hash !== null) {
      return (
        this.#texts.get(hash) ?? vscode.l10n.t('This text was not kept: it came from an editor of an earlier window.')
      );
    }
    const prompts = this.prompts({ folder: query.get('folder') ?? '', runId: query.get('run') ?? '' });
    const prompt = prompts.find(({ name }) => name === query.get('name'));
    return prompt?.text ?? vscode.l10n.t('The run store does not hold this prompt any more.');
  }

  /** The prompts of a run; empty when the run is gone or has none. */
  prompts(ref: RunRef): readonly PromptText[] {
    const store = this.#folders.get(ref.folder)?.store.current;
    return store ? readPrompts(store, ref.runId) : [];
  }
}

function promptUri(label: string, query: Readonly<Record<string, string>>): vscode.Uri {
  // A slash in a name would make folders of the tab's label.
  const path = `/${label.replaceAll('/', '∕')}${PROMPT_EXTENSION}`;
  return vscode.Uri.from({ scheme: PROMPT_SCHEME, path, query: new URLSearchParams(query).toString() });
}
