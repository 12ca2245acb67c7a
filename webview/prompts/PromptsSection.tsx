import type { Comparison, PromptRow } from '../../src/compare/comparison.ts';
import type { RunRef } from '../../src/model/runRef.ts';
import { contextAttribute } from '../../src/protocol/webviewContext.ts';
import { ComparedTexts } from '../texts/ComparedTexts.tsx';
import { IconButton } from '../ui/Button.tsx';
import { useView } from '../view.ts';
import styles from './PromptsSection.module.css';
import { Variables } from './Variables.tsx';

export function PromptsSection({ comparison }: { comparison: Comparison }) {
  const refs = useView().refs.value;
  const { items } = comparison.prompts;
  if (items.length === 0) {
    return (
      <p class={styles['none']}>
        These runs have no prompt. A param such as prompt_template, or a prompt of the registry that a run uses, appears
        here.
      </p>
    );
  }
  return (
    <ComparedTexts
      section="prompts"
      columns={comparison.columns}
      rows={items}
      details={(row, column) => <Details row={row} column={column} />}
      actions={(row, column) => <Actions row={row} column={column} />}
      context={(row, column) => contextOf(row, column, refs)}
    />
  );
}

function contextOf(row: PromptRow, column: number, refs: readonly RunRef[]): string | undefined {
  const run = refs[column];
  if (run === undefined) return undefined;
  const baseline = canDiff(row, column) ? refs[0] : undefined;
  return contextAttribute({ webviewSection: 'promptCell', run, baseline, prompt: row.name });
}

/** Only a prompt that its name alone finds again, and that both runs have. */
function canDiff(row: PromptRow, column: number): boolean {
  return column > 0 && row.key === row.name && row.cells[0]?.text != null && row.cells[column]?.text != null;
}

interface PartProps {
  readonly row: PromptRow;
  readonly column: number;
}

function Details({ row, column }: PartProps) {
  const [before, after] = [row.cells[0], row.cells[column]];
  const versions = [before?.version, after?.version].map((version) => (version == null ? 'none' : `v${version}`));
  return (
    <>
      {(before?.origin === 'registry' || after?.origin === 'registry') && (
        <span class={styles['versions']}>{`Registry ${[...new Set(versions)].join(' → ')}`}</span>
      )}
      <Variables variables={after?.variables ?? []} />
    </>
  );
}

function Actions({ row, column }: PartProps) {
  const view = useView();
  const text = row.cells[column]?.text ?? null;
  return (
    <>
      {canDiff(row, column) && (
        <IconButton
          icon="diff"
          label={`Open the diff of ${row.name} in an editor`}
          onPress={() => view.diffPrompt(column, row.name)}
        />
      )}
      {text !== null && <IconButton icon="copy" label={`Copy ${row.name}`} onPress={() => view.copy(text, row.name)} />}
    </>
  );
}
