import type { RunStatus } from '../../src/model/run.ts';
import { Icon } from '../ui/Icon.tsx';
import { STATUS_WORDS } from './columnFacts.ts';
import styles from './StatusIcon.module.css';

const ICONS: Readonly<Record<RunStatus, string>> = {
  RUNNING: 'sync',
  SCHEDULED: 'clock',
  FINISHED: 'pass',
  FAILED: 'error',
  KILLED: 'circle-slash',
};

/** A run's status before its name, as a sign and, for screen readers, a word. */
export function StatusIcon({ status }: { status: RunStatus | null }) {
  if (status === null) return null;
  return (
    <span class={styles['icon']} data-status={status} title={STATUS_WORDS[status]}>
      <Icon name={ICONS[status]} spins={status === 'RUNNING'} />
      <span class="visually-hidden">{STATUS_WORDS[status]}: </span>
    </span>
  );
}
