/** Lists of rows as a look-up by run number; runs without a row give an empty list. */
export function byRun<Row extends { readonly run_no: bigint }, T>(
  rows: readonly Row[],
  map: (row: Row) => T,
): (runNo: bigint) => readonly T[] {
  const lists = new Map<bigint, T[]>();
  for (const row of rows) {
    const list = lists.get(row.run_no);
    if (list) list.push(map(row));
    else lists.set(row.run_no, [map(row)]);
  }
  return (runNo) => lists.get(runNo) ?? [];
}

/** Integers as the JSON list that `json_each(?)` takes. */
export const idList = (numbers: readonly (number | bigint)[]): string => `[${numbers.join(',')}]`;
