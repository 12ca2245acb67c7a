/** Versions of Python packages, ordered as PEP 440 orders them. */
export interface PackageVersion {
  readonly epoch: number;
  /** `1.2.3` as its numbers, zeros at the end left out. */
  readonly release: readonly number[];
  /** What comes before, after and beside the release, as numbers that sort. */
  readonly rest: readonly number[];
  readonly local: readonly string[];
}

const VERSION =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/;

/** Null for texts that PEP 440 does not know. */
export function parsePackageVersion(text: string): PackageVersion | null {
  const match = VERSION.exec(text.trim().toLowerCase());
  if (match === null) return null;
  const [, epoch, release = '', pre, preNumber, implicitPost, post, postNumber, dev, devNumber, local] = match;
  const isPost = implicitPost !== undefined || post !== undefined;
  const isDev = dev !== undefined;
  return {
    epoch: Number(epoch ?? 0),
    release: release
      .replace(/(?:\.0+)+$/, '')
      .split('.')
      .map(Number),
    rest: [
      // A development version of the release itself comes before its pre-releases, and those before the release.
      pre === undefined ? (isDev && !isPost ? -1 : 3) : preRank(pre),
      Number(preNumber ?? 0),
      isPost ? 1 + Number(implicitPost ?? postNumber ?? 0) : 0,
      isDev ? Number(devNumber ?? 0) : Infinity,
    ],
    local: local?.split(/[-_.]/) ?? [],
  };
}

const preRank = (name: string): number => (name.startsWith('a') ? 0 : name.startsWith('b') ? 1 : 2);

/** Negative where the first is older, positive where it is newer, 0 where both mean the same: `1.0` and `1.0.0`. */
export function comparePackageVersions(a: PackageVersion, b: PackageVersion): number {
  return (
    a.epoch - b.epoch ||
    compareLists(a.release, b.release, compareNumbers) ||
    compareLists(a.rest, b.rest, compareNumbers) ||
    compareLists(a.local, b.local, compareLocal)
  );
}

/** Infinity minus itself is not a number. */
const compareNumbers = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Numbers come after words. */
function compareLocal(a: string, b: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber && isOtherNumber) return Number(a) - Number(b);
  if (isNumber !== isOtherNumber) return isNumber ? 1 : -1;
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Of two that begin alike the shorter one comes first. */
function compareLists<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): number {
  for (const [index, here] of a.entries()) {
    const there = b[index];
    if (there === undefined) return 1;
    const order = compare(here, there);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** How far two releases are apart, read as semantic versions. */
export function releaseChange(a: PackageVersion, b: PackageVersion): 'major' | 'minor' | 'patch' {
  if (a.epoch !== b.epoch || (a.release[0] ?? 0) !== (b.release[0] ?? 0)) return 'major';
  return (a.release[1] ?? 0) === (b.release[1] ?? 0) ? 'patch' : 'minor';
}
