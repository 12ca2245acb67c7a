import type { MetricDirection, MetricRow } from '../../src/compare/comparison.ts';
import { MenuButton } from '../ui/Menu.tsx';
import { useView } from '../view.ts';
import { directionText } from './metricRows.ts';

const ICONS = { higher: 'arrow-up', lower: 'arrow-down' } as const;

const CHOICES: readonly { readonly value: MetricDirection | 'none'; readonly label: string }[] = [
  { value: 'higher', label: 'Higher is better' },
  { value: 'lower', label: 'Lower is better' },
  { value: 'none', label: 'Neither is better' },
];

/** Says whether more of a metric is better, and lets it be said. */
export function DirectionChoice({ row }: { row: MetricRow }) {
  const view = useView();
  const { key, direction, directionFrom } = row;
  const isSaid = directionFrom === 'user';
  const current = direction ?? (isSaid ? 'none' : null);
  const choose = (value: MetricDirection | 'none' | null): Promise<void> =>
    view.ask((host) => host.setMetricDirection(key, value));
  const said = CHOICES.map(({ value, label }) => ({
    label,
    ...(value === current && { icon: 'check' }),
    onChoose: () => choose(value),
  }));
  const forget = { label: 'Decide by What Is Known of It', onChoose: () => choose(null) };
  return (
    <MenuButton
      icon={direction === null ? 'dash' : ICONS[direction]}
      label={`${directionText(row)}: change for ${key}`}
      groups={[said, isSaid ? [forget] : []]}
    />
  );
}
