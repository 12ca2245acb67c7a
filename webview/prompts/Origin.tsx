import type { PromptCell } from '../../src/compare/comparison.ts';
import styles from './Origin.module.css';

const WORDS = { param: 'Param', registry: 'Registry', file: 'File', modelConfig: 'Model config' } as const;

/** Where a prompt is from: `Registry v3 → v4`, with what its author wrote about the version; `Param → File`. */
export function Origin({ before, after }: { before: PromptCell | undefined; after: PromptCell }) {
  const places = [...new Set([before, after].flatMap((cell) => originOf(cell) ?? []))];
  const message = after.commitMessage ?? null;
  if (places.length === 0) return null;
  return (
    <span class={styles['origin']}>
      {wordsOf(places)}
      {message !== null && message !== '' && <q class={styles['message']}>{message}</q>}
    </span>
  );
}

function originOf(cell: PromptCell | undefined): string | undefined {
  if (cell === undefined || cell.origin === null) return undefined;
  return cell.version === null ? WORDS[cell.origin] : `${WORDS[cell.origin]} v${cell.version}`;
}

/** Of the same registry the versions alone: `Registry v3 → v4`. */
function wordsOf(places: readonly string[]): string {
  const [first = '', second] = places;
  const registry = `${WORDS.registry} `;
  const isOne = second?.startsWith(registry) === true && first.startsWith(registry);
  return second === undefined ? first : `${first} → ${isOne ? second.slice(registry.length) : second}`;
}
