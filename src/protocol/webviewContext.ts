/**
 * Where on the page a native context menu was opened. `when` clauses of `webview/context` menus ask for
 * `webviewSection`; the commands get the whole value, which they must read through `parseWebviewContext` and look up,
 * since it comes from a page.
 */
import * as z from 'zod/mini';
import { subjectSchema } from './panelState.ts';

const subject = z.readonly(subjectSchema);
/** What it can be diffed against; absent for the baseline itself and where that has no such thing. */
const baseline = z.optional(subject);

const contextSchema = z.discriminatedUnion('webviewSection', [
  /** A column's head. */
  z.object({ webviewSection: z.literal('columnHeader'), subject }),
  /** One prompt of one column; `baselinePrompt` is the id of the one it stands against. */
  z.object({
    webviewSection: z.literal('promptCell'),
    subject,
    prompt: z.string(),
    baseline,
    baselinePrompt: z.optional(z.string()),
    /** The key of the param it is; absent for prompts from elsewhere. */
    param: z.optional(z.string()),
  }),
  /** One file of one column, in the row of its path. */
  z.object({
    webviewSection: z.literal('artifactRow'),
    subject,
    path: z.string(),
    baseline,
    baselinePath: z.optional(z.string()),
  }),
  /** A param's row. */
  z.object({ webviewSection: z.literal('paramRow'), param: z.string(), isPrompt: z.boolean() }),
  /** A metric's row. */
  z.object({ webviewSection: z.literal('metricRow'), metric: z.string() }),
]);

export type WebviewContext = Readonly<z.infer<typeof contextSchema>>;

/** Undefined for anything else; VS Code's own members are left out. */
export function parseWebviewContext(value: unknown): WebviewContext | undefined {
  return contextSchema.safeParse(value).data;
}

/**
 * The text of a `data-vscode-context` attribute. Only prompts keep VS Code's Copy, for their selected text. `when`
 * clauses see nothing inside of a member, so the kind of the subject is named beside it.
 */
export function contextAttribute(context: WebviewContext): string {
  return JSON.stringify({
    ...context,
    ...('subject' in context ? { subjectKind: context.subject.kind } : {}),
    preventDefaultContextMenuItems: context.webviewSection !== 'promptCell',
  });
}
