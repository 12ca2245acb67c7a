import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SIGNATURE_CASES, type SignatureCase } from '../fixtures/signatureCases.ts';
import { ASKED_SIGNATURES, SAVED_EXAMPLES } from '../fixtures/signatureExamples.ts';
import { buildModel } from '../fixtures/build.ts';
import { exampleVerdict } from '../../src/compare/signatures/signatureExample.ts';
import { loadExample } from '../../src/compare/signatures/signatureExampleLoad.ts';
import { tempFolder } from '../fixtures/tempStore.ts';
import { stringifyJson } from '../../src/model/json.ts';
import type { Signature } from '../../src/model/signature.ts';
import { CLIENTS, lastJson, PROGRAMS, runPython } from './client.ts';
import type { PythonEnvironment } from '../harness/parts.ts';

interface Call {
  readonly model: Signature | null;
  readonly data: string;
  readonly params: string | null;
}

interface Answer {
  readonly taken: boolean;
  readonly error: string | null;
  /** Of a call with an example: its file, and the MLmodel file beside it. */
  readonly saved?: string;
  readonly mlmodel?: string;
}

/** Whether a text stands in it other than as a key. */
const hasText = (example: string | null): boolean => /"[^"]*"(?!\s*:)/.test(example ?? '');

/** What `predict` of models with these signatures makes of the calls. */
async function predict(client: PythonEnvironment, calls: readonly object[]): Promise<readonly Answer[]> {
  const folder = tempFolder();
  const file = join(folder, 'calls.json');
  writeFileSync(file, stringifyJson(calls));
  const { code, stdout, stderr } = await runPython(client, [join(PROGRAMS, 'signature_calls.py'), file], folder, {});
  if (code !== 0) throw new Error(stderr);
  return lastJson(stdout) as Answer[];
}

const ASKED = SIGNATURE_CASES.filter(({ call }) => call !== null);
const named = ({ rule, about }: SignatureCase): string => `${rule}: ${about}`;

describe.each(CLIENTS)('predict of %s', (client) => {
  test('takes and refuses the calls that the rules of signatures say', { timeout: 120_000 }, async () => {
    const calls = ASKED.flatMap(({ before, after, call, params = null }): Call[] =>
      [before, after].map((model) => ({ model, data: call ?? '', params })),
    );
    const answers = await predict(client, calls);
    const said = ASKED.map((each, index) => {
      const [before, after] = answers.slice(2 * index, 2 * index + 2);
      return `${named(each)}: ${before?.taken ? '' : `${before?.error} `}${after?.taken ? 'accepted' : 'refused'}`;
    });
    const expected = ASKED.map((each) => {
      const mlflow = client === 'mlflow2' ? (each.pandas2 ?? each.mlflow) : each.mlflow;
      return `${named(each)}: ${mlflow}`;
    });
    expect(said).toEqual(expected);
  });

  test('takes the input examples that are said to fit, and refuses the others', { timeout: 120_000 }, async () => {
    const pairs = SAVED_EXAMPLES.flatMap((saved) => ASKED_SIGNATURES.map((model) => ({ saved, model })));
    const answers = await predict(
      client,
      pairs.map(({ saved: { example, of }, model }) => ({ model, example, of })),
    );
    const unlike = pairs.flatMap(({ saved, model }, index) => {
      const { taken = false, error = null, saved: inputExample = null, mlmodel = '' } = answers[index] ?? {};
      const carrier = buildModel({ description: { signature: saved.of, inputExample, mlmodel } });
      const verdict = exampleVerdict(loadExample(carrier), model);
      // Strings of pandas 2 are Python objects, which pass for more.
      if (verdict?.accepted === taken || (client === 'mlflow2' && taken && hasText(inputExample))) return [];
      return [`${saved.about} ${inputExample} for ${stringifyJson(model)}: ${stringifyJson(verdict)} but ${error}`];
    });
    expect(unlike).toEqual([]);
  });
});
