import { computed, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import { createContext } from 'preact';
import type { RefObject } from 'preact';
import { useContext, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { SectionName } from '../../src/compare/comparison.ts';

/** Where something stands on the page, whether it is drawn or not. */
export type Place = RowPlace | LinePlace;

/** A row of a table, or one of its cells; or what is said of a text, part by part. */
export interface RowPlace {
  readonly kind: 'row';
  readonly section: SectionName;
  /** The table's name, unique on the page: `params`, `models/<ModelRow.key>`, `prompts/<PromptRow.key>/about`. */
  readonly list: string;
  readonly row: string;
  /** Null for the row's head. */
  readonly column: number | null;
}

/** A line of a text. */
export interface LinePlace {
  readonly kind: 'line';
  readonly section: SectionName;
  /** The text's name, unique on the page: `prompts/<PromptRow.key>/<column>`. */
  readonly list: string;
  /** On the left stands the baseline's text. */
  readonly side: 'left' | 'right';
  /** 1-based. */
  readonly line: number;
}

/** A place that the page is to go to. */
export interface Goal<At extends Place = Place> {
  readonly place: At;
  /**
   * To be called by who draws the place, once its element stands on the page and what hid it is open; the page then
   * scrolls to the element.
   */
  readonly arrived: (element: HTMLElement) => void;
}

/** The rows of a table that "next difference" stops at, whether they are drawn or not. */
export interface TableStops {
  readonly list: string;
  /** The keys of all rows, in order. */
  readonly rows: readonly string[];
  readonly stops: readonly TableStop[];
}

export interface TableStop {
  readonly row: string;
  /** Among all rows. */
  readonly index: number;
  readonly name: string;
}

/** How the page gets to a place: it is announced as the goal, and the table or text that has it draws it. */
export class Places {
  readonly #goal: Signal<Goal | undefined> = signal(undefined);
  readonly goal: ReadonlySignal<Goal | undefined> = this.#goal;
  readonly #tables = new WeakMap<Element, () => TableStops>();

  /** Says which rows a table has; asked when somebody goes to the next one. */
  keep(table: Element, stops: () => TableStops): void {
    this.#tables.set(table, stops);
  }

  stopsOf(table: Element): TableStops | undefined {
    return this.#tables.get(table)?.();
  }

  /** The place's element, or undefined where nobody drew it within `patience`, or another place was asked for. */
  goTo(place: Place, patience: number): Promise<HTMLElement | undefined> {
    return new Promise((resolve) => {
      const goal: Goal = { place, arrived: (element) => end(element) };
      const end = (element?: HTMLElement): void => {
        clearTimeout(timer);
        if (this.#goal.peek() === goal) this.#goal.value = undefined;
        resolve(element);
      };
      const timer = setTimeout(end, patience);
      this.#goal.value = goal;
    });
  }
}

const PlacesContext = createContext<Places | undefined>(undefined);

export const PlacesProvider = PlacesContext.Provider;

export function usePlaces(): Places | undefined {
  return useContext(PlacesContext);
}

/** The row of this table that the page is to go to. */
export function useRowGoal(list: string): Goal<RowPlace> | undefined {
  return useGoal(list, isRow);
}

/** The line of this text that the page is to go to: who draws the text opens the fold around it and draws it. */
export function useLineGoal(list: string): Goal<LinePlace> | undefined {
  return useGoal(list, isLine);
}

const isRow = (goal: Goal): goal is Goal<RowPlace> => goal.place.kind === 'row';
const isLine = (goal: Goal): goal is Goal<LinePlace> => goal.place.kind === 'line';

function useGoal<At extends Place>(list: string, is: (goal: Goal) => goal is Goal<At>): Goal<At> | undefined {
  const places = usePlaces();
  const own = useMemo(
    () =>
      computed(() => {
        const goal = places?.goal.value;
        return goal !== undefined && goal.place.list === list && is(goal) ? goal : undefined;
      }),
    [places, list, is],
  );
  return own.value;
}

/** Says that the goal is reached when `find` has its element: after each drawing, until then. */
export function useArrival(goal: Goal | undefined, find: () => HTMLElement | null | undefined): void {
  useLayoutEffect(() => {
    if (goal === undefined) return;
    const element = find();
    if (element != null) goal.arrived(element);
  });
}

/** For an element that is a row by itself: what is said of a text. */
export function usePlaced<Drawn extends HTMLElement>(list: string, row: string): RefObject<Drawn | null> {
  const element = useRef<Drawn>(null);
  const goal = useRowGoal(list);
  useArrival(goal?.place.row === row ? goal : undefined, () => element.current);
  return element;
}
