import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { PromptrailApi } from '../../src/api.ts';
import type { RunRef } from '../../src/model/runRef.ts';
import { attended } from './attended.ts';
import { untilTrue } from './until.ts';

/** The extension under test, activated: what it returns to other extensions. */
export async function promptrail(): Promise<PromptrailApi> {
  const extension = vscode.extensions.getExtension<PromptrailApi>('promptrail.promptrail');
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

/** The folder the window has open: a copy of the sample workspace. */
export function workspaceFolder(): vscode.WorkspaceFolder {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return folder;
}

/** A run as commands take it. */
export const refOf = (runId: string): RunRef => ({ folder: workspaceFolder().uri.toString(), runId });

/** Deletes the folder's store, as a person does, and waits until the extension has noticed. */
export async function withoutStore(): Promise<void> {
  await rm(path.join(workspaceFolder().uri.fsPath, '.promptrail'), { recursive: true, force: true });
  await untilTrue('the deleted store is noticed', async () => {
    const { messages } = await attended(() => vscode.commands.executeCommand('promptrail.openRun'));
    return messages.some((text) => text.includes('There is no run to choose yet'));
  });
}
