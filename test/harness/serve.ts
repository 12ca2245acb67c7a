/**
 * `npm run --silent serve -- <folder>|--temporary [--port <number>]`: the tracking server alone. Builds first when
 * needed, printing nothing: the one line on stdout is the server's own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { ensureBuilt } from './build.ts';
import { projectRoot } from './paths.ts';

await ensureBuilt();
const [first, ...rest] = process.argv.slice(2);
// npm runs scripts in the project's root, whatever folder the user stands in and means.
const isFolder = first !== undefined && !first.startsWith('-');
const args = isFolder ? [resolve(process.env.INIT_CWD ?? '.', first), ...rest] : process.argv.slice(2);
const server = spawn(process.execPath, [join(projectRoot, 'dist/server.cjs'), 'serve', ...args], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill(signal));
const [code] = (await once(server, 'exit')) as [number | null];
process.exitCode = code ?? 1;
