import type { ArtifactRow, Comparison, Column } from '../../src/compare/comparison.ts';
import type { Subject } from '../../src/model/subject.ts';
import { contextAttribute } from '../../src/protocol/webviewContext.ts';
import { CompareTable, Missing } from '../tables/CompareTable.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Name } from '../ui/Name.tsx';
import { TextButton } from '../ui/TextButton.tsx';
import { useView } from '../view.ts';
import styles from './ArtifactsSection.module.css';

export function ArtifactsSection({ comparison }: { comparison: Comparison }) {
  const view = useView();
  const subjects = view.subjects.value;
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
        context={(row, column) => contextOf(row, column, subjects)}
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

function contextOf(row: ArtifactRow, column: number, subjects: readonly Subject[]): string | undefined {
  const subject = subjects[column];
  if (subject === undefined || !isPresent(row, column)) return undefined;
  const baseline = canDiff(row, column) ? subjects[0] : undefined;
  const baselinePath = pathIn(row, 0);
  const against = baseline === undefined ? {} : { baseline, baselinePath };
  return contextAttribute({ webviewSection: 'artifactRow', subject, path: pathIn(row, column), ...against });
}

/** The path that the row's file has in a column. */
function pathIn(row: ArtifactRow, column: number): string {
  return row.cells[column]?.renamedFrom ?? row.path;
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
  readonly run: Column | undefined;
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
        onPress={() => view.ask((host) => host.openArtifact(view.subject(column), pathIn(row, column)))}
      >
        {cell.sizeText}
      </TextButton>
      {diffable && (
        <IconButton
          icon="diff"
          label={`Diff ${row.path} of ${run?.name ?? ''} against the baseline`}
          onPress={() =>
            view.ask((host) =>
              host.diffArtifact(view.subject(0), pathIn(row, 0), view.subject(column), pathIn(row, column)),
            )
          }
        />
      )}
    </span>
  );
}
