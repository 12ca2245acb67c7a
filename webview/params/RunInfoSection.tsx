import type { Comparison } from '../../src/compare/comparison.ts';
import { ValueTable } from '../tables/ValueTable.tsx';
import { useView } from '../view.ts';

export function RunInfoSection({ comparison }: { comparison: Comparison }) {
  const rows = useView().visibleRows('runInfo', comparison.runInfo.items);
  return (
    <ValueTable
      name="runInfo"
      caption="Run details"
      columns={comparison.columns}
      rows={rows}
      keyOf={(row) => row.key}
      head={(row) => row.label}
    />
  );
}
