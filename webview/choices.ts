import { computed, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { SectionName } from '../src/compare/comparison.ts';
import type { UiState } from '../src/protocol/panelState.ts';

/** A panel narrower than this shows texts below each other unless the user chose otherwise. */
const SPLIT_FROM = 720;

/** What changes with each key or turn of the wheel, and is not to have everything drawn again that reads the rest. */
type Fleeting = 'drafts' | 'scroll';
export type Ui = Omit<UiState, Fleeting>;

/** How the reader has the page: what is open, what is hidden. Kept over a reload, except for what is expanded. */
export class Choices {
  readonly #ui: Signal<Ui>;
  readonly #drafts: Signal<UiState['drafts']>;
  readonly #scroll: Signal<number>;
  readonly #expanded: Signal<ReadonlySet<string>> = signal(new Set());
  readonly #width = signal(0);
  readonly #alone: ReadonlySignal<boolean>;

  readonly ui: ReadonlySignal<Ui>;
  /** Vertical scroll position in pixels. */
  readonly scroll: ReadonlySignal<number>;
  /** All that is to be kept. */
  readonly kept: ReadonlySignal<UiState>;
  readonly layout: ReadonlySignal<'split' | 'unified'>;

  /** @param alone Whether there is nothing to compare with: then nothing is hidden for being equal. */
  constructor(kept: UiState, alone: ReadonlySignal<boolean>) {
    const { drafts, scroll, ...ui } = kept;
    this.#ui = signal(ui);
    this.#drafts = signal(drafts);
    this.#scroll = signal(scroll);
    this.#alone = alone;
    this.ui = this.#ui;
    this.scroll = this.#scroll;
    this.kept = computed(() => ({ ...this.#ui.value, drafts: this.#drafts.value, scroll: this.#scroll.value }));
    this.layout = computed(
      () => this.#ui.value.texts.layout ?? (this.#width.value >= SPLIT_FROM ? 'split' : 'unified'),
    );
  }

  change(change: Partial<Ui>): void {
    this.#ui.value = { ...this.#ui.value, ...change };
  }

  isCollapsed(section: SectionName): boolean {
    return this.#ui.value.collapsed.includes(section);
  }

  toggleCollapsed(section: SectionName): void {
    this.change({ collapsed: toggled(this.#ui.value.collapsed, section) });
  }

  /** Opens a section that is closed. */
  open(section: SectionName): void {
    if (this.isCollapsed(section)) this.toggleCollapsed(section);
  }

  /** Whether rows without a difference are hidden in a section. */
  hidesIdentical(section: SectionName): boolean {
    const { differencesOnly, exceptions } = this.#ui.value;
    return !this.#alone.value && differencesOnly !== exceptions.includes(section);
  }

  toggleIdentical(section: SectionName): void {
    this.change({ exceptions: toggled(this.#ui.value.exceptions, section) });
  }

  visibleRows<Row extends { readonly differs: boolean }>(section: SectionName, rows: readonly Row[]): readonly Row[] {
    return this.hidesIdentical(section) ? rows.filter((row) => row.differs) : rows;
  }

  /** Long texts, folded lines and the like that were opened, by a name unique on the page. */
  isExpanded(name: string): boolean {
    return this.#expanded.value.has(name);
  }

  toggleExpanded(name: string): void {
    const expanded = new Set(this.#expanded.value);
    if (!expanded.delete(name)) expanded.add(name);
    this.#expanded.value = expanded;
  }

  /** What was typed into a text that is being edited; undefined where it is not. */
  draftOf(name: string): string | undefined {
    const drafts = this.#drafts.value;
    return Object.hasOwn(drafts, name) ? drafts[name] : undefined;
  }

  /** Undefined ends the edit. */
  setDraft(name: string, draft: string | undefined): void {
    const { [name]: _, ...others } = this.#drafts.value;
    this.#drafts.value = draft === undefined ? others : { ...others, [name]: draft };
  }

  setScroll(scroll: number): void {
    this.#scroll.value = scroll;
  }

  setWidth(width: number): void {
    this.#width.value = width;
  }

  /** What is open, and how far down, was about other columns. */
  turnPage(): void {
    this.#expanded.value = new Set();
    this.#scroll.value = 0;
  }
}

function toggled<Item>(items: readonly Item[], item: Item): readonly Item[] {
  return items.includes(item) ? items.filter((other) => other !== item) : [...items, item];
}
