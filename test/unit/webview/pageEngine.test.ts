import { afterEach, describe, expect, it } from 'vitest';
import { compare } from '../../../src/compare/compare.ts';
import { answer } from '../../../webview/engine/calls.ts';
import type { Call } from '../../../webview/engine/calls.ts';
import { PageEngine } from '../../../webview/engine/pageEngine.ts';
import type { WorkerPort } from '../../../webview/engine/pageEngine.ts';
import { buildPrompt, buildSnapshot, sentimentV1, sentimentV2 } from '../../fixtures/build.ts';

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

/** A worker as it runs, its message copied both ways, on this thread. */
async function startWorker(): Promise<WorkerPort> {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  port2.addEventListener('message', ({ data }: MessageEvent<Call>) => port2.postMessage(answer(data)));
  port2.start();
  port1.start();
  return port1;
}

const small = [sentimentV1(), sentimentV2()];
const large = [1, 2].map((run) =>
  buildSnapshot({
    info: { runId: `${run}` },
    prompts: [buildPrompt(`${'word '.repeat(9_000)}${run}`)],
    metrics: { a: NaN },
  }),
);
describe('the engine of the page', () => {
  it('answers at once what is small', () => {
    let started = 0;
    const engine = new PageEngine(() => (started++, startWorker()));
    expect(engine.compare(small, {})).toEqual(compare(small));
    expect(started).toBe(0);
  });

  it('asks one worker for all that is large, and gives the same answer', async () => {
    let started = 0;
    const engine = new PageEngine(() => (started++, startWorker()));
    const other = large.toReversed();
    const [first, second] = [engine.compare(large, {}), engine.compare(other, {})];
    expect([await first, await second]).toEqual([compare(large), compare(other)]);
    expect(started).toBe(1);
  });

  it('passes on what the comparison refuses', async () => {
    const engine = new PageEngine(startWorker);
    const many = Array.from({ length: 11 }, () => large[0] ?? sentimentV1());
    await expect(engine.compare(many, {})).rejects.toThrow('At most 10 columns');
  });

  it('does without a worker where none can run', async () => {
    const broken = new EventTarget();
    const port = Object.assign(broken, {
      postMessage: () => queueMicrotask(() => void broken.dispatchEvent(new Event('error'))),
    });
    const engine = new PageEngine(async () => port as WorkerPort);
    expect(await engine.compare(large, {})).toEqual(compare(large));
    expect(engine.compare(large, {})).toEqual(compare(large));
  });
});
