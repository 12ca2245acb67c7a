import { checkArtifactPath } from '../../model/artifactPath.ts';
import { invalid, UserError } from '../../model/errors.ts';
import type { Store } from '../../store/store.ts';
import { fileAnswer } from './fileAnswer.ts';
import { fileInfoJson, filePath, listFiles } from './files.ts';
import { json, rpc, type Answer, type Call, type Route, type Rpc, type Services } from './route.ts';
import { runIdOf, runIdShape } from './runFields.ts';
import { keepUploadedSpans } from './traceSpans.ts';
import { argument } from '../target.ts';
import { count, int64, requiredText, text } from '../wire/fields.ts';

/** How long cloud storages let a signed address live at most, in seconds. */
const MAX_EXPIRATION = 604_800;

export const runArtifactRoutes: readonly Rpc[] = [
  rpc('GET', 'artifacts/list', { ...runIdShape, path: text.default('') }, (args, { store }) => {
    const { artifactUri } = store.runs.info(runIdOf(args));
    return listFiles(store.artifacts, artifactUri, checkArtifactPath(args.path));
  }),
  rpc(
    'POST',
    'artifacts/presigned-upload-url',
    { run_id: text.default(''), model_id: text.default(''), path: requiredText, expiration: int64.optional() },
    ({ run_id: runId, model_id: modelId, path }, { store }) => {
      if ((runId === '') === (modelId === '')) throw invalid('Exactly one of run_id and model_id must be provided.');
      checkArtifactPath(path);
      throw proxied('upload', runId === '' ? store.loggedModels.get(modelId) : store.runs.info(runId));
    },
  ),
  rpc(
    'POST',
    'artifacts/presigned-download-url',
    { run_id: requiredText, path: requiredText, expiration: count.default(900) },
    ({ run_id: runId, path, expiration }, { store }) => {
      checkArtifactPath(path);
      if (expiration < 1 || expiration > MAX_EXPIRATION) {
        throw invalid(`expiration must be between 1 and ${MAX_EXPIRATION} seconds (got ${expiration}).`);
      }
      throw proxied('download', store.runs.info(runId));
    },
  ),
];

/** Files here are fetched through this server: there is no other storage whose addresses could be signed. */
function proxied(way: 'upload' | 'download', { artifactUri }: { readonly artifactUri: string }): UserError {
  const scheme = artifactUri.slice(0, artifactUri.indexOf(':'));
  const [storage, needed] = way === 'upload' ? ['', 'a'] : ['runs with ', 'a run with a'];
  return invalid(
    `Presigned ${way} is not supported for ${storage}proxied artifact storage (artifact URI scheme: ${scheme}). ` +
      `This endpoint requires ${needed} direct cloud storage artifact URI.`,
  );
}

/** The artifact proxy: through it clients read and write every file under `mlflow-artifacts:/`. */
export function artifactProxyRoutes(services: Services): readonly Route[] {
  const handlers: readonly (Pick<Route, 'method' | 'path'> & {
    readonly answer: (call: Call, store: Store) => Answer | Promise<Answer>;
  })[] = [
    { method: 'GET', path: 'artifacts', answer: list },
    { method: 'GET', path: 'artifacts/*', answer: download },
    { method: 'PUT', path: 'artifacts/*', answer: upload },
    { method: 'DELETE', path: 'artifacts/*', answer: remove },
    { method: 'POST', path: 'mpu/create/*', answer: noMultipart },
    { method: 'POST', path: 'mpu/complete/*', answer: noMultipart },
    { method: 'POST', path: 'mpu/abort/*', answer: noMultipart },
    { method: 'GET', path: 'presigned/*', answer: noPresigned },
  ];
  return ['/api', '/ajax-api'].flatMap((prefix) =>
    handlers.map(({ method, path, answer }) => ({
      method,
      path: `${prefix}/2.0/mlflow-artifacts/${path}`,
      answer: (call: Call) => answer(call, services.store),
    })),
  );
}

async function list(call: Call, { artifacts }: Store): Promise<Answer> {
  const found = await artifacts.list(checkArtifactPath(argument(call.query, 'path')));
  return json(found.length === 0 ? {} : { files: found.map(fileInfoJson) });
}

async function download(call: Call, { artifacts }: Store): Promise<Answer> {
  return fileAnswer(artifacts, filePath((call.params['*'] ?? '').replace(/\/$/, '')), call.range);
}

async function upload(call: Call, store: Store): Promise<Answer> {
  const path = filePath(call.params['*'] ?? '');
  await store.artifacts.write(path, call.stream);
  await keepUploadedSpans(path, store);
  return { status: 200, headers: {}, body: '' };
}

async function remove(call: Call, { artifacts }: Store): Promise<Answer> {
  await artifacts.delete(filePath(call.params['*'] ?? ''));
  return json({});
}

/** The client looks for exactly this text, and then sends the file in one PUT. */
function noMultipart(): never {
  throw new UserError('NOT_IMPLEMENTED', 'Multipart upload is not supported for the current artifact repository');
}

function noPresigned(): never {
  throw new UserError('NOT_IMPLEMENTED', 'Multipart download is not supported for the current artifact repository');
}
