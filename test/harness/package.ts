/**
 * Makes a VSIX: `npm run package [-- --target <vsce target>]`, by default for this machine.
 * Each holds one platform's SQLite, so there is no VSIX for all.
 */
import { createVSIX } from '@vscode/vsce';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildExtension } from './build.ts';
import { projectRoot } from './paths.ts';

/** vsce's name for this machine. */
function thisMachine(): string {
  const report = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  const musl = process.platform === 'linux' && report.header.glibcVersionRuntime === undefined;
  return `${musl ? 'alpine' : process.platform}-${process.arch}`;
}

/** Builds for production and packs `dist/` with what `.vscodeignore` lets through. Returns the path of the VSIX. */
export async function packageExtension(folder = projectRoot, target = thisMachine()): Promise<string> {
  await buildExtension(['--production', '--target', target]);
  const path = join(folder, `promptrail-${target}.vsix`);
  await createVSIX({
    cwd: projectRoot,
    packagePath: path,
    target,
    dependencies: false, // all bundled
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  return path;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { target: { type: 'string' } } });
  await packageExtension(projectRoot, values.target);
}
