/** A file that changed since the commit two others have in common; a renamed one has two places. */
export interface ChangedFile {
  readonly before: string;
  readonly after: string;
  readonly change: 'added' | 'deleted' | 'changed';
}

/** Where a file stands in each of two commits; undefined where it does not. */
export interface FilePair {
  readonly left: string | undefined;
  readonly right: string | undefined;
}

/**
 * The files that differ between two commits, out of what each changed since the commit they have in common: a file
 * that one side left alone is there as it was.
 */
export function filesBetween(left: readonly ChangedFile[], right: readonly ChangedFile[]): readonly FilePair[] {
  const [byLeft, byRight] = [left, right].map((files) => new Map(files.map((file) => [file.before, file])));
  const places = [...new Set([...left, ...right].map(({ before }) => before))].toSorted();
  const inBase = (place: string): boolean =>
    byLeft?.get(place)?.change !== 'added' && byRight?.get(place)?.change !== 'added';
  const placeIn = (files: ReadonlyMap<string, ChangedFile> | undefined, place: string): string | undefined => {
    const file = files?.get(place);
    if (file === undefined) return inBase(place) ? place : undefined;
    return file.change === 'deleted' ? undefined : file.after;
  };
  return places
    .map((place) => ({ left: placeIn(byLeft, place), right: placeIn(byRight, place) }))
    .filter((pair) => pair.left !== undefined || pair.right !== undefined);
}
