import type { CompareView } from '../state.ts';
import { cellName } from '../tables/names.ts';
import type { PageText } from './pageTexts.ts';

/** Whether a text is in an open section, among the rows that are shown. */
export function isOpenAt(view: CompareView, { place, differs, candidate }: PageText): boolean {
  const { section } = place;
  if (view.choices.isCollapsed(section) || (!differs && view.hidesIdentical(section))) return false;
  if (candidate !== null && candidate > 0 && candidate !== view.candidate.peek()) return false;
  return place.list !== 'tags/system' && place.list !== 'systemMetrics';
}

/**
 * Opens what hides a text: its section, rows without a difference, another column's text, a table that is closed, a
 * value that is cut. What else hides a line of a text is opened by who draws that.
 */
export function reveal(view: CompareView, { place, differs, candidate, shut }: PageText): void {
  const { section, list } = place;
  view.choices.open(section);
  if (!differs && view.hidesIdentical(section)) view.choices.toggleIdentical(section);
  if (candidate !== null && candidate > 0) view.setCandidate(candidate);
  if (list === 'systemMetrics') view.changeUi({ systemMetrics: true });
  if (list === 'tags/system') expand(view, list, true);
  if (place.kind === 'row' && place.column !== null) expand(view, cellName(list, place.row, place.column), true);
  if (shut !== null) expand(view, shut, false);
}

function expand(view: CompareView, name: string, expanded: boolean): void {
  if (view.isExpanded(name) !== expanded) view.toggleExpanded(name);
}
