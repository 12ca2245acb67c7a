import type { Comparison, ExampleRow } from '../../src/compare/comparison.ts';
import { Candidates } from '../texts/Candidates.tsx';
import { useView } from '../view.ts';
import { ExampleArticle } from './ExampleArticle.tsx';

/** Input examples: as text, and as tables where they are. */
export function ExamplesSection({ comparison: { columns, inputExamples } }: { comparison: Comparison }) {
  const view = useView();
  const rows: readonly ExampleRow[] = view.visibleRows('inputExamples', inputExamples.items);
  if (rows.length === 0) return null;
  return (
    <Candidates
      id="inputExamples"
      columns={columns}
      content={(column) =>
        rows.map((row) => <ExampleArticle key={row.key} row={row} column={column} columns={columns} />)
      }
    />
  );
}
