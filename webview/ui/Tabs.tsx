import type { ComponentChildren } from 'preact';
import styles from './Tabs.module.css';

export interface Tab {
  readonly title: string;
  readonly content: () => ComponentChildren;
}

interface TabsProps {
  /** Unique on the page. */
  readonly id: string;
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly active: number;
  readonly onChoose: (index: number) => void;
}

/** Tabs of which only the chosen one's content is drawn. */
export function Tabs({ id, label, tabs, active, onChoose }: TabsProps) {
  const choose = (event: Event): void => {
    const chosen = (event.currentTarget as HTMLElement & { activeid: string }).activeid;
    onChoose(tabs.findIndex((_, index) => chosen === `${id}-tab-${index}`));
  };
  return (
    <vscode-panels class={styles['tabs']} activeid={`${id}-tab-${active}`} aria-label={label} onChange={choose}>
      {tabs.map((tab, index) => (
        <vscode-panel-tab key={`tab-${index}`} id={`${id}-tab-${index}`}>
          <span class={styles['title']} title={tab.title}>
            {tab.title}
          </span>
        </vscode-panel-tab>
      ))}
      {tabs.map((tab, index) => (
        <vscode-panel-view key={`view-${index}`} id={`${id}-view-${index}`} class={styles['view']}>
          {index === active ? tab.content() : null}
        </vscode-panel-view>
      ))}
    </vscode-panels>
  );
}
