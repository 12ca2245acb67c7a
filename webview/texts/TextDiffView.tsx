import type { TextDiff } from '../../src/compare/comparison.ts';
import { TextButton } from '../ui/TextButton.tsx';
import { useView } from '../view.ts';
import { Fold } from './Fold.tsx';
import { cutStretches, drawnRows, foldRows } from './folds.ts';
import { SplitRows, SplitTable } from './SplitTable.tsx';
import styles from './TextDiffView.module.css';
import { UnifiedRows, UnifiedTable } from './UnifiedTable.tsx';

/** Rows drawn before the reader asks for all of them. */
const PAGE = 1500;

export interface TextDiffViewProps {
  /** Unique on the page. */
  readonly name: string;
  readonly diff: TextDiff;
  readonly left: string;
  readonly right: string;
}

/** Two texts against each other, in the layout the reader chose, with long unchanged stretches folded. */
export function TextDiffView({ name, diff, left, right }: TextDiffViewProps) {
  const view = useView();
  if (diff.rows.length === 0) return <p class={styles['note']}>Empty in both.</p>;
  const whole = view.isExpanded(name);
  const stretches = foldRows(diff.rows);
  const isLong = drawnRows(stretches) > PAGE;
  const isSplit = view.layout.value === 'split';
  const Table = isSplit ? SplitTable : UnifiedTable;
  const Rows = isSplit ? SplitRows : UnifiedRows;
  return (
    <>
      {diff.shortened !== null && <p class={styles['note']}>{diff.shortened}</p>}
      <Table left={left} right={right}>
        {(whole ? stretches : cutStretches(stretches, PAGE)).map((stretch) => {
          const fold = `${name}/${stretch.first}`;
          return stretch.folded && !view.isExpanded(fold) ? (
            <Fold key={stretch.first} name={fold} count={stretch.rows.length} span={isSplit ? 4 : 3} />
          ) : (
            <Rows key={stretch.first} rows={stretch.rows} />
          );
        })}
      </Table>
      {isLong && (
        <p class={styles['note']}>
          <TextButton onPress={() => view.toggleExpanded(name)}>
            {whole ? `Show the first ${PAGE} lines` : `Show all ${diff.rows.length} lines`}
          </TextButton>
        </p>
      )}
    </>
  );
}
