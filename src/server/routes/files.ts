import type { ArtifactFiles, FileInfo } from '../../store/artifacts.ts';
import { artifactPath } from '../../store/artifacts.ts';

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
