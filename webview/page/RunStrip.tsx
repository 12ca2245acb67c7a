import { useRef } from 'preact/hooks';
import type { Comparison, RunColumn } from '../../src/compare/comparison.ts';
import type { RunStatus } from '../../src/model/run.ts';
import { runKey } from '../../src/model/runRef.ts';
import { contextAttribute } from '../../src/protocol/webviewContext.ts';
import { Badge } from '../ui/Badge.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Icon } from '../ui/Icon.tsx';
import { TextButton } from '../ui/TextButton.tsx';
import { useView } from '../view.ts';
import styles from './RunStrip.module.css';

const STATUS: Readonly<Record<RunStatus, { readonly icon: string; readonly word: string }>> = {
  RUNNING: { icon: 'sync', word: 'Running' },
  SCHEDULED: { icon: 'clock', word: 'Scheduled' },
  FINISHED: { icon: 'pass', word: 'Finished' },
  FAILED: { icon: 'error', word: 'Failed' },
  KILLED: { icon: 'circle-slash', word: 'Killed' },
};

/** The heads of all columns, in sight however far the page is scrolled. */
export function RunStrip({ comparison: { columns } }: { comparison: Comparison }) {
  const view = useView();
  const list = useRef<HTMLUListElement>(null);
  const keyOf = (index: number): string => {
    const ref = view.refs.value[index];
    return ref === undefined ? String(index) : runKey(ref);
  };
  return (
    <div class={styles['strip']}>
      <div class={styles['corner']}>
        <Checkbox
          checked={view.ui.value.differencesOnly}
          onChange={(differencesOnly) => view.setDifferencesOnly(differencesOnly)}
        >
          Differences only
        </Checkbox>
      </div>
      <ul class={styles['runs']} ref={list} tabIndex={-1} aria-label="Compared runs, the first is the baseline">
        {columns.map((column, index) => (
          <RunHead
            key={keyOf(index)}
            column={column}
            index={index}
            canLose={columns.length > 2}
            changed={() => list.current?.focus({ preventScroll: true })}
          />
        ))}
      </ul>
    </div>
  );
}

interface RunHeadProps {
  readonly column: RunColumn;
  readonly index: number;
  /** Whether enough runs are left to compare without this one. */
  readonly canLose: boolean;
  /** Called when one of its controls changed the columns, and may be gone with that. */
  readonly changed: () => void;
}

function RunHead({ column, index, canLose, changed }: RunHeadProps) {
  const view = useView();
  const ref = view.refs.value[index];
  const status = STATUS[column.status];
  return (
    <li
      class={styles['run']}
      data-status={column.status}
      data-vscode-context={ref && contextAttribute({ webviewSection: 'runHeader', run: ref })}
    >
      <div class={styles['name']}>
        <Icon name={status.icon} spins={column.status === 'RUNNING'} />
        <span class="visually-hidden">{status.word}: </span>
        <span class={styles['label']} title={column.name}>
          {column.name}
        </span>
      </div>
      <div class={styles['details']}>
        {index === 0 && <Badge>Baseline</Badge>}
        <span class={styles['facts']} title={factsOf(column)}>
          {factsOf(column)}
        </span>
        <span class={styles['actions']}>
          {index > 0 && (
            <span class={styles['choose']}>
              <TextButton
                label={`Make baseline: ${column.name}`}
                onPress={() => view.makeBaseline(index).then(changed)}
              >
                Make baseline
              </TextButton>
            </span>
          )}
          <IconButton icon="target" label={`Reveal ${column.name} in the sidebar`} onPress={() => view.reveal(index)} />
          {canLose && ref !== undefined && (
            <IconButton
              icon="close"
              label={`Remove ${column.name} from the comparison`}
              onPress={() => view.remove([ref]).then(changed)}
            />
          )}
        </span>
      </div>
    </li>
  );
}

function factsOf({ status, modelType, startTime, durationText }: RunColumn): string {
  const started = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  const time = durationText ?? STATUS[status].word.toLowerCase();
  return [modelType, started.format(Number(startTime)), time].filter((fact) => fact !== null).join(' · ');
}
