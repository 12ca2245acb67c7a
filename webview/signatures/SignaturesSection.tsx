import type { Comparison, ModelSignature, Column, SignatureTable } from '../../src/compare/comparison.ts';
import { ModelHeading } from '../tables/ModelHeading.tsx';
import { useView } from '../view.ts';
import { SignatureGrid } from './SignatureGrid.tsx';
import styles from './SignaturesSection.module.css';

export function SignaturesSection({ comparison }: { comparison: Comparison }) {
  return (
    <>
      {comparison.signatures.models.map((model) => (
        <Signature key={model.key} model={model} columns={comparison.columns} />
      ))}
    </>
  );
}

interface SignatureProps {
  readonly model: ModelSignature;
  readonly columns: readonly Column[];
}

function Signature({ model, columns }: SignatureProps) {
  const view = useView();
  if (!model.differs && view.hidesIdentical('signatures')) return null;
  const without = columns.filter((_, index) => model.columns[index]?.state === 'none').map((column) => column.name);
  const tables: readonly (readonly [string, SignatureTable])[] = [
    ['Inputs', model.inputs],
    ['Outputs', model.outputs],
    ['Params', model.params],
  ];
  return (
    <>
      <ModelHeading name={model.key} />
      {without.length > 0 && (
        <p class={styles['note']}>Logged without a signature{columns.length > 1 && ` in ${without.join(', ')}`}.</p>
      )}
      {tables.map(([title, table]) => (
        <SignatureGrid
          key={title}
          title={title}
          label={`${title} of ${model.key}`}
          columns={columns}
          rows={view.visibleRows('signatures', table.items)}
        />
      ))}
    </>
  );
}
