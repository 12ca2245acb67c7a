import * as z from 'zod/mini';
import { MAX_RUNS } from '../protocol/compare.ts';
import type { CompareRequests } from '../protocol/compare.ts';
import { runRefSchema } from '../protocol/panelState.ts';

const name = z.string().check(z.maxLength(100_000));

/** What the arguments of every request must look like. */
export const requestSchemas = {
  loadState: z.tuple([]),
  reorder: z.tuple([z.array(runRefSchema).check(z.maxLength(MAX_RUNS))]),
  removeRuns: z.tuple([z.array(runRefSchema).check(z.maxLength(MAX_RUNS))]),
  addRuns: z.tuple([]),
  diffPrompt: z.tuple([runRefSchema, runRefSchema, name]),
  openArtifact: z.tuple([runRefSchema, name]),
  diffArtifact: z.tuple([runRefSchema, runRefSchema, name]),
  copyText: z.tuple([z.string().check(z.maxLength(2_000_000))]),
  revealRun: z.tuple([runRefSchema]),
  showLog: z.tuple([]),
} as const satisfies { readonly [Name in keyof CompareRequests]: z.ZodMiniType<Parameters<CompareRequests[Name]>> };

/** The envelope of a call, as birpc writes it: `q`uery, its `i`d, `m`ethod and `a`rguments. */
export const callSchema = z.object({
  t: z.literal('q'),
  i: z.string().check(z.maxLength(100)),
  m: z.enum(Object.keys(requestSchemas) as (keyof CompareRequests)[]),
  a: z.array(z.unknown()).check(z.maxLength(4)),
});
