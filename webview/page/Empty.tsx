import type { Problem } from '../../src/protocol/problem.ts';
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

export function TooFew() {
  const view = useView();
  const [only] = view.state.value?.runs ?? [];
  const name = only?.snapshot.run.info.runName;
  return (
    <div class={styles['empty']}>
      <Icon name="git-compare" />
      <h1>Nothing to compare</h1>
      <p>{name === undefined ? 'None of the runs exists any more.' : `${name} is the only run left.`}</p>
      <div class={styles['actions']}>
        <Button primary onPress={() => view.addRuns()}>
          Add Run…
        </Button>
      </div>
    </div>
  );
}
