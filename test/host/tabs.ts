import * as vscode from 'vscode';
import { until } from './until.ts';

const allTabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);

/** The editor tab with this label, once it is there. */
export function tabNamed(label: string): Promise<vscode.Tab> {
  return until(`a tab "${label}"`, () => allTabs().find((tab) => tab.label === label)).catch((error: unknown) => {
    const open = allTabs().map((tab) => tab.label);
    throw new Error(`${String(error)}; open are ${JSON.stringify(open)}`);
  });
}

export async function closeTabs(): Promise<void> {
  await vscode.window.tabGroups.close(allTabs(), false);
}

/** The view type a webview tab was made with; undefined for any other tab. */
export function webviewType({ input }: vscode.Tab): string | undefined {
  // VS Code writes its own prefix in front of the extension's type.
  return input instanceof vscode.TabInputWebview ? input.viewType.replace(/^mainThreadWebview-/, '') : undefined;
}

export interface DiffTab {
  readonly schemes: readonly string[];
  readonly languages: readonly string[];
  readonly texts: readonly string[];
}

/** The two documents of a diff tab. */
export async function diffOf({ label, input }: vscode.Tab): Promise<DiffTab> {
  if (!(input instanceof vscode.TabInputTextDiff)) throw new Error(`"${label}" is no diff of two texts.`);
  const uris = [input.original, input.modified];
  const documents = await Promise.all(uris.map((uri) => vscode.workspace.openTextDocument(uri)));
  return {
    schemes: uris.map(({ scheme }) => scheme),
    languages: documents.map(({ languageId }) => languageId),
    texts: documents.map((document) => document.getText()),
  };
}
