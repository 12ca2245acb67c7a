/**
 * The parts a test run needs beside the dev dependencies: a VS Code, a browser and two Python environments.
 * Each is fetched once into `.vscode-test/`, under a name that carries its version, and moved into place whole,
 * so that an interrupted fetch leaves nothing half-made.
 *
 * `node test/harness/parts.ts [vscode] [browser] [python]` fetches the named parts, or all of them.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extract } from 'tar';
import { ensureFolder, partsFolder, projectRoot } from './paths.ts';
import { run } from './processes.ts';
import { standIns } from './standIns.ts';

/** A part that cannot be had; the message is one line that says what to install or do. */
export class MissingPart extends Error {}

const codeServer = 'code-server@4.139.1';

/** What each Python environment holds: the newest of it, as looked up when tests run. */
export const pythonEnvironments = {
  // MLflow 2.22 predates the OpenTelemetry releases pip would choose; its tracing needs one of its time.
  mlflow2: ['mlflow==2.22.*', 'opentelemetry-api==1.31.*', 'opentelemetry-sdk==1.31.*', 'psutil'],
  mlflow3: ['mlflow>=3,<4', 'psutil'],
} as const;
export type PythonEnvironment = keyof typeof pythonEnvironments;

export interface Browser {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

function say(line: string): void {
  process.stderr.write(`[parts] ${line}\n`);
}

/** The last lines of a command's output that carry information, as one line for a message. */
function gist(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.filter((line) => /err|fail|denied|not found|unable/i.test(line)).at(-1) ?? lines.findLast(Boolean) ?? '';
}

/** Makes `target` by `fill`ing a folder beside it and renaming it; does nothing when `target` is already there. */
async function once(target: string, what: string, fill: (folder: string) => Promise<void>): Promise<string> {
  if (existsSync(target)) return target;
  const started = performance.now();
  say(`${what}: fetching (once, into .vscode-test/)`);
  const folder = await mkdtemp(join(ensureFolder(partsFolder), 'partial-'));
  try {
    await fill(folder);
    await rename(folder, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error; // otherwise another process was first, and its copy is as good
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  say(`${what}: ready after ${Math.round((performance.now() - started) / 1000)} s`);
  return target;
}

/** The folder of a VS Code that serves its workbench to a browser; `out/server-main.js` starts it. */
export async function vscodeServer(): Promise<string> {
  const target = join(partsFolder, `vscode-server-${codeServer.split('@')[1]}-js`);
  return once(target, 'VS Code server', async (folder) => {
    const pack = join(folder, 'pack');
    await mkdir(pack);
    await npm(['pack', codeServer, '--pack-destination', pack], projectRoot);
    const [archive = ''] = await readdir(pack);
    // Only VS Code itself: the package wraps it in a server with log-in and updates that tests do not need.
    await extract({ file: join(pack, archive), cwd: folder, strip: 3 }, ['package/lib/vscode']);
    await rm(pack, { recursive: true });
    // Its native modules ship as prebuilds or are optional: no compiler, so no install scripts.
    await npm(['install', '--omit=dev', '--ignore-scripts'], folder);
    for (const [path, source] of Object.entries(standIns)) await writeFile(join(folder, path), source);
  });
}

async function npm(args: readonly string[], folder: string): Promise<void> {
  const { code, output } = await run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    shell: process.platform === 'win32',
  });
  if (code !== 0) {
    throw new MissingPart(`VS Code server: "npm ${args[0]}" failed; check the npm registry or proxy (${gist(output)})`);
  }
}

const systemBrowsers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'].flatMap((name) =>
    ['/usr/bin', '/usr/local/bin', '/snap/bin'].map((folder) => join(folder, name)),
  ),
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ['C:/Program Files', 'C:/Program Files (x86)'].flatMap((root) => [
    `${root}/Google/Chrome/Application/chrome.exe`,
    `${root}/Microsoft/Edge/Application/msedge.exe`,
  ]),
};

/** A Chromium that Playwright can drive: `PROMPTRAIL_CHROMIUM`, the one from npm (Linux x64), or an installed one. */
export async function browser(): Promise<Browser> {
  const named = process.env.PROMPTRAIL_CHROMIUM;
  if (named !== undefined) return { executable: named, environment: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return packagedChromium();
  const installed = systemBrowsers[process.platform]?.find((path) => existsSync(path));
  if (installed !== undefined) return { executable: installed, environment: {} };
  throw new MissingPart('Browser: install Chrome or Chromium, or set PROMPTRAIL_CHROMIUM to the path of one');
}

async function packagedChromium(): Promise<Browser> {
  const manifest = join(projectRoot, 'node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = await once(join(partsFolder, `chromium-${version}`), 'Chromium', async (target) => {
    // The package unpacks into the temporary folder of its process, and its spare system libraries only where it
    // believes itself on a cloud function. A process of its own keeps both out of ours.
    const script = `await (await import('@sparticuz/chromium')).default.executablePath()`;
    const { code, output } = await run(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: projectRoot,
      env: { ...process.env, TMPDIR: target, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    });
    if (code !== 0) throw new MissingPart(`Chromium: unpacking failed; run "npm ci" again (${gist(output)})`);
  });
  const executable = join(folder, 'chromium');
  // A minimal system has no fonts and lacks libraries such as NSS; then the ones in the package stand in.
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  if ((await run(executable, ['--version'])).code === 0) return { executable, environment: fonts };
  const libraries = { LD_LIBRARY_PATH: join(folder, 'al2023/lib') };
  const second = await run(executable, ['--version'], { env: { ...process.env, ...libraries } });
  if (second.code === 0) return { executable, environment: { ...fonts, ...libraries } };
  throw new MissingPart(
    `Browser: install Chrome or Chromium and set PROMPTRAIL_CHROMIUM to its path (${gist(second.output)})`,
  );
}

