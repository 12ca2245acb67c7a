import type { Comparison } from '../../src/compare/comparison.ts';
import { Button } from '../ui/Button.tsx';
import { useView } from '../view.ts';
import styles from './Header.module.css';
import { SectionLinks } from './SectionLinks.tsx';

/** The head of a comparison: what stands against what. */
export function Header({ comparison }: { comparison: Comparison }) {
  const view = useView();
  const [baseline, ...others] = comparison.columns.map((column) => column.name);
  return (
    <header class={styles['header']}>
      <div class={styles['titles']}>
        <h1 class={styles['title']}>Compare</h1>
        <p class={styles['subtitle']}>
          <strong>{others.length === 1 ? others[0] : `${others.length} others`}</strong> against{' '}
          <strong>{baseline}</strong>
          {comparison.summary.identical && ': identical in everything but name and times'}
        </p>
      </div>
      {view.canAdd.value && <Button onPress={() => view.columns.add()}>Add…</Button>}
      <SectionLinks />
    </header>
  );
}
