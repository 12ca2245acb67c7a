import { expect, test } from 'vitest';
import { PanelHabits } from '../../../src/panels/panelHabits.ts';
import { habitsOf, INITIAL_UI } from '../../../src/protocol/panelState.ts';

function memory(kept?: unknown) {
  const values = new Map<string, unknown>(kept === undefined ? [] : [['promptrail.compare.habits', kept]]);
  return {
    get: (key: string) => values.get(key),
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
}

test('what one panel keeps, the next begins with', async () => {
  const kept = memory();
  const habits = habitsOf({ ...INITIAL_UI, differencesOnly: true, collapsed: ['tags'] });
  await new PanelHabits(kept).keep(habits);
  expect(new PanelHabits(kept).current).toEqual(habits);
});

test('which charts are open is no habit', () => {
  const { metrics } = habitsOf({ ...INITIAL_UI, metrics: { ...INITIAL_UI.metrics, smoothing: 0.5, charts: ['loss'] } });
  expect(metrics).toEqual({ ...INITIAL_UI.metrics, smoothing: 0.5 });
});

test('what an older version kept is left alone', () => {
  for (const kept of [undefined, null, 'text', { differencesOnly: 'yes' }, { collapsed: ['nothing'] }]) {
    expect(new PanelHabits(memory(kept)).current).toBeUndefined();
  }
});
