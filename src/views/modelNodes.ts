import type { Folder } from '../folders/folder.ts';
import type { LoggedVersion, ModelVersion } from '../model/models.ts';
import type { RunRef } from '../model/runRef.ts';
import type { Subject } from '../model/subject.ts';
import type { Store } from '../store/store.ts';

/** A model's name: what was logged under it, what is registered under it, or both. */
export interface ModelNode {
  readonly kind: 'model';
  readonly folder: Folder;
  readonly name: string;
  versions: readonly VersionNode[];
}

/** A logged version, or a registered one that was made of none of this name's. */
export interface VersionNode {
  readonly kind: 'version';
  readonly folder: Folder;
  readonly model: string;
  readonly parent: ModelNode;
  readonly id: string;
  version: LoggedVersion | ModelVersion;
  run: VersionRunNode | undefined;
}

/** The run that logged a version. */
export interface VersionRunNode {
  readonly kind: 'run';
  readonly folder: Folder;
  readonly ref: RunRef;
  readonly parent: VersionNode;
  runName: string;
}

export type ModelsNode = ModelNode | VersionNode | VersionRunNode;

/** What a version is as a column of a comparison. */
export function versionSubject({ folder, model, version }: VersionNode): Subject {
  return isLogged(version)
    ? { kind: 'loggedVersion', folder: folder.id, name: model, version: version.version }
    : { kind: 'modelVersion', folder: folder.id, name: model, version: version.version };
}

export const isLogged = (version: LoggedVersion | ModelVersion): version is LoggedVersion => 'artifactUri' in version;

/** Reads models from stores, handing out the same object for the same thing every time. */
export class ModelNodes {
  readonly #models = new Map<string, ModelNode>();
  readonly #versions = new Map<string, VersionNode>();

  /** The folder's models, the last logged first, then those that are only registered. Prompts are left out. */
  read(folder: Folder, store: Store): readonly ModelNode[] {
    const logged = store.loggedVersions.names().map(({ name }) => name);
    const registered = store.search.registeredModels({ maxResults: 1000 }).items.map(({ name }) => name);
    return [...new Set([...logged, ...registered])].map((name) => this.#model(folder, store, name));
  }

  #model(folder: Folder, store: Store, name: string): ModelNode {
    const id = `${folder.id} ${name}`;
    const node = this.#models.get(id) ?? { kind: 'model', folder, name, versions: [] };
    this.#models.set(id, node);
    const logged = store.loggedVersions.ofName(name);
    const shown = new Set(logged.flatMap((v) => v.registered.filter((r) => r.name === name).map((r) => r.version)));
    const registered = store.registry.versions.ofName(name).filter((v) => !shown.has(v.version));
    node.versions = [...logged, ...registered].map((version) => this.#version(node, store, version));
    return node;
  }

  #version(parent: ModelNode, store: Store, version: LoggedVersion | ModelVersion): VersionNode {
    const { folder, name: model } = parent;
    const id = `${isLogged(version) ? 'logged' : 'registered'} ${folder.id} ${model} ${version.version}`;
    const node = this.#versions.get(id) ?? { kind: 'version', folder, model, parent, id, version, run: undefined };
    this.#versions.set(id, node);
    node.version = version;
    const run = version.runId ? store.runs.findInfo(version.runId) : undefined;
    if (!run) node.run = undefined;
    else if (node.run) node.run.runName = run.runName;
    else {
      const ref = { folder: folder.id, runId: run.runId };
      node.run = { kind: 'run', folder, ref, parent: node, runName: run.runName };
    }
    return node;
  }
}
