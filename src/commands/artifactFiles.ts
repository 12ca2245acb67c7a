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

/** Opens files that runs and models logged in VS Code's own editors. They may be anybody's: none is ever run. */
export class ArtifactFiles {
  readonly #folders: Folders;

  constructor(folders: Folders) {
    this.#folders = folders;
  }

  async open(file: ColumnFile): Promise<void> {
    const uri = await this.#locate(file);
    const options = { preview: true };
    if (EXTERNAL.test(file.path)) await openOutside(uri);
    else if (ACTIVE.test(file.path)) await vscode.commands.executeCommand('vscode.openWith', uri, 'default', options);
    else await vscode.commands.executeCommand('vscode.open', uri, options);
  }

  /** Text inline or side by side, images side by side, notebooks by cell: as VS Code diffs files of that kind. */
  async diff(left: ColumnFile, right: ColumnFile): Promise<void> {
    const [from, to] = await Promise.all([this.#locate(left), this.#locate(right)]);
    const paths = left.path === right.path ? left.path : `${left.path} ↔ ${right.path}`;
    const title = oneLine(`${left.name} ↔ ${right.name}: ${paths}`);
    await vscode.commands.executeCommand('vscode.diff', from, to, title);
  }

  async #locate({ subject, path: artifact }: ColumnFile): Promise<vscode.Uri> {
    return vscode.Uri.file(await locateArtifact(this.#folders.storeOf(subject), subject, artifact));
  }
}

async function openOutside(uri: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open');
  const question = vscode.l10n.t('Open "{0}" outside of VS Code?', path.basename(uri.fsPath));
  const detail = vscode.l10n.t('It is opened by the program that this system has for such files.');
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, open)) === open) {
    await vscode.env.openExternal(uri);
  }
}
