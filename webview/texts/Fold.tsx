import { Icon } from '../ui/Icon.tsx';
import { TextButton } from '../ui/TextButton.tsx';
import { useView } from '../view.ts';
import styles from './DiffTable.module.css';

interface FoldProps {
  /** Unique on the page. */
  readonly name: string;
  readonly count: number;
  /** How many columns the table has. */
  readonly span: number;
}

/** Stands for unchanged lines until it is opened. */
export function Fold({ name, count, span }: FoldProps) {
  const view = useView();
  return (
    <tr>
      <td colSpan={span} class={styles['fold']}>
        <TextButton onPress={() => view.toggleExpanded(name)}>
          <Icon name="unfold" /> {count} unchanged lines
        </TextButton>
      </td>
    </tr>
  );
}
