import { useComputed } from '@preact/signals';
import type { UiState } from '../../src/protocol/panelState.ts';
import { useView } from '../view.ts';

/** How metrics are shown, and how that is changed. Nothing else of the page's state draws who asks for it anew. */
export function useMetricsUi() {
  const view = useView();
  const metrics = useComputed(() => view.ui.value.metrics);
  const change = (changes: Partial<UiState['metrics']>): void => {
    const before = view.ui.peek().metrics;
    const after = { ...before, ...changes };
    if (JSON.stringify(after) !== JSON.stringify(before)) view.changeUi({ metrics: after });
  };
  return { metrics: metrics.value, change };
}
