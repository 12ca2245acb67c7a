import { Icon } from './Icon.tsx';
import styles from './Segments.module.css';

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly title: string; readonly icon?: string }[];
  readonly onChoose: (value: Value) => void;
}

/** A choice of one among a few, all of them visible. */
export function Segments<Value extends string>({ label, value, options, onChoose }: SegmentsProps<Value>) {
  return (
    <div class={styles['segments']} role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          class={styles['segment']}
          aria-pressed={option.value === value}
          title={option.title}
          onClick={() => onChoose(option.value)}
        >
          {option.icon !== undefined && <Icon name={option.icon} />}
          <span>{option.title}</span>
        </button>
      ))}
    </div>
  );
}
