import type { Comparison, ModelCell } from '../../src/compare/comparison.ts';
import { CompareTable, Missing } from '../tables/CompareTable.tsx';
import { Name } from '../ui/Name.tsx';
import { useView } from '../view.ts';
import styles from './ModelsSection.module.css';

export function ModelsSection({ comparison }: { comparison: Comparison }) {
  const rows = useView().visibleRows('models', comparison.models.items);
  return (
    <CompareTable
      name="models"
      caption="Logged models"
      columns={comparison.columns}
      rows={rows}
      keyOf={(row) => row.key}
      head={(row) => <Name text={row.key} />}
      cell={(row, column) => <Model cell={row.cells[column]} />}
    />
  );
}

function Model({ cell }: { cell: ModelCell | undefined }) {
  if (cell === undefined || !cell.present) return <Missing what="not logged" change={cell?.change} />;
  const made = [
    cell.flavors.join(', '),
    cell.mlflowVersion !== null && `MLflow ${cell.mlflowVersion}`,
    cell.pythonVersion !== null && `Python ${cell.pythonVersion}`,
  ].filter((fact) => fact !== false && fact !== '');
  return (
    <>
      <div class={styles['title']}>Version {cell.version ?? '?'}</div>
      {cell.registered.map((name) => (
        <div key={name}>{name}</div>
      ))}
      <div class={styles['facts']}>{made.join(' · ')}</div>
      {cell.problems.map((problem) => (
        <div key={problem} class={styles['problem']}>
          {problem}
        </div>
      ))}
    </>
  );
}
