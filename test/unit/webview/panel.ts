import { openCompareChannel } from '../../../src/panels/compareChannel.ts';
import { CompareSession } from '../../../src/panels/compareSession.ts';
import type { CompareActions } from '../../../src/panels/compareSession.ts';
import type { Log } from '../../../src/model/log.ts';
import type { RunRef } from '../../../src/model/runRef.ts';
import type { RunSnapshot } from '../../../src/model/snapshot.ts';
import type { PanelState } from '../../../src/protocol/panelState.ts';
import { Host } from '../../../webview/host.ts';
import { CompareView } from '../../../webview/state.ts';
import { sentimentV1, sentimentV2 } from '../../fixtures/build.ts';

export const FOLDER = 'file:///workspace';

export const refOf = (snapshot: RunSnapshot): RunRef => ({ folder: FOLDER, runId: snapshot.run.info.runId });

interface PanelSpec {
  readonly snapshots?: readonly RunSnapshot[];
  readonly kept?: PanelState;
  readonly pick?: CompareActions['pickRuns'];
  /** Throws in place of every action that leaves the panel. */
  readonly fails?: Error;
}

/**
 * A compare panel as it runs, both sides and the line between them, but for VS Code itself: its webview is an event
 * target, the runs a map, and what the panel asks of the rest of the extension is noted.
 */
export function openPanel({ snapshots = [sentimentV1(), sentimentV2()], kept, pick, fails }: PanelSpec = {}) {
  const store = new Map(snapshots.map((snapshot) => [snapshot.run.info.runId, snapshot]));
  const asked: unknown[][] = [];
  const logged: string[] = [];
  const sent: string[] = [];
  const note =
    (name: string) =>
    async (...values: unknown[]): Promise<void> => {
      asked.push([name, ...values]);
      if (fails !== undefined) throw fails;
    };
  const page = new EventTarget();
  const listeners = new Set<(message: unknown) => void>();
  const post = (message: unknown): void => listeners.forEach((listener) => listener(message));
  const session = new CompareSession(snapshots.map(refOf), {
    source: { snapshot: async (ref) => store.get(ref.runId) },
    actions: {
      pickRuns: pick ?? (async () => undefined),
      diffPrompt: note('diffPrompt'),
      openArtifact: note('openArtifact'),
      diffArtifact: note('diffArtifact'),
      copyText: note('copyText'),
      revealRun: note('revealRun'),
      showLog: note('showLog'),
    },
    events: {
      stateChanged: (state) => channel.events.stateChanged(state),
      failed: (problem) => channel.events.failed(problem),
    },
    failed: (error) => logged.push(`failed: ${String(error)}`),
    shown: () => undefined,
  });
  const channel = openCompareChannel(
    {
      postMessage: async (text) => {
        sent.push(text);
        return page.dispatchEvent(new MessageEvent('message', { data: text }));
      },
      onDidReceiveMessage: (listener) => {
        listeners.add(listener);
        return { dispose: () => listeners.delete(listener) };
      },
    },
    session,
    logInto(logged),
  );
  let state: unknown = kept;
  const api = {
    postMessage: post,
    getState: () => state,
    setState: (next: unknown) => {
      state = next;
    },
  };
  const view = new CompareView(new Host(api, page));
  return { view, session, store, asked, logged, sent, page, post, kept: () => state as PanelState, channel };
}

function logInto(lines: string[]): Log {
  const line =
    (level: string) =>
    (message: string | Error, ...args: unknown[]): void => {
      lines.push([level, String(message), ...args.map(String)].join(' '));
    };
  return { trace: line('trace'), debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}

/** Lets everything that was already sent arrive. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
