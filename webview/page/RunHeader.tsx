import type { Column } from '../../src/compare/comparison.ts';
import { contextAttribute } from '../../src/protocol/webviewContext.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Name } from '../ui/Name.tsx';
import { useView } from '../view.ts';
import header from './Header.module.css';
import { labelledFacts } from './runFacts.ts';
import styles from './RunHeader.module.css';
import { SectionLinks } from './SectionLinks.tsx';
import { StatusIcon } from './StatusIcon.tsx';

/** The head of a run's own page: what it is called, how it went, and the way to a comparison. */
export function RunHeader({ column }: { column: Column }) {
  const view = useView();
  const [subject] = view.subjects.value;
  return (
    <header class={header['header']}>
      <div
        class={styles['titles']}
        data-vscode-context={subject && contextAttribute({ webviewSection: 'columnHeader', subject })}
      >
        <h1 id="page-heading" tabIndex={-1} class={`${header['title']} ${styles['title']}`}>
          <StatusIcon status={column.status} />
          <span class={styles['name']}>
            <Name text={column.name} />
          </span>
        </h1>
      </div>
      <div class={styles['actions']}>
        <IconButton
          icon="target"
          label={`Reveal ${column.name} in the sidebar`}
          onPress={() => view.ask((host) => host.reveal(view.subject(0)))}
        />
        {view.canAdd.value && (
          <Button primary onPress={() => view.columns.add()}>
            Compare with…
          </Button>
        )}
      </div>
      <dl class={styles['facts']}>
        {labelledFacts(column).map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <SectionLinks />
    </header>
  );
}
