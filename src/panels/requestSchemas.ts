import * as z from 'zod';
import { MAX_RUNS } from '../protocol/compare.ts';
import type { CompareRequests } from '../protocol/compare.ts';
import { runRefSchema } from '../protocol/panelState.ts';

const name = z.string().max(100_000);

/** What the arguments of every request must look like. */
export const requestSchemas = {
  loadState: z.tuple([]),
  reorder: z.tuple([z.array(runRefSchema).max(MAX_RUNS)]),
  removeRuns: z.tuple([z.array(runRefSchema).max(MAX_RUNS)]),
  addRuns: z.tuple([]),
  diffPrompt: z.tuple([runRefSchema, runRefSchema, name]),
  openArtifact: z.tuple([runRefSchema, name]),
  diffArtifact: z.tuple([runRefSchema, runRefSchema, name]),
  copyText: z.tuple([z.string().max(2_000_000)]),
  revealRun: z.tuple([runRefSchema]),
  showLog: z.tuple([]),
} as const satisfies { readonly [Name in keyof CompareRequests]: z.ZodType<Parameters<CompareRequests[Name]>> };

/** The envelope of a call, as birpc writes it: `q`uery, its `i`d, `m`ethod and `a`rguments. */
export const callSchema = z.object({
  t: z.literal('q'),
  i: z.string().max(100),
  m: z.enum(Object.keys(requestSchemas) as (keyof CompareRequests)[]),
  a: z.array(z.unknown()).max(4),
});
