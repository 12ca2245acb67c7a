import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { inspect } from 'node:util';
import workerThreads from 'node:worker_threads';

/**
 * Preloaded into a server's process (`node --import`): whatever would leave the process is written to the file that
 * REACHED_OUT names, and does not happen.
 */
const file = process.env['REACHED_OUT'] ?? '';

type Anything = Record<string, unknown>;

function forbid(kind: string, owner: object, ...names: readonly string[]): void {
  for (const name of names) {
    const original = (owner as Anything)[name] as (...args: readonly unknown[]) => unknown;
    (owner as Anything)[name] = function (this: unknown, ...args: readonly unknown[]): unknown {
      // Node "looks up" the address that it listens on; that asks nobody.
      if (name === 'lookup' && args[0] === '127.0.0.1') return original.apply(this, [...args]);
      appendFileSync(file, `${kind} ${name} ${inspect(args[0], { breakLength: Infinity })}\n`);
      throw new Error(`${kind} is not allowed here`);
    };
  }
}

forbid('connect', net.Socket.prototype, 'connect');
forbid('dns', dns, 'lookup', 'resolve', 'resolve4', 'resolve6', 'reverse');
forbid('dns', dns.promises, 'lookup', 'resolve', 'resolve4', 'resolve6', 'reverse');
forbid('dgram', dgram, 'createSocket');
forbid('spawn', childProcess.ChildProcess.prototype, 'spawn');
forbid('spawn', childProcess, 'spawnSync', 'execSync', 'execFileSync');
forbid('thread', workerThreads, 'Worker');
syncBuiltinESMExports();
