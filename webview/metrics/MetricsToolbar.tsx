import { AGGREGATES } from '../../src/compare/comparison.ts';
import type { UiState } from '../../src/protocol/panelState.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Segments } from '../ui/Segments.tsx';
import { TextButton } from '../ui/TextButton.tsx';
import { useView } from '../view.ts';
import { AGGREGATE_TITLES } from './metricRows.ts';
import styles from './MetricsToolbar.module.css';

/** Changes how metrics are shown. */
export function useMetricsUi() {
  const view = useView();
  const metrics = view.ui.value.metrics;
  const change = (changes: Partial<UiState['metrics']>): void =>
    view.changeUi({ metrics: { ...view.ui.peek().metrics, ...changes } });
  return { metrics, change };
}

interface MetricsToolbarProps {
  /** Whether any metric can have got worse. */
  readonly comparable: boolean;
  /** How many charts can be opened, and how many are open. */
  readonly closed: number;
  readonly open: number;
  readonly onShow: () => void;
  readonly onClose: () => void;
}

const AGGREGATE_OPTIONS = AGGREGATES.map((value) => ({ value, title: AGGREGATE_TITLES[value] }));

/** Which value of each metric the table shows, in which order; and all charts at once. */
export function MetricsToolbar({ comparable, closed, open, onShow, onClose }: MetricsToolbarProps) {
  const { metrics, change } = useMetricsUi();
  return (
    <div class={styles['toolbar']}>
      <Segments
        label="Value shown of each metric"
        value={metrics.aggregate}
        options={AGGREGATE_OPTIONS}
        onChoose={(aggregate) => change({ aggregate })}
      />
      {comparable && (
        <Checkbox checked={metrics.regressionsFirst} onChange={(regressionsFirst) => change({ regressionsFirst })}>
          Regressions first
        </Checkbox>
      )}
      <span class={styles['end']}>
        {closed > 0 && (
          <TextButton onPress={onShow}>{closed === 1 ? 'Show 1 chart' : `Show ${closed} charts`}</TextButton>
        )}
        {open > 0 && <TextButton onPress={onClose}>{open === 1 ? 'Close chart' : 'Close charts'}</TextButton>}
      </span>
    </div>
  );
}
