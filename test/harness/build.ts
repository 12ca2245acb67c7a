import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './paths.ts';
import { run } from './processes.ts';

const built = ['dist/extension.cjs', 'dist/server.cjs', 'dist/webview/main.js'];
const sources = ['src/**/*.ts', 'webview/**/*', 'esbuild.mjs', 'package-lock.json'];

async function changed(path: string): Promise<number> {
  return stat(join(projectRoot, path)).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}

/** Whether `dist/` is missing or older than what it is made from. */
async function isStale(): Promise<boolean> {
  const oldestBuilt = Math.min(...(await Promise.all(built.map(changed))));
  for await (const source of glob(sources, { cwd: projectRoot })) {
    if ((await changed(source)) > oldestBuilt) return true;
  }
  return false;
}

/** Builds the extension into `dist/`; throws with what esbuild printed. */
export async function buildExtension(options: readonly string[] = []): Promise<void> {
  const { code, output } = await run(process.execPath, ['esbuild.mjs', ...options], { cwd: projectRoot });
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
}

/** Builds only what is not built yet, for commands that must start fast. */
export async function ensureBuilt(): Promise<void> {
  if (await isStale()) await buildExtension();
}
