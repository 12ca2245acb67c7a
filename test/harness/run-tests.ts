/**
 * `npm test`: everything, in sections; `npm run check` (`run-tests.ts check`): what needs no part fetched.
 *
 * The parts are fetched while the checks run. A section that cannot run counts as one failure; nothing is skipped.
 * The last line is `N passed, N failed`, over all suites.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildExtension } from './build.ts';
import { type HostResult, runHostTests } from './host-runner.ts';
import { fetchParts, MissingPart } from './parts.ts';
import { ensureFolder, projectRoot, resultsFolder } from './paths.ts';
import { run } from './processes.ts';

type Counts = HostResult;

const nothing: Counts = { passed: 0, failed: 0 };
const oneFailure: Counts = { passed: 0, failed: 1 };

interface Row {
  readonly section: string;
  readonly counts: Counts;
  readonly seconds: number;
}

/** A section's work: says what it has to say on stdout and returns what passed and failed. */
type Work = () => Promise<Counts>;

const rows: Row[] = [];

async function section(name: string, work: Work): Promise<void> {
  process.stdout.write(`\n── ${name} ${'─'.repeat(Math.max(4, 70 - name.length))}\n`);
  const started = performance.now();
  const counts = await work().catch((error: unknown) => {
    process.stdout.write(`${error instanceof MissingPart ? error.message : String((error as Error).stack)}\n`);
    return oneFailure;
  });
  rows.push({ section: name, counts, seconds: Math.round((performance.now() - started) / 1000) });
}

const bin = (name: string): string => join(projectRoot, 'node_modules/.bin', name);

/** A checker is silent about what is right; undefined then, otherwise what it found. */
async function checker(name: string, args: readonly string[]): Promise<string | undefined> {
  const { code, output } = await run(bin(name), args, { cwd: projectRoot });
  return code === 0 ? undefined : `${name} ${args.join(' ')}\n${output}\n`;
}

function sum(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((total, one) => total + one.passed, 0),
    failed: all.reduce((total, one) => total + one.failed, 0),
  };
}

/** Types, lint and format, one after the other: they share the machine with the tests that run meanwhile. */
async function staticChecks(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [name, ...args] of [
    ['oxlint', '--type-aware', '--deny-warnings', '--format=unix'],
    ['prettier', '--check', '--log-level=warn', '.'],
    ...['.', 'webview', 'test'].map((project) => ['tsc', '--project', project] as const),
  ] as const) {
    const findings = await checker(name, args);
    if (findings !== undefined) found.push(findings);
  }
  return found;
}

/** A vitest project, printed as it runs, counted from its JSON report. */
async function vitest(project: string): Promise<Counts> {
  const report = join(ensureFolder(resultsFolder), `${project}.json`);
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn(bin('vitest'), ['run', '--project', project, ...reporters], {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(await readFile(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
  };
  // A file that does not load, or an error outside any test, fails the run without failing a test.
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

function summary(): Counts {
  const width = Math.max(...rows.map((row) => row.section.length));
  process.stdout.write('\n── Summary ' + '─'.repeat(63) + '\n');
  for (const { section: name, counts, seconds } of rows) {
    const verdict = counts.failed === 0 ? 'ok    ' : 'FAILED';
    const tests = counts.passed + counts.failed === 0 ? '' : `${counts.passed} passed, ${counts.failed} failed`;
    process.stdout.write(
      `${verdict}  ${name.padEnd(width)}  ${String(seconds).padStart(4)} s  ${tests}`.trimEnd() + '\n',
    );
  }
  return sum(rows.map((row) => row.counts));
}

const onlyCheck = process.argv[2] === 'check';

// Failures surface in the section that waits for the part; until then nobody listens.
const part = (name: 'vscode' | 'browser' | 'python'): Promise<void> => {
  const fetched = onlyCheck ? Promise.resolve() : fetchParts([name]);
  fetched.catch(() => undefined);
  return fetched;
};
const parts = { vscode: part('vscode'), browser: part('browser'), python: part('python') };

if (!onlyCheck) await section('Build', async () => buildExtension().then(() => nothing));
const checking = staticChecks();
await section('Unit tests', () => vitest('unit'));
await section('Lint, format, types (checked meanwhile)', async () => {
  const found = await checking;
  process.stdout.write(found.join('\n'));
  return { passed: 0, failed: found.length };
});
if (!onlyCheck) {
  await section('Process tests (servers started, killed and shared)', () => vitest('processes'));
  await section('Host tests (in the extension host of a real VS Code)', async () => {
    await Promise.all([parts.vscode, parts.browser]);
    return runHostTests();
  });
  await section('Client tests (stock MLflow clients)', async () => {
    await parts.python;
    return vitest('client');
  });
  await section('End-to-end tests (VS Code in a browser)', async () => {
    await Promise.all([parts.vscode, parts.browser, parts.python]);
    return vitest('e2e');
  });
}
const { passed, failed } = summary();
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
