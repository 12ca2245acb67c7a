import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { isLogged, type VersionNode } from '../views/modelNodes.ts';
import type { CommandFactory } from './command.ts';
import { pickVersion } from './pickVersions.ts';
import { versionsOf } from './targets.ts';

/** Copies the URI by which an MLflow client loads a version; asks where there is more than one. */
export const copyModelUri: CommandFactory = ({ folders }) => ({
  id: COMMANDS.copyModelUri,
  title: vscode.l10n.t('Copy Model URI'),
  run: async (...args) => {
    const node =
      versionsOf(args.slice(0, 1))[0] ?? (await pickVersion(folders, { placeholder: vscode.l10n.t('Model version') }));
    const uris = modelUris(node);
    const picked =
      uris.length === 1
        ? uris[0]
        : await vscode.window.showQuickPick([...uris], { placeHolder: vscode.l10n.t('URI to copy') });
    if (picked !== undefined) await vscode.env.clipboard.writeText(picked);
  },
});

/** Every URI of a version, the one that names most of it first. */
export function modelUris({ version }: Pick<VersionNode, 'version'>): readonly string[] {
  if (!isLogged(version)) return registeredUris(version);
  const logged =
    version.modelId === null
      ? `runs:/${version.runId ?? ''}/${folderInRun(version.artifactUri)}`
      : `models:/${version.modelId}`;
  return [...version.registered.flatMap(registeredUris), logged];
}

function registeredUris(version: {
  readonly name: string;
  readonly version: string;
  readonly aliases: readonly string[];
}): readonly string[] {
  return [
    ...version.aliases.map((alias) => `models:/${version.name}@${alias}`),
    `models:/${version.name}/${version.version}`,
  ];
}

/** `mlflow-artifacts:/<experiment>/<run>/artifacts/<folder>`, as a MLflow 2 client lays a model down. */
const folderInRun = (uri: string): string => uri.split('/').slice(4).join('/');
