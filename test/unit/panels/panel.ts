import type { Log } from '../../../src/model/log.ts';
import type { PromptText, Snapshot } from '../../../src/model/snapshot.ts';
import { runSubject, subjectKey } from '../../../src/model/subject.ts';
import type { RunSubject, Subject } from '../../../src/model/subject.ts';
import type { CompareActions, CompareSource } from '../../../src/panels/compareActions.ts';
import { openCompareChannel } from '../../../src/panels/compareChannel.ts';
import { CompareSession } from '../../../src/panels/compareSession.ts';
import type { CompareSettings } from '../../../src/protocol/compare.ts';
import { sentimentV1, sentimentV2 } from '../../fixtures/build.ts';

export const FOLDER = 'file:///workspace';

/** The run a snapshot was read of. */
export const runOf = (snapshot: Snapshot): RunSubject => runSubject({ folder: FOLDER, runId: snapshot.head.id });

export const NO_SETTINGS: CompareSettings = { metricDirections: {}, promptParams: {} };

export interface PanelSpec {
  readonly snapshots?: readonly Snapshot[];
  /** Takes the place of actions that are only noted. */
  readonly actions?: Partial<CompareActions>;
  readonly source?: Partial<CompareSource>;
  /** Thrown by every action that is only noted. */
  readonly fails?: Error;
  /** Takes what is sent to the webview. */
  readonly receive?: (text: string) => void;
}

/**
 * The host's side of a panel: the session and the channel of a webview that is a list of what was sent. What is asked
 * of the rest of the extension is noted as `[name, ...arguments]`, prompts by their ids.
 */
export function openPanel(spec: PanelSpec = {}) {
  const { snapshots = [sentimentV1(), sentimentV2()], actions, source, fails, receive } = spec;
  const store = new Map(snapshots.map((snapshot) => [subjectKey(runOf(snapshot)), snapshot]));
  const asked: unknown[][] = [];
  const logged: string[] = [];
  const sent: string[] = [];
  const listeners = new Set<(message: unknown) => void>();
  const note =
    (name: string) =>
    async (...values: unknown[]): Promise<never> => {
      asked.push([name, ...values.map(brief)]);
      if (fails !== undefined) throw fails;
      return undefined as never;
    };
  const noted = new Proxy({} as CompareActions, { get: (_, name) => note(String(name)) });
  const session = new CompareSession(snapshots.map(runOf), {
    source: {
      snapshot: async (subject: Subject) => store.get(subjectKey(subject)),
      editable: (subject) => subject.kind === 'run',
      settings: () => NO_SETTINGS,
      ...source,
    },
    habits: { keep: note('keepHabits') },
    actions: new Proxy(noted, {
      get: (target, name) => actions?.[name as keyof CompareActions] ?? target[name as keyof CompareActions],
    }),
    events: {
      stateChanged: (state) => channel.events.stateChanged(state),
      failed: (problem) => channel.events.failed(problem),
      act: (action) => channel.events.act(action),
      showSection: (section) => channel.events.showSection(section),
    },
    failed: (error) => logged.push(`failed: ${String(error)}`),
    shown: () => undefined,
  });
  const channel = openCompareChannel(
    {
      postMessage: async (text) => {
        sent.push(text);
        receive?.(text);
        return true;
      },
      onDidReceiveMessage: (listener) => {
        listeners.add(listener);
        return { dispose: () => listeners.delete(listener) };
      },
    },
    session,
    logInto(logged),
  );
  const post = (message: unknown): void => listeners.forEach((listener) => listener(message));
  return { session, store, asked, logged, sent, post, channel };
}

function brief(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('prompt' in value)) return value;
  return { ...value, prompt: (value.prompt as PromptText).id };
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
