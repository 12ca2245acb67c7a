import * as z from 'zod/mini';
import type { RunRef } from '../model/runRef.ts';
import { parseWebviewContext } from '../protocol/webviewContext.ts';
import type { VersionNode } from '../views/modelNodes.ts';

const refSchema = z.object({ folder: z.string(), runId: z.string() });

/**
 * The runs a command was called on: tree items (theirs and the whole selection), run references of our own code, or
 * the context of a panel's cell. Empty when it was called without any, from the palette or by a key.
 */
export function runsOf(args: readonly unknown[]): readonly RunRef[] {
  const [item, selection] = args;
  const items =
    Array.isArray(selection) && selection.length > 0
      ? (selection as unknown[])
      : Array.isArray(item)
        ? (item as unknown[])
        : [item];
  return items.flatMap((candidate) => {
    const inPanel = parseWebviewContext(candidate);
    if (inPanel) return [inPanel.run];
    const ref = refSchema.safeParse(hasRef(candidate) ? candidate.ref : candidate);
    return ref.success ? [ref.data] : [];
  });
}

/** The model versions a command was called on; empty when called without any. */
export function versionsOf(args: readonly unknown[]): readonly VersionNode[] {
  const [item, selection] = args;
  const items: readonly unknown[] = Array.isArray(selection) && selection.length > 0 ? selection : [item];
  return items.filter(isVersionNode);
}

function hasRef(value: unknown): value is { readonly ref: unknown } {
  return typeof value === 'object' && value !== null && 'ref' in value;
}

function isVersionNode(value: unknown): value is VersionNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'version';
}
