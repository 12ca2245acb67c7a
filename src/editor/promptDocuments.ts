import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { PROMPT_EXTENSION } from '../contributions.ts';
import type { Folders } from '../folders/folders.ts';
import { oneLine } from '../model/oneLine.ts';
import type { PromptText } from '../model/snapshot.ts';
import type { Subject } from '../model/subject.ts';
import { readPrompt } from '../store/snapshot/readSnapshot.ts';

/** The scheme of read-only prompt texts. */
export const PROMPT_SCHEME = 'promptrail';

/** One prompt of a run or version, with what its tab calls that. */
export interface NamedPrompt {
  readonly subject: Subject;
  readonly name: string;
  readonly prompt: PromptText;
}

/**
 * Prompt texts as read-only documents. A prompt that was logged never changes, so its document is named by what it is
 * of and is found again after a reload; a text from the editor is named by its content and lives as long as the window.
 */
export class PromptDocuments implements vscode.TextDocumentContentProvider {
  readonly #folders: Folders;
  readonly #texts = new Map<string, string>();
  readonly #didChange = new vscode.EventEmitter<vscode.Uri>();
  /** Documents whose prompt was not found: a store that opens later may have it. */
  readonly #missing = new Map<string, vscode.Uri>();

  /** Fires with documents that are to be read again. */
  readonly onDidChange = this.#didChange.event;

  constructor(folders: Folders) {
    this.#folders = folders;
  }

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#didChange,
      vscode.workspace.registerTextDocumentContentProvider(PROMPT_SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#missing.delete(uri.toString())),
      this.#folders.onDidChange(() => {
        for (const uri of this.#missing.values()) this.#didChange.fire(uri);
      }),
    );
  }

  of({ subject, name, prompt }: NamedPrompt): vscode.Uri {
    return promptUri(`${oneLine(name)} · ${oneLine(prompt.name)}`, { ...queryOf(subject), id: prompt.id });
  }

  /** A document that holds this text as it is now. */
  ofText(text: string, label: string): vscode.Uri {
    const hash = createHash('sha256').update(text).digest('hex');
    this.#texts.set(hash, text);
    return promptUri(label, { hash });
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const query = new URLSearchParams(uri.query);
    const hash = query.get('hash');
    if (hash !== null) {
      return (
        this.#texts.get(hash) ?? vscode.l10n.t('This text was not kept: it came from an editor of an earlier window.')
      );
    }
    const subject = subjectOf(query);
    const store = subject && this.#folders.get(subject.folder)?.store.current;
    const prompt = store && (await readPrompt(store, subject, query.get('id') ?? ''));
    if (prompt) {
      this.#missing.delete(uri.toString());
      return prompt.text;
    }
    this.#missing.set(uri.toString(), uri);
    return this.#folders.get(subject?.folder ?? '')?.store.updating === true
      ? vscode.l10n.t('The run store is being brought up to date. This opens by itself when it is ready.')
      : vscode.l10n.t('The run store does not hold this prompt any more.');
  }
}

function queryOf(subject: Subject): Readonly<Record<string, string>> {
  const { kind, folder } = subject;
  return subject.kind === 'run'
    ? { kind, folder, run: subject.runId }
    : { kind, folder, name: subject.name, version: String(subject.version) };
}

/** An address may come from a window of an earlier version. */
function subjectOf(query: URLSearchParams): Subject | undefined {
  const part = (key: string): string => query.get(key) ?? '';
  const [kind, folder, name, version] = [part('kind'), part('folder'), part('name'), part('version')];
  if (kind === 'run') return { kind, folder, runId: part('run') };
  if (kind === 'loggedVersion') return { kind, folder, name, version: Number(version) };
  return kind === 'modelVersion' || kind === 'promptVersion' ? { kind, folder, name, version } : undefined;
}

function promptUri(label: string, query: Readonly<Record<string, string>>): vscode.Uri {
  // A slash in a name would make folders of the tab's label.
  const path = `/${label.replaceAll('/', '∕')}${PROMPT_EXTENSION}`;
  return vscode.Uri.from({ scheme: PROMPT_SCHEME, path, query: new URLSearchParams(query).toString() });
}
