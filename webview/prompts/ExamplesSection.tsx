import type { Comparison } from '../../src/compare/comparison.ts';
import { ComparedTexts } from '../texts/ComparedTexts.tsx';
import { IconButton } from '../ui/Button.tsx';
import { useView } from '../view.ts';

/** Input examples are JSON texts, compared as such. */
export function ExamplesSection({ comparison }: { comparison: Comparison }) {
  const view = useView();
  return (
    <ComparedTexts
      section="inputExamples"
      columns={comparison.columns}
      rows={comparison.inputExamples.items}
      details={(row, column) => (row.cells[column]?.parsed === false ? 'Not JSON: shown as it was logged' : null)}
      actions={(row, column) => {
        const text = row.cells[column]?.text ?? null;
        return (
          text !== null && (
            <IconButton
              icon="copy"
              label={`Copy the input example of ${row.key}`}
              onPress={() => view.copy(text, 'Input example')}
            />
          )
        );
      }}
    />
  );
}
