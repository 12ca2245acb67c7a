import { isLogged, type VersionNode } from '../views/modelNodes.ts';

/** Every URI by which an MLflow client loads a version, the one that says most first. */
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

/** `mlflow-artifacts:/<experiment>/<run>/artifacts/<folder>`, as an MLflow 2 client lays a model down. */
const folderInRun = (uri: string): string => uri.split('/').slice(4).join('/');
