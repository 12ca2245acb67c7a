import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { buildExtension } from '../../test/harness/build.ts';
import { temporaryFolder } from '../../test/harness/paths.ts';
import { freePort, Served } from './served.ts';

/** Where processor profiles go, when they are asked for. */
export const profiles = process.env.PROMPTRAIL_BENCH_PROFILES;

let built: Promise<string> | undefined;

/** The server as it is packaged, built into a folder of its own; with names for functions when it is profiled. */
async function program(): Promise<string> {
  built ??= (async () => {
    const folder = temporaryFolder('bench-dist');
    await buildExtension([...(profiles === undefined ? ['--production'] : []), '--outdir', folder]);
    return join(folder, 'server.cjs');
  })();
  return built;
}

/** Promptrail's server for the store in `folder`, on the Node that runs this. */
export async function servePromptrail(folder: string): Promise<Served> {
  const token = randomBytes(32).toString('hex');
  const port = await freePort();
  const profiling = profiles === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profiles];
  return Served.start({
    folder,
    command: [process.execPath, ...profiling, await program(), 'serve', folder, '--port', String(port)],
    target: { port, authorization: `Basic ${Buffer.from(`promptrail:${token}`).toString('base64')}` },
    environment: { ...process.env, PROMPTRAIL_TOKEN: token },
    clientEnvironment: { MLFLOW_TRACKING_USERNAME: 'promptrail', MLFLOW_TRACKING_PASSWORD: token },
  });
}
