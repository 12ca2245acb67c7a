import { useRef } from 'preact/hooks';
import type { Comparison, Column } from '../../src/compare/comparison.ts';
import { subjectKey } from '../../src/model/subject.ts';
import { contextAttribute } from '../../src/protocol/webviewContext.ts';
import { Badge } from '../ui/Badge.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Name } from '../ui/Name.tsx';
import { TextButton } from '../ui/TextButton.tsx';
import { useView } from '../view.ts';
import { factsLine } from './runFacts.ts';
import styles from './RunStrip.module.css';
import { StatusIcon } from './StatusIcon.tsx';

/** The heads of all columns, in sight however far the page is scrolled. */
export function RunStrip({ comparison: { columns } }: { comparison: Comparison }) {
  const view = useView();
  const list = useRef<HTMLUListElement>(null);
  const keyOf = (index: number): string => {
    const ref = view.subjects.value[index];
    return ref === undefined ? String(index) : subjectKey(ref);
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
            changed={() => (list.current ?? document.getElementById('page-heading'))?.focus({ preventScroll: true })}
          />
        ))}
      </ul>
    </div>
  );
}

interface RunHeadProps {
  readonly column: Column;
  readonly index: number;
  /** Called when one of its controls changed the columns, and may be gone with that, as may all heads but one. */
  readonly changed: () => void;
}

function RunHead({ column, index, changed }: RunHeadProps) {
  const view = useView();
  const ref = view.subjects.value[index];
  return (
    <li
      class={styles['run']}
      data-vscode-context={ref && contextAttribute({ webviewSection: 'columnHeader', subject: ref })}
    >
      <div class={styles['name']}>
        <StatusIcon status={column.status} />
        <span class={styles['label']} title={column.name}>
          <Name text={column.name} />
        </span>
      </div>
      <div class={styles['details']}>
        {index === 0 && <Badge>Baseline</Badge>}
        <span class={styles['facts']} title={factsLine(column)}>
          {factsLine(column)}
        </span>
        <span class={styles['actions']}>
          {index > 0 && (
            <span class={styles['choose']}>
              <TextButton
                label={`Make baseline: ${column.name}`}
                onPress={() => view.columns.makeBaseline(index).then(changed)}
              >
                Make baseline
              </TextButton>
            </span>
          )}
          <IconButton
            icon="target"
            label={`Reveal ${column.name} in the sidebar`}
            onPress={() => view.ask((host) => host.reveal(view.subject(index)))}
          />
          {ref !== undefined && (
            <IconButton
              icon="close"
              label={`Remove ${column.name} from the comparison`}
              onPress={() => view.columns.remove([ref]).then(changed)}
            />
          )}
        </span>
      </div>
    </li>
  );
}
