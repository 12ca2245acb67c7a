import path from 'node:path';
import * as vscode from 'vscode';
import { notFound } from '../model/errors.ts';

export interface EditorText {
  readonly text: string;
  /** What to call it: the file's name, with the lines where only a part is selected. */
  readonly label: string;
  readonly document: vscode.TextDocument;
}

/** The selection of the active editor, or the whole document where nothing is selected. Throws when there is no text. */
export function editorText(): EditorText {
  const editor = vscode.window.activeTextEditor ?? onlyEditor();
  if (!editor) throw notFound(vscode.l10n.t('Open the file that holds the prompt, or select its text, and try again.'));
  const { document, selection } = editor;
  const text = document.getText(selection.isEmpty ? undefined : selection);
  if (text.trim() === '') throw notFound(vscode.l10n.t('The selected text is empty. Select the prompt and try again.'));
  const file = path.posix.basename(document.uri.path);
  const [first, last] = [selection.start.line + 1, selection.end.line + 1];
  return { text, document, label: selection.isEmpty ? file : `${file}:${first}${last > first ? `-${last}` : ''}` };
}

/** While a compare panel has the keyboard no text editor is active: the one beside it is meant, if it is the only one. */
function onlyEditor(): vscode.TextEditor | undefined {
  const editors = vscode.window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined);
  return editors.length === 1 ? editors[0] : undefined;
}
