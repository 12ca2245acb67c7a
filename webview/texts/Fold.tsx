import { Icon } from '../ui/Icon.tsx';
import { TextButton } from '../ui/TextButton.tsx';
import { useView } from '../view.ts';
import styles from './DiffTable.module.css';

/** Stands for unchanged lines until it is opened. Both layouts have at most four columns. */
export function Fold({ name, count }: { name: string; count: number }) {
  const view = useView();
  return (
    <tr>
      <td colSpan={4} class={styles['fold']}>
        <TextButton onPress={() => view.toggleExpanded(name)}>
          <Icon name="unfold" /> {count} unchanged lines
        </TextButton>
      </td>
    </tr>
  );
}
