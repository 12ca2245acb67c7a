import * as z from 'zod/mini';
import type { RunRef } from '../model/runRef.ts';
import { runSubject } from '../model/subject.ts';
import type { RunSubject, Subject } from '../model/subject.ts';
import { subjectSchema } from '../protocol/panelState.ts';
import { parseWebviewContext, type WebviewContext } from '../protocol/webviewContext.ts';
import { versionSubject, type VersionNode } from '../views/modelNodes.ts';

const refSchema = z.object({ folder: z.string(), runId: z.string() });

/**
 * What a command was called on: tree items (theirs and the whole selection), subjects and references of our own code,
 * or the context of a panel's cell. Empty when it was called without any, from the palette or by a key.
 */
export function subjectsOf(args: readonly unknown[]): readonly Subject[] {
  return itemsOf(args).flatMap((item) => {
    const inPanel = parseWebviewContext(item);
    if (inPanel) return 'subject' in inPanel ? [inPanel.subject] : [];
    if (isVersionNode(item)) return [versionSubject(item)];
    const subject = subjectSchema.safeParse(item);
    if (subject.success) return [subject.data];
    const ref = refSchema.safeParse(hasRef(item) ? item.ref : item);
    return ref.success ? [runSubject(ref.data)] : [];
  });
}

/** The runs among them. */
export function runsOf(args: readonly unknown[]): readonly RunRef[] {
  return subjectsOf(args)
    .filter((subject): subject is RunSubject => subject.kind === 'run')
    .map(({ folder, runId }) => ({ folder, runId }));
}

/** The items of the Models view among them that are versions. */
export function versionsOf(args: readonly unknown[]): readonly VersionNode[] {
  return itemsOf(args).filter(isVersionNode);
}

/** Where in a panel the command was called, if it was called there and in that part of it. */
export function contextOf<Section extends WebviewContext['webviewSection']>(
  args: readonly unknown[],
  section: Section,
): Extract<WebviewContext, { webviewSection: Section }> | undefined {
  const context = parseWebviewContext(args[0]);
  return context?.webviewSection === section
    ? (context as Extract<WebviewContext, { webviewSection: Section }>)
    : undefined;
}

function itemsOf([item, selection]: readonly unknown[]): readonly unknown[] {
  if (Array.isArray(selection) && selection.length > 0) return selection as unknown[];
  return Array.isArray(item) ? (item as unknown[]) : [item];
}

function hasRef(value: unknown): value is { readonly ref: unknown } {
  return typeof value === 'object' && value !== null && 'ref' in value;
}

function isVersionNode(value: unknown): value is VersionNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'version';
}
