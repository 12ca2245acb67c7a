import * as z from 'zod';
import { checkArtifactPath } from '../../model/artifactPath.ts';
import { invalid } from '../../model/errors.ts';
import type { Tag } from '../../model/run.ts';
import { TRACE_KEYS } from '../../model/trace.ts';
import { checkLength } from '../../model/validation.ts';

const MAX_ID_LENGTH = 250;
const MAX_NAME_LENGTH = 4096;
const MAX_SESSION_LENGTH = 250;

/** A protobuf map of texts. */
export const textMap = z.record(z.string(), z.string()).default({});

export const toTags = (map: Readonly<Record<string, string>>): readonly Tag[] =>
  Object.entries(map).map(([key, value]) => ({ key, value }));

/** A client chooses a trace's id, and the id names the folder of its files: it must be one plain name. */
export function checkTraceId(traceId: string): void {
  checkLength(traceId, MAX_ID_LENGTH, 'trace_id');
  if (traceId.includes('/') || checkArtifactPath(traceId) !== traceId) {
    throw invalid(`Invalid trace ID '${traceId}'. It must be a plain name.`);
  }
}

/** What MLflow refuses of a trace's tags and metadata. */
export function checkTraceTexts(tags: readonly Tag[], metadata: readonly Tag[]): void {
  checkTraceName(tags);
  for (const { key, value } of metadata) {
    if (key === TRACE_KEYS.session) checkLength(value, MAX_SESSION_LENGTH, 'Session ID');
  }
}

export function checkTraceName(tags: readonly Tag[]): void {
  for (const { key, value } of tags) if (key === TRACE_KEYS.name) checkLength(value, MAX_NAME_LENGTH, 'Trace name');
}
