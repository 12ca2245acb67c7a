import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/Icon.tsx';
import { useView } from '../view.ts';
import styles from './Subheading.module.css';

interface SubheadingProps {
  /** What `view.isExpanded` is asked. */
  readonly name: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A part of a section that is closed at first. */
export function Subheading({ name, title, children }: SubheadingProps) {
  const view = useView();
  const isOpen = view.isExpanded(name);
  return (
    <>
      <h3 class={styles['heading']}>
        <button type="button" class={styles['toggle']} aria-expanded={isOpen} onClick={() => view.toggleExpanded(name)}>
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
          {title}
        </button>
      </h3>
      {isOpen && children}
    </>
  );
}
