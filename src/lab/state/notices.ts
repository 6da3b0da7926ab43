import { signal } from "@preact/signals";

export interface Action {
  readonly label: string;
  run(): void;
}

/** A message to the learner. Plain text: names of files are shown as they are, never as markup. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly kind: "info" | "warning" | "good";
  readonly actions: readonly Action[];
  /** Stays until it is closed; others leave after a while. */
  readonly stays: boolean;
}

/** What the lab has to say, newest last. */
export class Notices {
  readonly list = signal<readonly Notice[]>([]);
  readonly #said = new Set<string>();
  #next = 1;

  say(text: string, options: Partial<Pick<Notice, "kind" | "actions" | "stays">> = {}): () => void {
    const notice: Notice = { id: this.#next++, text, kind: "info", actions: [], stays: false, ...options };
    this.list.value = [...this.list.value, notice].slice(-4);
    const close = () => this.close(notice.id);
    if (!notice.stays) setTimeout(close, notice.actions.length > 0 ? 10_000 : 6000);
    return close;
  }

  /** Says a thing once in the life of the page. */
  once(key: string, text: string, options: Partial<Pick<Notice, "kind" | "actions" | "stays">> = {}): void {
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.say(text, options);
  }

  close(id: number): void {
    this.list.value = this.list.value.filter((notice) => notice.id !== id);
  }
}
