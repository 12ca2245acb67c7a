import { compare } from '../../../src/compare/compare.ts';
import type { Habits, PanelState } from '../../../src/protocol/panelState.ts';
import type { Engine } from '../../../webview/answers.ts';
import { Host } from '../../../webview/host.ts';
import { CompareView } from '../../../webview/state.ts';
import * as host from '../panels/panel.ts';

export { FOLDER, runOf, settled } from '../panels/panel.ts';

interface PageSpec extends Omit<host.PanelSpec, 'receive'> {
  readonly kept?: PanelState;
  readonly habits?: Habits;
  readonly engine?: Engine;
}

/** A compare panel as it runs, both sides and the line between them, but for VS Code itself and for what is drawn. */
export function openPanel({ kept, habits, engine = { compare }, ...spec }: PageSpec = {}) {
  const page = new EventTarget();
  const receive = (text: string): void => void page.dispatchEvent(new MessageEvent('message', { data: text }));
  const panel = host.openPanel({ ...spec, receive });
  let state: unknown = kept;
  const api = {
    postMessage: panel.post,
    getState: () => state,
    setState: (next: unknown) => {
      state = next;
    },
  };
  const view = new CompareView(new Host(api, page, JSON.stringify(habits)), engine);
  return { ...panel, view, page, kept: () => state as PanelState };
}

/** A panel whose page has its first state. */
export async function loadedPanel(spec: PageSpec = {}) {
  const panel = openPanel(spec);
  await panel.view.load();
  return panel;
}

export type Panel = ReturnType<typeof openPanel>;
