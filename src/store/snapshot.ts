import * as z from 'zod/mini';
import { notFound } from '../model/errors.ts';
import { PROMPT_TEXT_TAG, type LoggedVersion } from '../model/models.ts';
import { isPromptParam } from '../model/promptParam.ts';
import type { Run } from '../model/run.ts';
import type { ArtifactFile, PromptText, RunSnapshot } from '../model/snapshot.ts';
import { findArtifactPath } from './artifacts.ts';
import type { Store } from './store.ts';

const LINKED_PROMPTS_TAG = 'mlflow.linkedPrompts';
const MAX_FILES = 2_000;
/** Bytes hashed at most, per file and per run. */
const MAX_HASHED_FILE = 32_000_000;
const MAX_HASHED = 256_000_000;

export interface SnapshotOptions {
  /** Files larger than this many bytes get no digest; 32 MB when not given. */
  readonly hashUpTo?: number;
}

/** Everything the comparison knows about one run, or undefined when there is no such run. Deleted runs are read too. */
export async function readSnapshot(
  store: Store,
  runId: string,
  options: SnapshotOptions = {},
): Promise<RunSnapshot | undefined> {
  const run = store.runs.find(runId);
  if (!run) return undefined;
  const { experimentId, name } = store.experiments.get(run.info.experimentId);
  const models = store.loggedVersions.ofRun(runId);
  const { files, truncated } = await listArtifacts(store, artifactPlaces(run, models));
  const artifacts = await withDigests(store, files, options.hashUpTo ?? MAX_HASHED_FILE);
  return {
    run,
    experiment: { experimentId, name },
    prompts: promptsOf(store, run),
    models,
    artifacts,
    artifactsTruncated: truncated,
  };
}

/** The prompts of a run alone; empty when there is no such run. */
export function readPrompts(store: Store, runId: string): readonly PromptText[] {
  const run = store.runs.find(runId);
  return run ? promptsOf(store, run) : [];
}

function promptsOf(store: Store, run: Run): readonly PromptText[] {
  return [...paramPrompts(run), ...linkedPrompts(store, run)];
}

/**
 * The absolute path of a file that a snapshot of the run lists. Throws RESOURCE_DOES_NOT_EXIST when the run or the file
 * is not there, INVALID_PARAMETER_VALUE for a path that is not allowed.
 */
export async function locateArtifact(store: Store, runId: string, path: string): Promise<string> {
  const run = store.runs.get(runId);
  for (const { prefix, folder } of artifactPlaces(run, store.loggedVersions.ofRun(runId))) {
    if (!path.startsWith(prefix)) continue;
    const file = `${folder}/${path.slice(prefix.length)}`;
    if ((await store.artifacts.stat(file))?.kind === 'file') return store.artifacts.locate(file);
  }
  throw notFound(`The run has no artifact "${path}".`);
}

/** A folder of the store whose files a run shows, and what stands before their paths there. */
interface ArtifactPlace {
  readonly prefix: string;
  readonly folder: string;
}

/**
 * The run's own folder, then those of its logged models that are not inside of it (MLflow 2 keeps them there), each
 * under the model's name. Of models logged twice under one name, the last bears the bare name.
 */
function artifactPlaces(run: Run, models: readonly LoggedVersion[]): readonly ArtifactPlace[] {
  const own = findArtifactPath(run.info.artifactUri);
  const places: ArtifactPlace[] = own === undefined ? [] : [{ prefix: '', folder: own }];
  const named = new Set<string>();
  for (const model of models.toReversed()) {
    const folder = findArtifactPath(model.artifactUri);
    if (folder === undefined || (own !== undefined && folder.startsWith(`${own}/`))) continue;
    places.push({ prefix: named.has(model.name) ? `${model.name} v${model.version}/` : `${model.name}/`, folder });
    named.add(model.name);
  }
  return places;
}

interface PlacedFile extends ArtifactFile {
  /** The file's path in the store. */
  readonly file: string;
}

async function listArtifacts(
  store: Store,
  places: readonly ArtifactPlace[],
): Promise<{ readonly files: readonly PlacedFile[]; readonly truncated: boolean }> {
  const found = new Map<string, PlacedFile>();
  let truncated = false;
  for (const { prefix, folder } of places) {
    const list = await store.artifacts.walk(folder, MAX_FILES - found.size);
    truncated ||= list.truncated;
    for (const { path, size } of list.files) {
      const shown = prefix + path;
      if (!found.has(shown)) found.set(shown, { path: shown, size, sha256: null, file: `${folder}/${path}` });
    }
  }
  const files = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, truncated };
}

async function withDigests(
  store: Store,
  files: readonly PlacedFile[],
  hashUpTo: number,
): Promise<readonly ArtifactFile[]> {
  const artifacts: ArtifactFile[] = [];
  let left = MAX_HASHED;
  for (const { path, size, file } of files) {
    const hashed = size <= hashUpTo && size <= left;
    if (hashed) left -= size;
    artifacts.push({ path, size, sha256: hashed ? await store.artifacts.hash(file) : null });
  }
  return artifacts;
}

function paramPrompts(run: Run): readonly PromptText[] {
  return run.params
    .filter(({ key, value }) => isPromptParam(key, value))
    .map(({ key, value }) => ({ name: key, text: value, origin: 'param' }));
}

const linkedSchema = z.array(z.object({ name: z.string(), version: z.coerce.string() }));

/** The prompts of the registry that the run says it used, and that are still there. */
function linkedPrompts(store: Store, run: Run): readonly PromptText[] {
  const tag = run.tags.find(({ key }) => key === LINKED_PROMPTS_TAG)?.value;
  const linked = tag === undefined ? [] : (linkedSchema.safeParse(jsonOrNull(tag)).data ?? []);
  return linked.flatMap(({ name, version }): PromptText[] => {
    const tags = store.registry.versions.find(name, version)?.tags;
    const text = tags?.find(({ key }) => key === PROMPT_TEXT_TAG)?.value;
    return text === undefined ? [] : [{ name, text, origin: 'registry', version }];
  });
}

/** A tag may hold anything. */
function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
