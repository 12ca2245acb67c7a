import type { ArtifactRow, Comparison, RunColumn } from '../../src/compare/comparison.ts';
import type { RunRef } from '../../src/model/runRef.ts';
import { contextAttribute } from '../../src/protocol/webviewContext.ts';
import { CompareTable, Missing } from '../tables/CompareTable.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Name } from '../ui/Name.tsx';
import { TextButton } from '../ui/TextButton.tsx';
import { useView } from '../view.ts';
import styles from './ArtifactsSection.module.css';

export function ArtifactsSection({ comparison }: { comparison: Comparison }) {
  const view = useView();
  const refs = view.refs.value;
  const { columns } = comparison;
  const { items, truncated } = comparison.artifacts;
  const cut = columns.filter((_, index) => truncated[index] === true).map((column) => column.name);
  return (
    <>
      <CompareTable
        name="artifacts"
        caption="Artifact files"
        columns={columns}
        rows={view.visibleRows('artifacts', items)}
        keyOf={(row) => row.path}
        head={(row) => <Path path={row.path} />}
        cell={(row, column) => <File row={row} column={column} run={columns[column]} diffable={canDiff(row, column)} />}
        context={(row, column) => contextOf(row, column, refs)}
      />
      {cut.length > 0 && (
        <p class={styles['note']}>
          Only a part of the files{columns.length > 1 && ` of ${cut.join(', ')}`} is listed: there are too many.
        </p>
      )}
    </>
  );
}

/** Whether a column's file can be opened against the baseline's. */
function canDiff(row: ArtifactRow, column: number): boolean {
  return column > 0 && isPresent(row, 0) && isPresent(row, column) && row.cells[column]?.change !== 'same';
}

function isPresent(row: ArtifactRow, column: number): boolean {
  return row.cells[column]?.present === true;
}

function contextOf(row: ArtifactRow, column: number, refs: readonly RunRef[]): string | undefined {
  const run = refs[column];
  if (run === undefined || !isPresent(row, column)) return undefined;
  const baseline = canDiff(row, column) ? refs[0] : undefined;
  return contextAttribute({ webviewSection: 'artifactRow', run, baseline, path: row.path });
}

/** The folder is quieter than the file's name, which is what tells rows apart. */
function Path({ path }: { path: string }) {
  const end = path.lastIndexOf('/') + 1;
  return (
    <>
      <span class={styles['folder']}>
        <Name text={path.slice(0, end)} />
      </span>
      <wbr />
      {path.slice(end)}
    </>
  );
}

interface FileProps {
  readonly row: ArtifactRow;
  readonly column: number;
  readonly run: RunColumn | undefined;
  readonly diffable: boolean;
}

function File({ row, column, run, diffable }: FileProps) {
  const view = useView();
  const cell = row.cells[column];
  if (cell === undefined || !cell.present) return <Missing what="no such file" change={cell?.change} />;
  const title = cell.sha256 === null ? `${cell.size} bytes` : `${cell.size} bytes, SHA-256 ${cell.sha256}`;
  return (
    <span class={styles['file']} title={title}>
      <TextButton
        label={`Open ${row.path} of ${run?.name ?? ''}, ${cell.sizeText}`}
        onPress={() => view.openArtifact(column, row.path)}
      >
        {cell.sizeText}
      </TextButton>
      {diffable && (
        <IconButton
          icon="diff"
          label={`Diff ${row.path} of ${run?.name ?? ''} against the baseline`}
          onPress={() => view.diffArtifact(column, row.path)}
        />
      )}
    </span>
  );
}
