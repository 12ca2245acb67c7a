import type { ComponentChildren } from 'preact';
import { Button, IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useView } from '../view.ts';
import styles from './Notices.module.css';

/** What the reader must know about the page as it stands: runs that are gone, an action that failed. */
export function Notices() {
  const view = useView();
  const gone = view.state.value?.gone ?? [];
  const problem = view.state.value === undefined ? undefined : view.problem.value;
  return (
    <>
      {problem !== undefined && (
        <Notice icon="warning" text={problem.message}>
          <Button onPress={() => view.showLog()}>Show Log</Button>
          <IconButton icon="close" label="Dismiss" onPress={() => view.dismissProblem()} />
        </Notice>
      )}
      {gone.map(({ ref, name }) => (
        <Notice key={`${ref.folder} ${ref.runId}`} icon="trash" text={`${name} was deleted.`}>
          <Button onPress={() => view.remove(ref)}>Remove from Comparison</Button>
        </Notice>
      ))}
    </>
  );
}

function Notice({ icon, text, children }: { icon: string; text: string; children: ComponentChildren }) {
  return (
    <div class={styles['notice']}>
      <Icon name={icon} />
      <span class={styles['text']}>{text}</span>
      <span class={styles['actions']}>{children}</span>
    </div>
  );
}
