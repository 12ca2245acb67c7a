import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot, temporaryFolder } from './paths.ts';

/** The sample workspace as a newcomer finds it, in a folder of its own: tests write into it. */
export async function copyOfSampleWorkspace(): Promise<string> {
  const workspace = temporaryFolder('workspace');
  await copySampleWorkspace(workspace);
  return workspace;
}

export async function copySampleWorkspace(target: string): Promise<void> {
  await cp(join(projectRoot, 'examples/workspace'), target, { recursive: true });
}
