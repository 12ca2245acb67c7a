import type { SectionName } from '../../src/compare/comparison.ts';
import type { Places, TableStop } from '../find/places.ts';
import type { Ordered } from './walk.ts';

/** Something on the page to stop at: an element that says so itself, or a row of a table, which may not be drawn. */
export interface PageStop extends Ordered {
  readonly section: SectionName;
  readonly name: string;
  readonly at: { readonly element: HTMLElement } | { readonly list: string; readonly row: string };
}

/** The order of something in a section: of its anchor among all anchors, then of its row. */
interface SectionStops {
  readonly stops: readonly PageStop[];
  /** Where an element stands among them; undefined where it is outside of the section. */
  readonly orderOf: (element: Element) => readonly number[] | undefined;
}

const ANCHORS = '[data-stop], table[data-list]';

/** What there is to stop at in an open section, in the order of the page. */
export function sectionStops(section: SectionName, order: number, places: Places): SectionStops {
  const content = document.getElementById(`${section}-content`);
  if (content === null) return { stops: [], orderOf: () => undefined };
  const anchors = [...content.querySelectorAll<HTMLElement>(ANCHORS)].filter(
    (anchor) => anchor.parentElement?.closest('table[data-list]') == null,
  );
  const stops = anchors.flatMap((element, index): readonly PageStop[] => {
    const table = places.stopsOf(element);
    if (table !== undefined)
      return table.stops.map((stop) => rowStop(section, [order, index, stop.index], table.list, stop));
    if (!element.hasAttribute('data-stop')) return [];
    const name = element.dataset['stopName'] ?? element.ariaLabel ?? '';
    return [{ section, name, order: [order, index], at: { element } }];
  });
  const orderOf = (element: Element): readonly number[] | undefined => {
    if (!content.contains(element)) return element.closest(`section`)?.contains(content) === true ? [order] : undefined;
    const index = anchors.findLastIndex((anchor) => isAtOrAfter(element, anchor));
    const anchor = anchors[index];
    if (anchor === undefined) return [order];
    if (!anchor.contains(element)) return [order, index, Infinity];
    const key = element.closest<HTMLElement>('tr[data-row]')?.dataset['row'];
    const row = key === undefined ? -1 : (places.stopsOf(anchor)?.rows.indexOf(key) ?? -1);
    return row === -1 ? [order, index] : [order, index, row];
  };
  return { stops, orderOf };
}

function rowStop(section: SectionName, order: readonly number[], list: string, stop: TableStop): PageStop {
  return { section, name: stop.name, order, at: { list, row: stop.row } };
}

function isAtOrAfter(element: Element, anchor: Element): boolean {
  if (anchor === element || anchor.contains(element)) return true;
  return (anchor.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
