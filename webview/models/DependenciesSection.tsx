import type { Comparison, ModelDependencies } from '../../src/compare/comparison.ts';
import { ModelHeading } from '../tables/ModelHeading.tsx';
import { ValueTable } from '../tables/ValueTable.tsx';
import { Name } from '../ui/Name.tsx';
import { useView } from '../view.ts';

export function DependenciesSection({ comparison }: { comparison: Comparison }) {
  return (
    <>
      {comparison.dependencies.models.map((model) => (
        <Dependencies key={model.key} comparison={comparison} model={model} />
      ))}
    </>
  );
}

function Dependencies({ comparison, model }: { comparison: Comparison; model: ModelDependencies }) {
  const rows = useView().visibleRows('dependencies', model.items);
  if (rows.length === 0) return null;
  return (
    <>
      <ModelHeading name={model.key} />
      <ValueTable
        name={`dependencies/${model.key}`}
        caption={`Dependencies of ${model.key}`}
        columns={comparison.columns}
        rows={rows}
        keyOf={(row) => row.name}
        head={(row) => <Name text={row.name} />}
      />
    </>
  );
}
