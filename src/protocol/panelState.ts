/**
 * What VS Code keeps for a compare panel over tab switches and window reloads: which runs it shows and how, never
 * their content. Both sides read it back through `parsePanelState`, since an older version may have written it.
 */
import * as z from 'zod/mini';
import { SECTION_NAMES } from '../compare/comparison.ts';
import { MAX_RUNS } from './compare.ts';

// A webview's content security policy forbids the code that zod would otherwise generate.
z.config({ jitless: true });

const shortText = z.string().check(z.maxLength(4096));

export const runRefSchema = z.strictObject({
  folder: shortText,
  runId: z.string().check(z.minLength(1), z.maxLength(512)),
});

const sections = z.readonly(z.array(z.enum(SECTION_NAMES)));

const uiSchema = z.strictObject({
  /** Whether rows without a difference are hidden; `exceptions` are the sections where it is the other way round. */
  differencesOnly: z.boolean(),
  exceptions: sections,
  collapsed: sections,
  /** How texts are diffed; null follows the panel's width. */
  layout: z.nullable(z.enum(['split', 'unified'])),
  /** The run whose texts are shown against the baseline's; null is the second column. */
  candidate: z.nullable(z.readonly(runRefSchema)),
  /** Vertical scroll position in pixels. */
  scroll: z.number().check(z.minimum(0)),
});

const panelStateSchema = z.strictObject({
  version: z.literal(1),
  runs: z.readonly(z.array(z.readonly(runRefSchema)).check(z.minLength(1), z.maxLength(MAX_RUNS))),
  ui: z.readonly(uiSchema),
});

export type UiState = z.infer<typeof uiSchema>;
export type PanelState = z.infer<typeof panelStateSchema>;

export const INITIAL_UI: UiState = {
  differencesOnly: false,
  exceptions: [],
  collapsed: [],
  layout: null,
  candidate: null,
  scroll: 0,
};

/** The state if it is one; undefined for anything else. */
export function parsePanelState(value: unknown): PanelState | undefined {
  return panelStateSchema.safeParse(value).data;
}
