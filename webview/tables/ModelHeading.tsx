import { Icon } from '../ui/Icon.tsx';
import styles from './ModelHeading.module.css';

/** Says of which model the tables below it are. */
export function ModelHeading({ name }: { name: string }) {
  return (
    <h3 class={styles['heading']}>
      <Icon name="package" /> {name}
    </h3>
  );
}
