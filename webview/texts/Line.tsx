import type { DiffLine, DiffSegment } from '../../src/compare/comparison.ts';
import styles from './Line.module.css';

export type LineKind = 'same' | 'removed' | 'added';

const ENDINGS = { '': 'no newline at the end', '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' } as const;
const SIGNS = { same: ' ', removed: '−', added: '+' } as const;
const WORDS = { same: '', removed: 'Removed: ', added: 'Added: ' } as const;

interface LineProps {
  readonly line: DiffLine;
  readonly kind: LineKind;
  /** Whether another line stands for it on the other side, with which its ending can be compared. */
  readonly paired: boolean;
}

/** One line of a diff: its sign, and its text with the changed words marked. */
export function Line({ line, kind, paired }: LineProps) {
  return (
    <>
      <span class={styles['sign']} aria-hidden="true">
        {SIGNS[kind]}
      </span>
      {kind !== 'same' && <span class="visually-hidden">{WORDS[kind]}</span>}
      <Text line={line} kind={kind} />
      {paired && line.endingChanged && <span class={styles['ending']}>{ENDINGS[line.ending]}</span>}
      {'\n'}
    </>
  );
}

function Text({ line, kind }: { line: DiffLine; kind: LineKind }) {
  return (
    <span class={styles['text']}>
      {line.segments.map((segment, index) =>
        segment.changed && kind !== 'same' ? <Changed key={index} segment={segment} kind={kind} /> : segment.text,
      )}
    </span>
  );
}

function Changed({ segment, kind }: { segment: DiffSegment; kind: 'removed' | 'added' }) {
  const Mark = kind === 'removed' ? 'del' : 'ins';
  return (
    <Mark class={styles['changed']} data-kind={kind} data-whitespace={segment.whitespace}>
      {segment.text}
    </Mark>
  );
}