/** How long the releases in an environment count as the newest, in milliseconds: suites of one test run look once. */
const LOOKED_UP = 30 * 60_000;

/** The Python interpreter of an environment that holds the given MLflow client, as users install it. */
export async function python(environment: PythonEnvironment): Promise<string> {
  const { interpreter, stamp } = pythonFolder(environment);
  // Environments hold absolute paths and cannot be moved into place: the stamp, written last, says "whole".
  return existsSync(stamp) ? interpreter : newestPython(environment);
}

/**
 * The same with the newest releases of what the environment holds, so that a release that breaks us shows. Without a
 * package index an environment that is whole is used as it is, and one line says so.
 */
export async function newestPython(environment: PythonEnvironment): Promise<string> {
  const { folder, interpreter, stamp } = pythonFolder(environment);
  const wanted = pythonEnvironments[environment].join('\n');
  const whole = existsSync(stamp);
  const holds = whole && readFileSync(stamp, 'utf8') === wanted;
  if (holds && Date.now() - statSync(stamp).mtimeMs < LOOKED_UP) return interpreter;
  const started = performance.now();
  if (!whole) await newEnvironment(environment, folder);
  const options = ['--disable-pip-version-check', '--quiet', '--prefer-binary', '--retries', '2', '--timeout', '20'];
  const install = ['-m', 'pip', 'install', '--upgrade', ...options, ...pythonEnvironments[environment]];
  const installed = await run(interpreter, install);
  if (installed.code === 0) {
    await writeFile(stamp, wanted);
    const seconds = Math.round((performance.now() - started) / 1000);
    say(`Python environment ${environment}: MLflow ${await mlflowVersion(interpreter)} after ${seconds} s`);
    return interpreter;
  }
  const reason = gist(installed.output);
  if (!holds) {
    throw new MissingPart(
      `Python environment ${environment}: pip failed; check the package index or proxy (${reason})`,
    );
  }
  say(
    `Python environment ${environment}: no newer release could be looked up; MLflow ${await mlflowVersion(interpreter)} is used (${reason})`,
  );
  return interpreter;
}

function pythonFolder(environment: PythonEnvironment) {
  const folder = join(partsFolder, `venv-${environment}`);
  const interpreter = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  return { folder, interpreter, stamp: join(folder, 'requirements.txt') };
}

async function newEnvironment(environment: PythonEnvironment, folder: string): Promise<void> {
  say(`Python environment ${environment}: creating (once, in .vscode-test/)`);
  await rm(folder, { recursive: true, force: true });
  const made = await run(systemPython, ['-m', 'venv', folder]).catch(() => ({ code: -1, output: 'no python3' }));
  if (made.code === 0) return;
  const hint = process.platform === 'linux' ? ': apt-get install python3-venv' : '';
  throw new MissingPart(`Python 3.10 or newer with venv is needed${hint} (${gist(made.output)})`);
}

async function mlflowVersion(interpreter: string): Promise<string> {
  const script = "import importlib.metadata; print(importlib.metadata.version('mlflow'))";
  return (await run(interpreter, ['-c', script])).output.trim();
}

const systemPython = process.env.PROMPTRAIL_PYTHON ?? (process.platform === 'win32' ? 'python' : 'python3');

export const parts = {
  vscode: vscodeServer,
  browser,
  python: async () => [await newestPython('mlflow3'), await newestPython('mlflow2')],
} satisfies Record<string, () => Promise<unknown>>;
export type Part = keyof typeof parts;

/** Fetches parts side by side. Rejects with one `MissingPart` per line when any cannot be had. */
export async function fetchParts(names: readonly Part[]): Promise<void> {
  const results = await Promise.allSettled(names.map((name) => parts[name]()));
  const failures = results.filter((result) => result.status === 'rejected').map((result) => result.reason as Error);
  const unexpected = failures.find((failure) => !(failure instanceof MissingPart));
  if (unexpected !== undefined) throw unexpected;
  if (failures.length > 0) throw new MissingPart(failures.map((failure) => failure.message).join('\n'));
}

if (import.meta.main) {
  const all = Object.keys(parts) as Part[];
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !all.includes(name as Part));
  try {
    if (unknown.length > 0) throw new MissingPart(`Unknown part "${unknown[0]}"; there are ${all.join(', ')}`);
    await fetchParts(named.length > 0 ? (named as Part[]) : all);
  } catch (error) {
    if (!(error instanceof MissingPart)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
