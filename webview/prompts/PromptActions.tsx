import type { PromptRow } from '../../src/compare/comparison.ts';
import { IconButton } from '../ui/Button.tsx';
import { MenuButton } from '../ui/Menu.tsx';
import type { MenuItem } from '../ui/Menu.tsx';
import type { CompareView } from '../state.ts';
import { useView } from '../view.ts';
import { pairName } from './OtherPair.tsx';
import type { PromptProps } from './PromptArticle.tsx';

/** Whether a chat prompt is shown as one text rather than message by message. */
export const rawName = (row: PromptRow): string => `prompts/${row.key}/raw`;

/** What can be done with a prompt; where the column has none, with the baseline's. */
export function PromptActions({ row, column, columns }: PromptProps) {
  const view = useView();
  const [before, after] = [row.cells[0], row.cells[column]];
  const [leftId, rightId] = [before?.id ?? null, after?.id ?? null];
  const own = rightId === null ? 0 : column;
  const [id, text] = [row.cells[own]?.id ?? null, row.cells[own]?.text ?? null];
  const of = columns.length > 1 ? ` of ${columns[own]?.name ?? ''}` : '';
  if (id === null || text === null) return null;
  return (
    <>
      {column > 0 && leftId !== null && rightId !== null && (
        <IconButton
          icon="diff"
          label={`Open the diff of ${row.key} in the editor`}
          onPress={() => view.ask((host) => host.diffPrompt(view.subject(0), leftId, view.subject(column), rightId))}
        />
      )}
      <IconButton
        icon="go-to-file"
        label={`Open ${row.key}${of} in an editor`}
        onPress={() => view.ask((host) => host.openPrompt(view.subject(own), id))}
      />
      <IconButton icon="copy" label={`Copy ${row.key}${of}`} onPress={() => view.copy(text, row.key)} />
      <MenuButton
        icon="ellipsis"
        label={`More for ${row.key}`}
        groups={moreOf({ row, column: own, columns }, id, view)}
      />
    </>
  );
}

function moreOf(
  { row, column, columns }: PromptProps,
  id: string,
  view: CompareView,
): readonly (readonly MenuItem[])[] {
  const writeBack = {
    label: 'Write back into the source',
    icon: 'reply',
    onChoose: () => view.ask((host) => host.writeBackPrompt(view.subject(column), id)),
  };
  const pair = {
    label: view.isExpanded(pairName(row)) ? 'Hide the choice of columns' : 'Open the diff of any two columns…',
    icon: 'git-compare',
    onChoose: () => view.toggleExpanded(pairName(row)),
  };
  const asText = {
    label: view.isExpanded(rawName(row)) ? 'Show messages' : 'Show as one text',
    icon: 'list-flat',
    onChoose: () => view.toggleExpanded(rawName(row)),
  };
  const mark = {
    label: `“${row.name}” is not a prompt`,
    icon: 'circle-slash',
    onChoose: () => view.ask((host) => host.markPrompt(row.name, false)),
  };
  return [
    [writeBack],
    [...(columns.length > 2 ? [pair] : []), ...(row.chat ? [asText] : [])],
    row.cells[column]?.origin === 'param' ? [mark] : [],
  ];
}
