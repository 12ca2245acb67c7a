import type { Comparison } from '../../src/compare/comparison.ts';
import { ValueTable } from '../tables/ValueTable.tsx';
import { Name } from '../ui/Name.tsx';
import { useView } from '../view.ts';

export function TagsSection({ comparison }: { comparison: Comparison }) {
  const rows = useView().visibleRows('tags', comparison.tags.items);
  return (
    <ValueTable
      name="tags"
      caption="Tags"
      columns={comparison.columns}
      rows={rows}
      keyOf={(row) => row.key}
      head={(row) => <Name text={row.key} />}
    />
  );
}
