import type { CompareView } from '../state.ts';
import { IconButton } from '../ui/Button.tsx';
import { useView } from '../view.ts';
import type { ExamplePage } from './examplePages.ts';
import styles from './Pager.module.css';

const turnName = (name: string, page: number): string => `${name}/after ${page}`;

/** Which page the reader is on: every turn forward is kept under a name of its own. */
export function pageOf(view: CompareView, name: string): number {
  let page = 1;
  while (view.isExpanded(turnName(name, page))) page++;
  return page;
}

interface PagerProps {
  /** Unique on the page. */
  readonly name: string;
  readonly title: string;
  readonly shown: ExamplePage;
}

/** Turns the pages of a long table; nothing where it has one. */
export function Pager({ name, title, shown: { page, pages, first, end } }: PagerProps) {
  const view = useView();
  if (pages === 1) return null;
  return (
    <nav class={styles['pager']} aria-label={`Pages of ${title}`}>
      <IconButton
        icon="chevron-left"
        label="Previous page"
        disabled={page === 1}
        onPress={() => view.toggleExpanded(turnName(name, page - 1))}
      />
      <span>{`Records ${first + 1} to ${end}, page ${page} of ${pages}`}</span>
      <IconButton
        icon="chevron-right"
        label="Next page"
        disabled={page === pages}
        onPress={() => view.toggleExpanded(turnName(name, page))}
      />
    </nav>
  );
}
