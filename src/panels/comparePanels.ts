import * as vscode from 'vscode';
import { COMPARE_PANEL } from '../contributions.ts';
import { invalid, UserError } from '../model/errors.ts';
import type { Log } from '../model/log.ts';
import type { RunRef } from '../model/runRef.ts';
import { MAX_RUNS, MIN_RUNS } from '../protocol/compare.ts';
import { parsePanelState } from '../protocol/panelState.ts';
import { openCompareChannel } from './compareChannel.ts';
import { comparePage, newNonce } from './comparePage.ts';
import { CompareSession } from './compareSession.ts';
import type { CompareActions, RunSource } from './compareSession.ts';
import { compareTitle } from './compareTitle.ts';
import { panelFor } from './reuse.ts';
import type { OpenPanel } from './reuse.ts';

/** How soon a change in a store is shown, in milliseconds; all changes until then are read at once. */
const REFRESH_AFTER = 200;

export interface ComparePanelsDeps {
  readonly source: RunSource;
  readonly actions: CompareActions;
  /** The folder of the webview's bundle: the only one a panel may load from. */
  readonly bundle: vscode.Uri;
  /** The tab's icon, for light and for dark themes. */
  readonly icon?: { readonly light: vscode.Uri; readonly dark: vscode.Uri };
  readonly log: Log;
}

export interface OpenOptions {
  /** Leaves the keyboard where it is, as when someone walks through a list of runs. */
  readonly preserveFocus?: boolean;
}

export interface ComparePanels extends vscode.Disposable {
  /**
   * Shows these runs side by side, the first as baseline; one alone on a page of its own. A panel that shows the same
   * runs is brought to the front. A run alone takes the place of the one opened so before, unless that panel has
   * become a comparison: looking through runs leaves one tab, not many.
   */
  open(runs: readonly RunRef[], options?: OpenOptions): Promise<void>;
}

export function registerComparePanels(deps: ComparePanelsDeps): ComparePanels {
  const panels = new Set<ComparePanel>();
  const show = (panel: vscode.WebviewPanel, runs: readonly RunRef[]): void => {
    const shown = new ComparePanel(panel, runs, deps);
    panels.add(shown);
    panel.onDidDispose(() => panels.delete(shown));
  };
  const serializer = vscode.window.registerWebviewPanelSerializer(COMPARE_PANEL, {
    deserializeWebviewPanel: async (panel, kept: unknown) => {
      const state = parsePanelState(kept);
      if (state !== undefined) return show(panel, state.runs);
      deps.log.warn('A compare panel could not be restored: its kept state is not one of this version.');
      panel.dispose();
    },
  });
  return {
    open: async (refs, { preserveFocus = false } = {}) => {
      // A caller's value may hold more than a reference; what a panel keeps over a reload must not.
      const runs = refs.map(({ folder, runId }): RunRef => ({ folder, runId }));
      if (runs.length < MIN_RUNS || runs.length > MAX_RUNS) {
        throw invalid(`A panel compares up to ${MAX_RUNS} runs; ${refs.length} are selected.`);
      }
      const reused = panelFor([...panels], runs);
      if (reused === undefined) show(createPanel(preserveFocus), runs);
      else await reused.show(runs, preserveFocus);
    },
    dispose: () => {
      serializer.dispose();
      for (const panel of panels) panel.dispose();
    },
  };
}

function createPanel(preserveFocus: boolean): vscode.WebviewPanel {
  const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
  const options = { enableFindWidget: true, retainContextWhenHidden: false };
  return vscode.window.createWebviewPanel(COMPARE_PANEL, 'Promptrail', place, options);
}

class ComparePanel implements OpenPanel, vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #session: CompareSession;
  readonly #log: Log;
  readonly #disposables: { dispose(): void }[] = [];
  #refreshTimer: NodeJS.Timeout | undefined;

  constructor(panel: vscode.WebviewPanel, runs: readonly RunRef[], deps: ComparePanelsDeps) {
    this.#panel = panel;
    this.#log = deps.log;
    this.#session = new CompareSession(runs, {
      source: deps.source,
      actions: deps.actions,
      events: {
        stateChanged: (state) => channel.events.stateChanged(state),
        failed: (it) => channel.events.failed(it),
      },
      failed: (error) => this.#report(error),
      shown: (state) => {
        panel.title = compareTitle(state);
      },
    });
    const channel = openCompareChannel(panel.webview, this.#session, deps.log);
    this.#disposables.push(
      channel,
      deps.source.onDidChange(() => this.#refreshSoon()),
    );
    panel.onDidDispose(() => this.#released());
    if (deps.icon !== undefined) panel.iconPath = deps.icon;
    panel.webview.options = { enableScripts: true, localResourceRoots: [deps.bundle] };
    panel.webview.html = page(panel.webview, deps.bundle);
  }

  compares(runs: readonly RunRef[]): boolean {
    return this.#session.compares(runs);
  }

  get hasCompared(): boolean {
    return this.#session.hasCompared;
  }

  async show(runs: readonly RunRef[], preserveFocus: boolean): Promise<void> {
    this.#panel.reveal(undefined, preserveFocus);
    await this.#session.show(runs);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /**
   * At a fixed time after the first change, not after the last one: a run that logs all the time is to be seen too.
   * A hidden panel has no page; it asks for its state when it is shown again.
   */
  #refreshSoon(): void {
    if (this.#refreshTimer !== undefined || !this.#panel.visible) return;
    this.#refreshTimer = setTimeout(() => {
      this.#refreshTimer = undefined;
      this.#session.refresh().catch((error: unknown) => this.#report(error));
    }, REFRESH_AFTER);
  }

  #report(error: unknown): void {
    if (error instanceof UserError) this.#log.warn(`The compare panel: ${error.message}`);
    else this.#log.error('The compare panel failed.', error);
  }

  #released(): void {
    clearTimeout(this.#refreshTimer);
    for (const disposable of this.#disposables.splice(0)) disposable.dispose();
  }
}

function page(webview: vscode.Webview, bundle: vscode.Uri): string {
  const uri = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(bundle, file)).toString();
  return comparePage({
    cspSource: webview.cspSource,
    nonce: newNonce(),
    script: uri('main.js'),
    styles: [uri('codicon.css'), uri('main.css')],
  });
}
