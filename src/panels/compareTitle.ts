import { subjectRef } from '../model/subjectRef.ts';
import type { CompareState } from '../protocol/compare.ts';

/** A panel's tab title: one name, two, or the baseline's and how many more. Names are logged data: one line, cut. */
export function compareTitle({ columns, gone }: CompareState): string {
  const left = columns.map(({ subject, snapshot }) => snapshot.head.name || subjectRef(subject));
  const names = (left.length > 0 ? left : gone.map(({ name }) => name)).map(oneLine);
  const [baseline, other] = names;
  if (baseline === undefined) return 'Promptrail';
  if (other === undefined) return baseline;
  return names.length === 2 ? `${baseline} ↔ ${other}` : `${baseline} ↔ ${names.length - 1} others`;
}

function oneLine(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
