import type { Problem } from '../../src/protocol/problem.ts';
import { goneText } from '../sections.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useView } from '../view.ts';
import styles from './Empty.module.css';

export function Loading() {
  return (
    <div class={styles['empty']}>
      <Icon name="loading" spins />
      <p>Reading the runs…</p>
    </div>
  );
}

export function Failed({ problem }: { problem: Problem }) {
  const view = useView();
  return (
    <div class={styles['empty']}>
      <Icon name="warning" />
      <h1>The runs could not be read</h1>
      <p>{problem.message}</p>
      <div class={styles['actions']}>
        <Button primary onPress={() => view.load()}>
          Try Again
        </Button>
        <Button onPress={() => view.showLog()}>Show Log</Button>
      </div>
    </div>
  );
}

export function NoRuns() {
  const view = useView();
  const gone = view.state.value?.gone ?? [];
  return (
    <div class={styles['empty']}>
      <Icon name="trash" />
      <h1>{gone.length === 1 ? 'This run was deleted' : 'These runs were deleted'}</h1>
      <p>{goneText(gone)}</p>
      <div class={styles['actions']}>
        <Button onPress={() => view.addRuns()}>Show Other Runs…</Button>
      </div>
    </div>
  );
}
