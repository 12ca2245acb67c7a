import { build } from 'esbuild';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, newProfile } from '../test/harness/browser.ts';
import { packageExtension } from '../test/harness/package.ts';
import { projectRoot, temporaryFolder } from '../test/harness/paths.ts';
import { copySampleWorkspace } from '../test/harness/sample.ts';
import { installExtension, type ServedVSCode, serveVSCode } from '../test/harness/vscode-server.ts';

const BENCH = join(projectRoot, 'bench');

/** A VS Code with Promptrail installed as users get it, the bare extension beside it, and a browser for its windows. */
export class BenchEditor {
  readonly #folder: string;
  readonly #served: ServedVSCode;
  readonly #browser: Browser;
  #workspaces = 0;

  private constructor(folder: string, served: ServedVSCode, browser: Browser) {
    this.#folder = folder;
    this.#served = served;
    this.#browser = browser;
  }

  static async start(): Promise<BenchEditor> {
    const folder = temporaryFolder('bench');
    const extensionsFolder = join(folder, 'extensions');
    await installExtension(await packageExtension(folder), extensionsFolder);
    await bundle(join(BENCH, 'bare/extension.ts'), join(folder, 'bare/extension.cjs'));
    await cp(join(BENCH, 'bare/package.json'), join(folder, 'bare/package.json'));
    const environment = { PROMPTRAIL_BENCH: BENCH, PROMPTRAIL_BENCH_REPORT: join(folder, 'report.json') };
    const served = await serveVSCode({
      dataFolder: join(folder, 'data'),
      extensionsFolder,
      forTests: true,
      environment,
    });
    return new BenchEditor(folder, served, await launchBrowser());
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#served.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** A new copy of the sample workspace. */
  async newWorkspace(): Promise<string> {
    const workspace = join(this.#folder, `workspace-${this.#workspaces++}`);
    await copySampleWorkspace(workspace);
    return workspace;
  }

  /** Opens a window of its own profile; `prepare` sees its page before anything is loaded. */
  async openWindow(workspace: string, prepare: (page: Page) => Promise<void>): Promise<Page> {
    return this.#open(workspace, [], prepare);
  }

  /** Runs a program of `bench/host` in the extension host of a new window and returns what it reports. */
  async runInHost<Report>(program: string, workspace: string): Promise<Report> {
    const bundled = join(this.#folder, `${program}.cjs`);
    await bundle(join(BENCH, 'host', `${program}.ts`), bundled);
    const over = Promise.withResolvers<void>();
    const page = await this.#open(
      workspace,
      [['extensionTestsPath', this.#served.remoteUri(bundled)]],
      async (opened) => {
        // The two functions a VS Code window under test calls in the page that drives it.
        const errors: string[] = [];
        await opened.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
          if (type === 'error') errors.push(args.map(String).join(' '));
        });
        await opened.exposeFunction('codeAutomationExit', (code: number) =>
          code === 0 ? over.resolve() : over.reject(new Error(`${program} failed:\n${errors.join('\n')}`)),
        );
      },
    );
    await over.promise;
    await page.context().close();
    return JSON.parse(await readFile(join(this.#folder, 'report.json'), 'utf8')) as Report;
  }

  async #open(
    workspace: string,
    payload: ReadonlyArray<readonly [string, string]>,
    prepare: (page: Page) => Promise<void>,
  ): Promise<Page> {
    const page = await (await newProfile(this.#browser)).newPage();
    await prepare(page);
    const bare = this.#served.remoteUri(join(this.#folder, 'bare'));
    await page.goto(this.#served.address(workspace, [['extensionDevelopmentPath', bare], ...payload]));
    return page;
  }
}

async function bundle(source: string, target: string): Promise<void> {
  await mkdir(join(target, '..'), { recursive: true });
  await build({
    entryPoints: [source],
    outfile: target,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    logLevel: 'warning',
  });
}
