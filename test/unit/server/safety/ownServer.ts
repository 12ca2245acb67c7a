import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach } from 'vitest';
import { exchange, type Exchange, type Reply } from '../served.ts';

const ENTRY = path.resolve('src/server/main.ts');

const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  }
});

/** A server in a process of its own, on the store of a folder; ended after the test. */
export class OwnServer {
  readonly child: ChildProcess;
  readonly port: number;
  readonly token: string;
  /** What it said on stderr so far. */
  readonly log: readonly string[];

  private constructor(child: ChildProcess, port: number, token: string, log: readonly string[]) {
    this.child = child;
    this.port = port;
    this.token = token;
    this.log = log;
  }

  /** @param flags of Node. */
  static async start(folder: string, flags: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<OwnServer> {
    const child = spawn(process.execPath, [...flags, ENTRY, 'serve', folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    running.push(child);
    const log: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
    const said = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(`The server ended: ${log.join('\n')}`)));
    const [line] = await Promise.race([said, ended]);
    const { uri, password } = JSON.parse(line) as { readonly uri: string; readonly password: string };
    return new OwnServer(child, Number(new URL(uri).port), password, log);
  }

  async send(
    method: string,
    target: string,
    body?: string | Uint8Array,
    headers: Exchange['headers'] = {},
  ): Promise<Reply> {
    const given = { Authorization: `Bearer ${this.token}`, ...headers };
    return exchange(this.port, { method, target, headers: given, body });
  }

  /** The largest amount of memory it held since `forgetPeak`, in bytes; Linux alone says so. */
  get peak(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1]) * 1024;
  }

  /** Counts the peak from what it holds now. */
  forgetPeak(): void {
    writeFileSync(`/proc/${this.child.pid}/clear_refs`, '5');
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}
