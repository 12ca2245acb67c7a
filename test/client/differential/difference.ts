import { isDeepStrictEqual } from 'node:util';
import { stringifyJson } from '../../../src/model/json.ts';
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
}

type Place = Omit<Difference, 'path' | 'mlflow' | 'ours'>;

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

/** The differences that nothing allows, as texts that say where to look. */
export function unexplained(found: readonly Difference[]): readonly string[] {
  return found
    .filter((difference) => {
      const [id] = Object.entries(ALLOWED).find(([, { covers }]) => covers(difference)) ?? [];
      if (id !== undefined) used.add(id);
      return id === undefined;
    })
    .map(
      ({ where, call, sent, path, mlflow, ours }) =>
        `${where} > ${call} > ${path}\n  sent:       ${sent}\n  MLflow:     ${shown(mlflow)}\n  Promptrail: ${shown(ours)}`,
    );
}

/** Entries of the list that no difference needed. */
export const unused = (): readonly string[] => Object.keys(ALLOWED).filter((id) => !used.has(id));

function shown(value: unknown): string {
  const text = value === undefined ? '(absent)' : stringifyJson(value);
  return text.length > 400 ? `${text.slice(0, 400)}...` : text;
}
