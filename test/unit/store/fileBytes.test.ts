import { randomBytes } from 'node:crypto';
import { truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { FileBytes } from '../../../src/store/fileBytes.ts';
import { openStore, tempFolder } from '../../fixtures/tempStore.ts';

const CONTENT = randomBytes(1_000_003);

async function openFile(start = 0, end = CONTENT.length - 1) {
  const file = path.join(tempFolder(), 'file');
  writeFileSync(file, CONTENT);
  const handle = await open(file);
  return { file, handle, bytes: new FileBytes(handle, { start, end }) };
}

/** A target that takes each piece some turns later, and may go away after some of them. */
function slowTarget(pieces = Infinity) {
  const taken: Buffer[] = [];
  const target = new Writable({
    write(piece: Buffer, _encoding, done) {
      void turn().then(() => {
        taken.push(Buffer.from(piece)); // what it holds now, were the buffer used again too early
        if (taken.length >= pieces) target.destroy();
        else done();
      });
    },
  });
  target.on('error', () => undefined);
  return { target, received: () => Buffer.concat(taken) };
}

describe('The bytes of a file', () => {
  test('arrive whole or as the range asks, however slowly they are taken', async () => {
    for (const [start, end] of [[0, CONTENT.length - 1] as const, [7, 600_000] as const, [5, 5] as const]) {
      const { bytes, handle } = await openFile(start, end);
      const { target, received } = slowTarget();
      await bytes.sendTo(target);
      expect(received().equals(CONTENT.subarray(start, end + 1))).toBe(true);
      expect(handle.fd).toBe(-1);
    }
  });

  test('of an empty file are none', async () => {
    const { bytes, handle } = await openFile(0, -1);
    const { target, received } = slowTarget();
    await bytes.sendTo(target);
    expect([received().length, handle.fd]).toEqual([0, -1]);
  });

  test('fail when the file became shorter, after what was there', async () => {
    const { file, bytes, handle } = await openFile();
    truncateSync(file, 300_000);
    const { target, received } = slowTarget();
    await expect(bytes.sendTo(target)).rejects.toThrow('The file became shorter while it was read.');
    expect([received().equals(CONTENT.subarray(0, 300_000)), handle.fd]).toEqual([true, -1]);
  });

  test('fail when their reader goes away, and the file is closed', async () => {
    const { bytes, handle } = await openFile();
    await expect(bytes.sendTo(slowTarget(2).target)).rejects.toThrow('The reader of the file went away.');
    expect(handle.fd).toBe(-1);
    const late = await openFile();
    const { target } = slowTarget();
    target.destroy();
    await expect(late.bytes.sendTo(target)).rejects.toThrow();
    expect(late.handle.fd).toBe(-1);
  });
});

test('An upload is written as it was sent, in pieces of any size', async () => {
  const { artifacts } = openStore();
  const pieces = [CONTENT, CONTENT.subarray(0, 1), 'text é', CONTENT, CONTENT.subarray(3), Buffer.alloc(0)];
  await artifacts.write('a/file', Readable.from(pieces));
  const file = await artifacts.open('a/file');
  const { target, received } = slowTarget();
  await file.bytes().sendTo(target);
  const expected = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
  expect([file.size, received().equals(expected)]).toEqual([expected.length, true]);
});
