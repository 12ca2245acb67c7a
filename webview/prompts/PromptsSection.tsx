import type { Comparison, PromptRow } from '../../src/compare/comparison.ts';
import { contextAttribute } from '../../src/protocol/webviewContext.ts';
import { ComparedTexts } from '../texts/ComparedTexts.tsx';
import { IconButton } from '../ui/Button.tsx';
import type { CompareView } from '../state.ts';
import { useView } from '../view.ts';
import styles from './PromptsSection.module.css';
import { Variables } from './Variables.tsx';

export function PromptsSection({ comparison }: { comparison: Comparison }) {
  const view = useView();
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
      context={(row, column) => contextOf(row, column, view)}
    />
  );
}

function contextOf(row: PromptRow, column: number, view: CompareView): string | undefined {
  const [before, prompt] = [row.cells[0]?.id ?? null, row.cells[column]?.id ?? null];
  if (prompt === null) return undefined;
  const baseline = column === 0 || before === null ? {} : { baseline: view.subject(0), baselinePrompt: before };
  return contextAttribute({ webviewSection: 'promptCell', subject: view.subject(column), prompt, ...baseline });
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
  const [before, after] = [row.cells[0], row.cells[column]];
  const [leftId, rightId, text] = [before?.id ?? null, after?.id ?? null, after?.text ?? null];
  return (
    <>
      {column > 0 && leftId !== null && rightId !== null && (
        <IconButton
          icon="diff"
          label={`Open the diff of ${row.name} in an editor`}
          onPress={() =>
            view.ask((requests) => requests.diffPrompt(view.subject(0), leftId, view.subject(column), rightId))
          }
        />
      )}
      {text !== null && <IconButton icon="copy" label={`Copy ${row.name}`} onPress={() => view.copy(text, row.name)} />}
    </>
  );
}
