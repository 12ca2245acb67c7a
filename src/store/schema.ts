import { EVALUATION_DATASETS } from './schema/evaluationDatasets.ts';
import { FIRST_STEP } from './schema/firstStep.ts';
import { SEARCH_INDEXES } from './schema/searchIndexes.ts';
import { TRACES } from './schema/traces.ts';

/**
 * The schema as ordered steps; `PRAGMA user_version` counts those that ran. A step that was released is never edited:
 * a change is a new step.
 */
export const MIGRATIONS: readonly string[] = [FIRST_STEP, [TRACES, EVALUATION_DATASETS, SEARCH_INDEXES].join('\n')];

/** "PTrl" in ASCII: marks our files, so that a foreign database is never taken for one. */
export const APPLICATION_ID = 0x5054726c;
