import type { DiffLine } from '../../src/compare/comparison.ts';
import type { DiffItem } from './diffItems.ts';
import styles from './DiffTable.module.css';
import { Fold } from './Fold.tsx';
import type { UnifiedLine } from './folds.ts';
import { Line } from './Line.tsx';
import type { LineKind } from './Line.tsx';
import type { VariableFinder } from './variableMarks.ts';

/** What finds the template variables in either text. */
export interface SideVariables {
  readonly left: VariableFinder;
  readonly right: VariableFinder;
}

/** What the cells of a diff are drawn with. */
interface DiffText {
  /** Unique on the page. */
  readonly name: string;
  readonly variables: SideVariables;
}

interface CellsProps {
  readonly text: DiffText;
  readonly item: DiffItem;
  readonly span: number;
}

/** The cells of one row of a diff. */
export function DiffCells({ text, item, span }: CellsProps) {
  if (item.kind === 'fold') return <Fold name={text.name} fold={item.whole} shown={item.stretch} span={span} />;
  if (item.kind === 'line') return <UnifiedCells text={text} line={item.line} />;
  const { kind, left, right } = item.row;
  const isSame = kind === 'same';
  return (
    <>
      <Side text={text} side="left" line={left} kind={isSame ? 'same' : 'removed'} against={right} />
      <Side text={text} side="right" line={right} kind={isSame ? 'same' : 'added'} against={left} />
    </>
  );
}

interface SideProps {
  readonly text: DiffText;
  readonly side: 'left' | 'right';
  readonly line: DiffLine | null;
  readonly kind: LineKind;
  readonly against: DiffLine | null;
}

function Side({ text, side, line, kind, against }: SideProps) {
  if (line === null) return <td colSpan={2} class={styles['absent']} />;
  return (
    <>
      <td class={styles['number']} data-kind={kind}>
        {line.number}
      </td>
      <td class={styles['line']} data-kind={kind} data-side={side}>
        <Line
          name={`${text.name}/${side}/${line.number}`}
          line={line}
          kind={kind}
          against={against}
          find={text.variables[side]}
        />
      </td>
    </>
  );
}

function UnifiedCells({ text, line: { kind, line, left, right, against } }: { text: DiffText; line: UnifiedLine }) {
  const side = kind === 'removed' ? 'left' : 'right';
  return (
    <>
      <td class={styles['number']} data-kind={kind}>
        {left}
      </td>
      <td class={styles['number']} data-kind={kind}>
        {right}
      </td>
      <td class={styles['line']} data-kind={kind} data-side={side}>
        <Line
          name={`${text.name}/${side}/${line.number}`}
          line={line}
          kind={kind}
          against={against}
          find={text.variables[side]}
        />
      </td>
    </>
  );
}
