import { expect, test } from 'vitest';
import { Selection } from '../../../src/views/selection.ts';

type Told = (event: { readonly selection: readonly string[] }) => void;

/** A tree as VS Code keeps it: what it tells of the selection, and what it knows of it now. */
function tree() {
  const view = { selection: [] as readonly string[], onDidChangeSelection: undefined as unknown };
  let tell: Told = () => undefined;
  const said: string[] = [];
  const onDidChangeSelection = (listener: Told) => {
    tell = listener;
    return { dispose: () => undefined };
  };
  const selection = new Selection<string>(Object.assign(view, { onDidChangeSelection }), () =>
    said.push(selection.nodes.join()),
  );
  const select = (...nodes: readonly string[]): void => {
    view.selection = nodes;
    tell({ selection: nodes });
  };
  return { view, selection, select, tell: (...nodes: readonly string[]) => tell({ selection: nodes }), said };
}

test('what is selected is what the tree says last', () => {
  const { selection, select, said } = tree();
  select('a', 'b');
  select('b');
  select();
  expect([selection.nodes, said]).toEqual([[], ['a,b', 'b', '']]);
});

test('a tree that is being read anew has not lost its selection', () => {
  const { view, selection, select } = tree();
  select('a', 'b');
  view.selection = [];
  expect(selection.nodes).toEqual(['a', 'b']);
  view.selection = ['b'];
  expect(selection.nodes).toEqual(['a', 'b']);
});

test('what was selected while a tree was being read anew is known once it was', () => {
  const { view, selection, tell } = tree();
  tell();
  view.selection = ['a', 'b'];
  expect(selection.nodes).toEqual(['a', 'b']);
});
