import type { Comparison, SectionName } from '../../src/compare/comparison.ts';
import type { SectionOverview } from '../sections.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useView } from '../view.ts';
import styles from './Header.module.css';

/** The first glance: which sections differ, and how much. */
export function Header({ comparison }: { comparison: Comparison }) {
  const view = useView();
  const { shown } = view.overview.value;
  const [baseline, ...others] = comparison.columns.map((column) => column.name);
  return (
    <header class={styles['header']}>
      <div class={styles['titles']}>
        <h1 class={styles['title']}>Compare Runs</h1>
        <p class={styles['subtitle']}>
          <strong>{others.length === 1 ? others[0] : `${others.length} runs`}</strong> against{' '}
          <strong>{baseline}</strong>
          {comparison.summary.identical && ': identical in everything but name and times'}
        </p>
      </div>
      {view.canAdd.value && <Button onPress={() => view.addRuns()}>Add Run…</Button>}
      <nav class={styles['overview']} aria-label="Sections">
        {shown.map((section) => (
          <SectionLink key={section.name} section={section} />
        ))}
      </nav>
    </header>
  );
}

function SectionLink({ section: { name, title, rows, telling } }: { section: SectionOverview }) {
  const view = useView();
  const words = telling === 0 ? (rows === 0 ? 'None' : 'Identical') : `${telling} of ${rows} differ`;
  return (
    <button
      type="button"
      class={styles['link']}
      data-differs={telling > 0}
      title={words}
      onClick={() => {
        view.open(name);
        goTo(name);
      }}
    >
      {title}
      <span class={styles['count']} aria-hidden="true">
        {telling > 0 ? telling : rows === 0 ? '–' : <Icon name="check" />}
      </span>
      <span class="visually-hidden">{words}</span>
    </button>
  );
}

function goTo(section: SectionName): void {
  const heading = document.getElementById(`${section}-heading`);
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: 'start' });
}
