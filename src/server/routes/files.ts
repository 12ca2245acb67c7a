import { checkArtifactPath } from '../../model/artifactPath.ts';
import { invalid } from '../../model/errors.ts';
import type { ArtifactFiles, FileInfo } from '../../store/artifacts.ts';
import { artifactPath } from '../../store/artifacts.ts';

/** The path of a file as a request names it, checked. Throws INVALID_PARAMETER_VALUE for one that names no file. */
export function filePath(sent: string): string {
  const path = sent.endsWith('/') ? '' : checkArtifactPath(sent);
  if (path === '') throw invalid('Invalid path');
  return path;
}

/** A directory below an artifact root as MLflow lists it: paths are relative to the root. */
export async function listFiles(files: ArtifactFiles, rootUri: string, folder: string): Promise<object> {
  const root = artifactPath(rootUri);
  const found = await files.list(folder === '' ? root : `${root}/${folder}`);
  const listed = found.map((file) =>
    fileInfoJson({ ...file, path: folder === '' ? file.path : `${folder}/${file.path}` }),
  );
  return { root_uri: rootUri, ...(listed.length === 0 ? {} : { files: listed }) };
}

export function fileInfoJson(file: FileInfo): object {
  return {
    path: file.path,
    is_dir: file.isDirectory,
    // An empty file has none either, in MLflow's JSON.
    ...(file.size ? { file_size: file.size } : {}),
  };
}
