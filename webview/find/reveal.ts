import type { CompareView } from '../state.ts';
import type { PageText } from './pageTexts.ts';

/** Whether a text is in an open section, among the rows that are shown. */
export function isOpenAt(view: CompareView, { place, differs, candidate }: PageText): boolean {
  const { section } = place;
  if (view.choices.isCollapsed(section) || (!differs && view.hidesIdentical(section))) return false;
  if (candidate !== null && candidate > 0 && candidate !== view.candidate.peek()) return false;
  return place.list !== 'tags/system' && place.list !== 'systemMetrics';
}

/** Opens all that hides a text: its section, rows without a difference, another column's text, what is closed or cut. */
export function reveal(view: CompareView, { place, differs, candidate, opens }: PageText): void {
  const { section, list } = place;
  view.choices.open(section);
  if (!differs && view.hidesIdentical(section)) view.choices.toggleIdentical(section);
  if (candidate !== null && candidate > 0) view.setCandidate(candidate);
  if (list === 'systemMetrics') view.changeUi({ systemMetrics: true });
  const wanted = list === 'tags/system' ? [{ name: list, expanded: true }, ...opens] : opens;
  for (const { name, expanded } of wanted) if (view.isExpanded(name) !== expanded) view.toggleExpanded(name);
}
