import { invalid, notFound, UserError } from '../../model/errors.ts';
import { checkModelVersion } from '../../model/validation.ts';
import { artifactPath, findArtifactPath } from '../../store/artifacts.ts';
import type { Store } from '../../store/store.ts';
import { argument } from '../target.ts';
import { fileAnswer } from './fileAnswer.ts';
import { filePath } from './files.ts';
import { downloadUri } from './modelVersions.ts';
import type { Answer, Call, Route, Services } from './route.ts';

/** The largest file that a page may send, in bytes. */
const MAX_UPLOAD = 10 * 1024 * 1024;

/**
 * Where MLflow's own pages, and scripts without a client, fetch single files and send them: plain requests with
 * arguments in the query, each under the one address MLflow has for it.
 */
export function artifactPageRoutes(services: Services): readonly Route[] {
  const fetched: Readonly<Record<string, (call: Call, store: Store) => string>> = {
    '/get-artifact': ofRun,
    '/model-versions/get-artifact': ofModelVersion,
    '/ajax-api/2.0/mlflow/logged-models/:model_id/artifacts/files': ofLoggedModel,
  };
  const downloads = Object.entries(fetched).map(([path, find]): Route => ({
    method: 'GET',
    path,
    answer: async (call) => fileAnswer(services.store.artifacts, find(call, services.store), call.range),
  }));
  const uploads: Route = {
    method: 'POST',
    path: '/ajax-api/2.0/mlflow/upload-artifact',
    anyContent: true,
    answer: async (call) => upload(call, services.store),
  };
  return [...downloads, uploads];
}

function ofRun(call: Call, store: Store): string {
  const path = filePath(argument(call.query, 'path'));
  const runId = argument(call.query, 'run_id') || argument(call.query, 'run_uuid');
  return inside(store.runs.info(runId).artifactUri, path);
}

function ofModelVersion(call: Call, store: Store): string {
  const path = filePath(argument(call.query, 'path'));
  const version = argument(call.query, 'version');
  checkModelVersion(version);
  const found = store.registry.versions.get(argument(call.query, 'name'), version);
  const place = found.storageLocation ?? downloadUri(found);
  // Files that are somewhere else are for the client to fetch: this server reads its own store alone.
  if (findArtifactPath(place) === undefined)
    throw notFound(`The files of this version are not in this store: ${place}`);
  return inside(place, path);
}

function ofLoggedModel(call: Call, store: Store): string {
  const sent = argument(call.query, 'artifact_file_path');
  if (sent === '') throw new UserError('BAD_REQUEST', 'Request must include the "artifact_file_path" query parameter.');
  const path = filePath(sent);
  return inside(store.loggedModels.get(call.params['model_id'] ?? '').artifactUri, path);
}

async function upload(call: Call, store: Store): Promise<Answer> {
  const runId = argument(call.query, 'run_uuid');
  if (runId === '') throw invalid('Request must specify run_uuid.');
  if (argument(call.query, 'path') === '') throw invalid('Request must specify path.');
  const path = filePath(argument(call.query, 'path'));
  if (call.body.length === 0) throw invalid('Request must specify data.');
  if (call.body.length > MAX_UPLOAD) throw invalid('Artifact size is too large. Max size is 10MB.');
  await store.artifacts.write(inside(store.runs.info(runId).artifactUri, path), call.body);
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body: '' };
}

const inside = (rootUri: string, path: string): string => [artifactPath(rootUri), path].filter(Boolean).join('/');
