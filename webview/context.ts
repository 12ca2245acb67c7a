import type { RunRef } from '../src/model/runRef.ts';

/**
 * Where a native context menu was opened, for `when` clauses of `webview/context` menus and as the argument of their
 * commands. Commands must look up what it names: it comes from a page.
 * - `runHeader`: a column's head.
 * - `promptCell`: one prompt of one run; `baseline` where it can be diffed against the baseline.
 * - `artifactRow`: one file of one run; `baseline` as above.
 */
export interface WebviewContext {
  readonly runHeader: { readonly run: RunRef | undefined };
  readonly promptCell: {
    readonly run: RunRef | undefined;
    readonly baseline: RunRef | undefined;
    readonly prompt: string;
  };
  readonly artifactRow: {
    readonly run: RunRef | undefined;
    readonly baseline: RunRef | undefined;
    readonly path: string;
  };
}

/** The text of a `data-vscode-context` attribute. */
export function contextOf<Part extends keyof WebviewContext>(part: Part, values: WebviewContext[Part]): string {
  return JSON.stringify({ webviewSection: part, ...values });
}
