import path from 'node:path';
import * as vscode from 'vscode';
import type { Folders } from '../folders/folders.ts';
import { oneLine } from '../model/oneLine.ts';
import type { ColumnFile } from '../panels/compareActions.ts';
import { locateArtifact } from '../store/snapshot/readSnapshot.ts';

/** What a browser would run: always shown as text, whatever else is installed to show it. */
const ACTIVE = /\.(?:html?|xhtml|svg|xml)$/i;
/** What VS Code has no editor for, and the system's own programs may open. */
const EXTERNAL = /\.pdf$/i;
/** What VS Code runs a part of in a trusted folder: a cell's output may be a page. */
const NOTEBOOK = /\.ipynb$/i;

/** Opens files that runs and models logged in VS Code's own editors. They may be anybody's: none is ever run. */
export class ArtifactFiles {
  readonly #folders: Folders;

  constructor(folders: Folders) {
    this.#folders = folders;
  }

  async open(file: ColumnFile): Promise<void> {
    const uri = await this.#locate(file);
    if (EXTERNAL.test(file.path)) return openOutside(uri);
    const options = await editorOptions([file]);
    if (options) await vscode.commands.executeCommand('vscode.open', uri, { preview: true, ...options });
  }

  /** Text inline or side by side, images side by side, notebooks by cell: as VS Code diffs files of that kind. */
  async diff(left: ColumnFile, right: ColumnFile): Promise<void> {
    const options = await editorOptions([left, right]);
    if (!options) return;
    const [from, to] = await Promise.all([this.#locate(left), this.#locate(right)]);
    const paths = left.path === right.path ? left.path : `${left.path} ↔ ${right.path}`;
    const title = oneLine(`${left.name} ↔ ${right.name}: ${paths}`);
    await vscode.commands.executeCommand('vscode.diff', from, to, title, options);
  }

  async #locate({ subject, path: artifact }: ColumnFile): Promise<vscode.Uri> {
    return vscode.Uri.file(await locateArtifact(this.#folders.storeOf(subject), subject, artifact));
  }
}

/** False for `override` is VS Code's word for its text editor, whatever else is installed or chosen for such files. */
interface EditorOptions {
  readonly override?: false;
}

const AS_TEXT: EditorOptions = { override: false };

/** What these are opened with; asks before a notebook, and is undefined where the user went away from that. */
async function editorOptions(files: readonly ColumnFile[]): Promise<EditorOptions | undefined> {
  const any = (pattern: RegExp): boolean => files.some((file) => pattern.test(file.path));
  if (any(ACTIVE)) return AS_TEXT;
  if (!any(NOTEBOOK)) return {};
  const names = [...new Set(files.map((file) => path.posix.basename(file.path)))].join(', ');
  const [asNotebook, asText] = [vscode.l10n.t('Open as Notebook'), vscode.l10n.t('Open as Text')];
  const question = vscode.l10n.t('Open "{0}" as a notebook?', names);
  const detail = vscode.l10n.t(
    'What its cells put out is shown as it was logged: it may run scripts, and load from elsewhere.',
  );
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, asNotebook, asText);
  if (chosen === undefined) return undefined;
  return chosen === asText ? AS_TEXT : {};
}

async function openOutside(uri: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open');
  const question = vscode.l10n.t('Open "{0}" outside of VS Code?', path.basename(uri.fsPath));
  const detail = vscode.l10n.t('It is opened by the program that this system has for such files.');
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, open)) === open) {
    await vscode.env.openExternal(uri);
  }
}
