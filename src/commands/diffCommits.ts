import path from 'node:path';
import * as vscode from 'vscode';
import { notFound, UserError } from '../model/errors.ts';
import type { ColumnCommit } from '../panels/compareActions.ts';
import { filesBetween, type ChangedFile } from './changedFiles.ts';

/** What is used of the API that VS Code's own Git extension exports. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<GitApi['state']>;
  readonly repositories: readonly Repository[];
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
}

interface Repository {
  readonly rootUri: vscode.Uri;
  getCommit(ref: string): Promise<{ readonly hash: string }>;
  getMergeBase(left: string, right: string): Promise<string | undefined>;
  /** What `to` changed since the commit that both have in common. */
  diffBetween(from: string, to: string): Promise<readonly GitChange[]>;
}

interface GitChange {
  readonly originalUri: vscode.Uri;
  readonly uri: vscode.Uri;
  readonly renameUri: vscode.Uri | undefined;
  /** One of the numbers of Git's `Status`. */
  readonly status: number;
}

const ADDED = 1;
const DELETED = 6;

/** Opens the files that differ between the commits two columns were made from, in the repository that has both. */
export async function diffCommits(left: ColumnCommit, right: ColumnCommit): Promise<void> {
  if (left.commit === right.commit) {
    throw notFound(vscode.l10n.t('{0} and {1} were made from the same commit.', left.name, right.name));
  }
  const names = `${left.commit.slice(0, 8)} ↔ ${right.commit.slice(0, 8)}`;
  const git = await gitApi();
  const found = await repositoryOf(git, left.commit, right.commit);
  if (!found) throw notFound(vscode.l10n.t('No repository of this workspace has both commits, {0}.', names));
  const { repository, from, to } = found;
  const base = await repository.getMergeBase(from, to);
  if (base === undefined)
    throw notFound(vscode.l10n.t('This repository has no history that the two commits share, {0}.', names));
  const changed = await Promise.all([from, to].map(async (ref) => changesSince(repository, base, ref)));
  const files = filesBetween(changed[0] ?? [], changed[1] ?? []);
  if (files.length === 0) throw notFound(vscode.l10n.t('No file differs between the two commits, {0}.', names));
  const at = (place: string | undefined, ref: string): vscode.Uri | undefined =>
    place === undefined ? undefined : git.toGitUri(vscode.Uri.parse(place), ref);
  await vscode.commands.executeCommand(
    'vscode.changes',
    vscode.l10n.t('{0} in {1}', names, path.basename(repository.rootUri.fsPath)),
    files.map((file) => [vscode.Uri.parse(file.right ?? file.left ?? ''), at(file.left, from), at(file.right, to)]),
  );
}

async function changesSince(repository: Repository, base: string, ref: string): Promise<readonly ChangedFile[]> {
  const changes = base === ref ? [] : await repository.diffBetween(base, ref);
  return changes.map(({ originalUri, uri, renameUri, status }) => ({
    before: originalUri.toString(),
    after: (renameUri ?? uri).toString(),
    change: status === ADDED ? 'added' : status === DELETED ? 'deleted' : 'changed',
  }));
}

async function gitApi(): Promise<GitApi> {
  const exported = await vscode.extensions.getExtension<GitExtension>('vscode.git')?.activate();
  if (exported?.enabled !== true) {
    throw new UserError(
      'INVALID_STATE',
      vscode.l10n.t("VS Code's Git support is switched off, so commits cannot be compared."),
    );
  }
  const api = exported.getAPI(1);
  // Its repositories are looked for after it was activated.
  if (api.state === 'uninitialized') {
    await new Promise<void>((resolve) => {
      const subscription = api.onDidChangeState(() => {
        subscription.dispose();
        resolve();
      });
    });
  }
  return api;
}

/** The first repository that has both commits, with their whole names. */
async function repositoryOf(
  git: GitApi,
  left: string,
  right: string,
): Promise<{ readonly repository: Repository; readonly from: string; readonly to: string } | undefined> {
  // What a client logged as a commit is text; only names of commits go on to Git.
  if (![left, right].every((commit) => /^[0-9a-f]{7,64}$/i.test(commit))) return undefined;
  for (const repository of git.repositories) {
    const [from, to] = await Promise.allSettled([left, right].map((commit) => repository.getCommit(commit)));
    if (from?.status === 'fulfilled' && to?.status === 'fulfilled') {
      return { repository, from: from.value.hash, to: to.value.hash };
    }
  }
  return undefined;
}
