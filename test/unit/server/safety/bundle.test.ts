import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

// What the server's process could do at all: what is not in its program it cannot be made to do.

const ROOT = path.resolve('.');

/** The parts of Node that the server's program takes, and the names it takes of those that reach further. */
async function partsOfNode(): Promise<{ readonly parts: readonly string[]; readonly text: string }> {
  const { metafile, outputFiles } = await build({
    entryPoints: ['src/server/main.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    external: ['better-sqlite3'],
    outdir: 'unused',
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const parts = imports.filter(({ external }) => external).map((one) => one.path.replace(/^node:/, ''));
  return { parts: [...new Set(parts)].toSorted(), text: outputFiles[0]?.text ?? '' };
}

test('test 11: the program of the server holds nothing to start a process, a thread or a connection with', async () => {
  const { parts, text } = await partsOfNode();
  const harmless = ['assert', 'buffer', 'crypto', 'events', 'fs', 'fs/promises', 'os', 'path', 'process', 'stream'];
  const known = new Set([...harmless, 'stream/promises', 'timers/promises', 'url', 'util', 'better-sqlite3', 'http']);
  expect(parts.filter((part) => !known.has(part))).toEqual([]);
  const ofHttp = [...text.matchAll(/import \{([^}]*)\} from "(?:node:)?http"/g)].flatMap(([, names = '']) =>
    names.split(','),
  );
  expect(ofHttp.map((name) => name.trim().replace(/ as .*/, ''))).toEqual(['createServer']);
  expect(text).not.toMatch(/\bnew (?:WebSocket|EventSource|Worker|XMLHttpRequest)\b|\bprocess\.(?:binding|dlopen)\b/);
  expect(text.match(/(?<![.\w#])(?:fetch|eval)\(|\bnew Function\(/g) ?? []).toEqual([]);
});

test('test 11: only the editor side of the server room starts or asks a server', () => {
  const reaching =
    /from 'node:(child_process|cluster|dgram|dns|http2|https|inspector|net|repl|tls|vm|worker_threads)(?:\/[a-z]+)?'/;
  const files = ['src/server', 'src/store', 'src/model'].flatMap((room) =>
    readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${room}/${file}`),
  );
  const found = files.flatMap((file) => {
    const lines = readFileSync(path.join(ROOT, file), 'utf8').split('\n');
    // A type is gone when the program runs.
    return lines
      .filter((line) => reaching.test(line) && !line.startsWith('import type'))
      .map((line) => `${file}: ${line}`);
  });
  expect(found.map((line) => line.replace(/ \{.*\} /, ' '))).toEqual([
    "src/server/launch.ts: import from 'node:child_process';",
  ]);
});
