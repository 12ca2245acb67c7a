import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { stringifyJson } from '../../../src/model/json.ts';
import { ensureFolder, resultsFolder } from '../../harness/paths.ts';
import { ALLOWED } from './allowed.ts';

/** One place where the two servers differ. */
export interface Difference {
  /** The program and its case, or the table of requests. */
  readonly where: string;
  /** The call as its method and path, or `returned` for what the client made of the answers. */
  readonly call: string;
  /** What was sent, for people. */
  readonly sent: string;
  /** The field, for example `body.run.info.status`. */
  readonly path: string;
  readonly mlflow: unknown;
  readonly ours: unknown;
  /** The two HTTP statuses; 0 outside of calls. */
  readonly status: { readonly mlflow: number; readonly ours: number };
  /** The bodies of the two answers; empty outside of calls. */
  readonly text: { readonly mlflow: string; readonly ours: string };
}

export type Place = Omit<Difference, 'path' | 'mlflow' | 'ours'>;

/** Every leaf in which two JSON values differ. */
export function differences(place: Place, mlflow: unknown, ours: unknown, path: string): readonly Difference[] {
  if (isDeepStrictEqual(mlflow, ours)) return [];
  if (isObject(mlflow) && isObject(ours) && Array.isArray(mlflow) === Array.isArray(ours)) {
    const keys = new Set([...Object.keys(mlflow), ...Object.keys(ours)]);
    return [...keys].flatMap((key) => differences(place, mlflow[key], ours[key], `${path}.${key}`));
  }
  return [{ ...place, path, mlflow, ours }];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const used = new Set<string>();

/** More of them in a failure's text help nobody. */
const MOST_SHOWN = 30;

/**
 * Fails with the differences that nothing allows: program or table, call, field, and both values. All of them, when
 * there are many, stand in `test-results/differences-<name>.txt`.
 */
export function expectExplained(name: string, found: readonly Difference[]): void {
  const texts = found.filter((difference) => !isAllowed(difference)).map(toText);
  const file = join(ensureFolder(resultsFolder), `differences-${name.replace(/\W+/g, '-')}.txt`);
  rmSync(file, { force: true });
  if (texts.length === 0) return;
  writeFileSync(file, `${texts.join('\n\n')}\n`);
  const rest = texts.length > MOST_SHOWN ? `\n\n... and ${texts.length - MOST_SHOWN} more, in ${file}` : '';
  throw new Error(`${texts.length} differences\n\n${texts.slice(0, MOST_SHOWN).join('\n\n')}${rest}`);
}

function isAllowed(difference: Difference): boolean {
  const [id] = Object.entries(ALLOWED).find(([, { covers }]) => covers(difference)) ?? [];
  if (id !== undefined) used.add(id);
  return id !== undefined;
}

function toText({ where, call, sent, path, mlflow, ours, status }: Difference): string {
  const values = [`MLflow:     ${shown(mlflow)}`, `Promptrail: ${shown(ours)}`];
  const request =
    sent === '' ? [] : [`sent:       ${sent.slice(0, 400)}`, `statuses:   ${status.mlflow}, ${status.ours}`];
  return [`${where} > ${call} > ${path}`, ...request, ...values].join('\n  ');
}

/** Entries of the list that no difference needed. */
export const unused = (): readonly string[] => Object.keys(ALLOWED).filter((id) => !used.has(id));

function shown(value: unknown): string {
  const text = value === undefined ? '(absent)' : stringifyJson(value);
  return text.length > 400 ? `${text.slice(0, 400)}...` : text;
}
