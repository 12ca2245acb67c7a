/**
 * Where on the page a native context menu was opened. `when` clauses of `webview/context` menus ask for
 * `webviewSection`; the commands get the whole value, which they must read through `parseWebviewContext` and look up,
 * since it comes from a page.
 */
import * as z from 'zod/mini';
import { runRefSchema } from './panelState.ts';

const run = z.readonly(runRefSchema);
/** The run it can be diffed against; absent for the baseline itself and where that has no such thing. */
const baseline = z.optional(run);

const contextSchema = z.discriminatedUnion('webviewSection', [
  /** A column's head. */
  z.object({ webviewSection: z.literal('runHeader'), run }),
  /** One prompt of one run. */
  z.object({ webviewSection: z.literal('promptCell'), run, baseline, prompt: z.string() }),
  /** One file of one run, in the row of its path. */
  z.object({ webviewSection: z.literal('artifactRow'), run, baseline, path: z.string() }),
]);

export type WebviewContext = Readonly<z.infer<typeof contextSchema>>;

/** Undefined for anything else; VS Code's own members are left out. */
export function parseWebviewContext(value: unknown): WebviewContext | undefined {
  return contextSchema.safeParse(value).data;
}

/** The text of a `data-vscode-context` attribute. Only prompts keep VS Code's Copy, for their selected text. */
export function contextAttribute(context: WebviewContext): string {
  return JSON.stringify({ ...context, preventDefaultContextMenuItems: context.webviewSection !== 'promptCell' });
}
