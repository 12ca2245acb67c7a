import { Icon } from '../ui/Icon.tsx';
import styles from './CellButton.module.css';

interface CellButtonProps {
  readonly icon: string;
  /** What pressing it does; shown as a tooltip and read aloud. */
  readonly label: string;
  readonly onPress: () => unknown;
}

/** A small button inside a table's cell, where the Tab key does not stop: Enter on the cell goes to it. */
export function CellButton({ icon, label, onPress }: CellButtonProps) {
  return (
    <button
      type="button"
      class={styles['button']}
      tabIndex={-1}
      aria-label={label}
      title={label}
      onClick={() => void onPress()}
    >
      <Icon name={icon} />
    </button>
  );
}
