import type { Comparison } from '../../src/compare/comparison.ts';
import { ValueTable } from '../tables/ValueTable.tsx';
import { Name } from '../ui/Name.tsx';
import { useView } from '../view.ts';

export function ParamsSection({ comparison }: { comparison: Comparison }) {
  const rows = useView().visibleRows('params', comparison.params.items);
  return (
    <ValueTable
      name="params"
      caption="Parameters"
      columns={comparison.columns}
      rows={rows}
      keyOf={(row) => row.key}
      cut={(row) => (row.isPrompt ? 'short' : 'normal')}
      head={(row) => <Name text={row.key} />}
    />
  );
}
