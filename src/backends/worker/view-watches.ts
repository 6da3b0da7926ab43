import type { Engine } from "../../engine/api.ts";
import { follow } from "../../views/follow.ts";
import { gatherView } from "../../views/gather.ts";
import { alone, type Beside } from "../../views/beside.ts";
import type { AskOf, ViewName, ViewOf } from "../../views/views.ts";
import { wordsOf } from "../error-words.ts";

/** Fast enough to see a command work, slow enough not to hold it up. */
const pace = { rest: 120, share: 1 / 6 };

export interface ViewWatch {
  readonly name: ViewName;
  readonly ask: AskOf<ViewName>;
}

export type ViewNews = { readonly view: ViewOf<ViewName> } | { readonly trouble: string };

/**
 * The pictures that are being looked at. Each is gathered again and again while it is watched, and told when it is another
 * than before: what a process does to its files or its memory is no event of the daemon's, so there is nothing to wait for.
 */
export class ViewWatches {
  readonly #tell: (id: number, news: ViewNews) => void;
  readonly #watched = new Map<number, AbortController>();

  constructor(tell: (id: number, news: ViewNews) => void) {
    this.#tell = tell;
  }

  /** Watches until `end` is called with the same `id`. */
  begin(id: number, engine: Engine, watch: ViewWatch, beside: Beside = alone): void {
    this.end(id);
    const over = new AbortController();
    this.#watched.set(id, over);
    const look = () =>
      gatherView(engine, watch.name, watch.ask, beside).then(
        (view): ViewNews => ({ view }),
        (error: unknown): ViewNews => ({ trouble: wordsOf(error) }),
      );
    void follow(look, (news) => this.#tell(id, news), pace, over.signal);
  }

  end(id: number): void {
    this.#watched.get(id)?.abort();
    this.#watched.delete(id);
  }

  endAll(): void {
    for (const id of [...this.#watched.keys()]) this.end(id);
  }
}
