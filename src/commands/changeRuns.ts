import type { Folders } from '../folders/folders.ts';
import type { RunRef } from '../model/runRef.ts';
import type { Runs } from '../store/runs.ts';

/** Changes runs in one transaction per store: written and announced once, however many they are. */
export function changeRuns(
  folders: Pick<Folders, 'storeOf'>,
  refs: readonly RunRef[],
  change: (runs: Runs, runId: string) => void,
): void {
  for (const [folder, own] of Map.groupBy(refs, (ref) => ref.folder)) {
    const store = folders.storeOf({ folder });
    store.write(() => {
      for (const { runId } of own) change(store.runs, runId);
    });
  }
}
