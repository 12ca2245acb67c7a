import { Segments } from '../ui/Segments.tsx';
import { useView } from '../view.ts';

const LAYOUTS = [
  { value: 'split', title: 'Split', icon: 'split-horizontal' },
  { value: 'unified', title: 'Unified', icon: 'list-flat' },
] as const;

/** How all texts of the page are diffed. */
export function LayoutChoice() {
  const view = useView();
  return (
    <Segments
      label="Diff layout"
      value={view.layout.value}
      options={LAYOUTS}
      onChoose={(layout) => view.changeUi({ texts: { ...view.ui.value.texts, layout } })}
    />
  );
}
