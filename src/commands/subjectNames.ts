import type { Folders } from '../folders/folders.ts';
import type { Subject } from '../model/subject.ts';

/** What a subject is called; undefined when its store does not have it any more. */
export function nameOf(folders: Pick<Folders, 'get'>, subject: Subject): string | undefined {
  const store = folders.get(subject.folder)?.store.current;
  if (!store) return undefined;
  if (subject.kind === 'run') return store.runs.findInfo(subject.runId)?.runName;
  const { name, version } = subject;
  const isThere =
    subject.kind === 'loggedVersion'
      ? store.loggedVersions.ofName(name).some((logged) => logged.version === version)
      : store.registry.versions.find(name, String(version)) !== undefined;
  return isThere ? `${name} v${version}` : undefined;
}
