import type { Subject } from '../src/model/subject.ts';
import { isSameSubject } from '../src/model/subject.ts';
import type { Relative } from '../src/protocol/compare.ts';
import type { CompareView } from './state.ts';

/** Which columns stand where: each of these asks the host, whose next state has them. Indexes are those of the columns. */
export class Columns {
  readonly #view: CompareView;

  constructor(view: CompareView) {
    this.#view = view;
  }

  async makeBaseline(column: number): Promise<void> {
    await this.move(column, 0);
  }

  /** Puts a column before the one that stands at `to`, or at the end. */
  async move(column: number, to: number): Promise<void> {
    const subjects = this.#view.subjects.value;
    const moved = subjects[column];
    if (moved === undefined || to < 0 || to >= subjects.length || to === column) return;
    const name = this.#view.nameOf(column);
    const words = to === 0 ? `${name} is the baseline now.` : `${name} is column ${to + 1} now.`;
    await this.#set(subjects.toSpliced(column, 1).toSpliced(to, 0, moved), words);
  }

  /** Takes columns out; gone ones too. */
  async remove(removed: readonly Subject[]): Promise<void> {
    await this.#view.ask((host) =>
      host.setColumns(this.#all().filter((subject) => !removed.some((one) => isSameSubject(one, subject)))),
    );
  }

  async add(): Promise<void> {
    await this.#view.ask((host) => host.addColumns());
  }

  async addRelative(column: number, relative: Relative): Promise<void> {
    await this.#view.ask((host) => host.addRelative(this.#view.subject(column), relative));
  }

  async #set(subjects: readonly Subject[], announcement: string): Promise<void> {
    const gone = this.#view.gone.value.map(({ subject }) => subject);
    await this.#view.ask(async (host) => {
      await host.setColumns([...subjects, ...gone]);
      this.#view.announce(announcement);
    });
  }

  #all(): readonly Subject[] {
    return [...this.#view.subjects.value, ...this.#view.gone.value.map(({ subject }) => subject)];
  }
}
