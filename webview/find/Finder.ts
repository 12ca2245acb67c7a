import { batch, computed, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { CompareView } from '../state.ts';
import { textRanges } from './domText.ts';
import { NO_MATCHES, findMatches } from './matches.ts';
import type { Match, Matches } from './matches.ts';
import { pageTexts } from './pageTexts.ts';
import type { PageText } from './pageTexts.ts';
import { findPattern } from './pattern.ts';
import type { FindOptions } from './pattern.ts';
import type { Places } from './places.ts';
import { isOpenAt, reveal } from './reveal.ts';

/** More occurrences than these are not counted. */
const MOST = 20_000;
/** How long a table or text may take to draw a place, in milliseconds. */
const PATIENCE = 1500;

/** Where the current match stands on the page. */
export interface Found {
  readonly element: Element;
  readonly occurrence: number;
}

/**
 * Looks for a text in the whole comparison, also where it is not drawn. The head of the page, which always is, is
 * searched as it is drawn; its matches come first.
 */
export class Finder {
  readonly #view: CompareView;
  readonly #places: Places;
  readonly #page: () => HTMLElement | null;
  readonly #query = signal('');
  readonly #options: Signal<FindOptions> = signal({ matchCase: false, wholeWord: false });
  readonly #isOpen = signal(false);
  readonly #asked = signal(0);
  readonly #inHead = signal(0);
  readonly #current = signal(-1);
  readonly #found: Signal<Found | undefined> = signal(undefined);
  readonly #texts: ReadonlySignal<readonly PageText[]>;
  readonly #matches: ReadonlySignal<Matches>;

  readonly isOpen: ReadonlySignal<boolean> = this.#isOpen;
  /** Another number whenever it was asked for. */
  readonly asked: ReadonlySignal<number> = this.#asked;
  readonly query: ReadonlySignal<string> = this.#query;
  readonly options: ReadonlySignal<FindOptions> = this.#options;
  /** Which match is the current one; -1 before one was gone to. */
  readonly current: ReadonlySignal<number> = this.#current;
  readonly found: ReadonlySignal<Found | undefined> = this.#found;
  /** Undefined while nothing is looked for. */
  readonly pattern: ReadonlySignal<RegExp | undefined> = computed(() =>
    this.#isOpen.value ? findPattern(this.#query.value, this.#options.value) : undefined,
  );
  readonly count: ReadonlySignal<number>;
  /** Whether there are more matches than were counted. */
  readonly more: ReadonlySignal<boolean>;

  /** @param page The page's element, once it is drawn. */
  constructor(view: CompareView, places: Places, page: () => HTMLElement | null) {
    this.#view = view;
    this.#places = places;
    this.#page = page;
    const aggregate = computed(() => view.ui.value.metrics.aggregate);
    this.#texts = computed(() => {
      const comparison = view.comparison.value;
      return comparison === undefined ? [] : pageTexts(comparison, aggregate.value, view.candidate.value);
    });
    this.#matches = computed(() => {
      const pattern = this.pattern.value;
      return pattern === undefined ? NO_MATCHES : findMatches(this.#texts.value, pattern, MOST);
    });
    this.count = computed(() => this.#inHead.value + this.#matches.value.items.length);
    this.more = computed(() => this.#matches.value.more);
  }

  /** Starts to look for a text; for what was looked for last where it is empty. */
  open(query: string): void {
    this.#isOpen.value = true;
    this.#asked.value++;
    this.setQuery(query === '' ? this.#query.peek() : query);
  }

  close(): void {
    batch(() => {
      this.#isOpen.value = false;
      this.#found.value = undefined;
    });
  }

  setQuery(query: string): void {
    this.#change(() => (this.#query.value = query));
  }

  setOptions(options: Partial<FindOptions>): void {
    this.#change(() => (this.#options.value = { ...this.#options.peek(), ...options }));
  }

  /** Counts what the head of the page has, which is searched as it is drawn. */
  lookAtHead(): void {
    const [page, pattern] = [this.#page(), this.pattern.peek()];
    this.#inHead.value = page === null || pattern === undefined ? 0 : headRanges(page, pattern).length;
  }

  #change(change: () => void): void {
    batch(() => {
      change();
      this.#current.value = -1;
      this.#found.value = undefined;
      this.lookAtHead();
    });
  }

  /** Goes to the first match that is seen without opening anything: while the query is typed. */
  async goToFirst(): Promise<void> {
    const inHead = this.#inHead.peek();
    if (inHead > 0) return this.#goTo(0);
    const isSeen = ({ text }: Match): boolean => {
      const at = this.#texts.peek()[text];
      return at !== undefined && isOpenAt(this.#view, at);
    };
    const index = this.#matches.peek().items.findIndex(isSeen);
    return index === -1 ? undefined : this.#goTo(index);
  }

  async step(by: 1 | -1): Promise<void> {
    const count = this.count.peek();
    if (count === 0) return;
    const from = this.#current.peek();
    await this.#goTo(from === -1 && by === -1 ? count - 1 : (from + by + count) % count);
  }

  async #goTo(index: number): Promise<void> {
    this.#current.value = index;
    const inHead = this.#inHead.peek();
    if (index < inHead) return this.#show(this.#page(), index);
    const match = this.#matches.peek().items[index - inHead];
    const text = match && this.#texts.peek()[match.text];
    if (match === undefined || text === undefined) return undefined;
    reveal(this.#view, text);
    const element = await this.#places.goTo(text.place, PATIENCE);
    if (this.#current.peek() !== index) return undefined; // another one was asked for meanwhile
    const section = document.getElementById(`${text.place.section}-content`);
    return element === undefined ? this.#show(section, 0) : this.#show(element, match.occurrence);
  }

  #show(element: Element | null, occurrence: number): void {
    if (element !== null) this.#found.value = { element, occurrence };
  }
}

/** Matches of the page outside its sections: names of columns, verdicts, the summary. */
export function headRanges(page: Element, pattern: RegExp): Range[] {
  return textRanges(page, pattern, isSection);
}

/** Whether an element is one of the sections, which are searched by what they hold. */
const isSection = (element: Element): boolean =>
  element.tagName === 'SECTION' && element.querySelector(':scope > [id$="-content"]') !== null;
