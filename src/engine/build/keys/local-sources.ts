/** What the build cache holds beside the results of steps: directories of the client's, and here-documents. */
import { recordId } from "./hash.ts";

export interface LocalSource {
  readonly id: string;
  /** One of a kind: a second transfer of the same directory is a second use. */
  readonly name: string;
  readonly type: "source.local" | "regular";
  readonly description: string;
  /** Bytes of its files. */
  readonly size: number;
  /** Simulated milliseconds. */
  readonly created: number;
  readonly lastUsed: number;
  readonly uses: number;
}

export class LocalSources {
  readonly #sources = new Map<string, LocalSource>();

  constructor(sources: Iterable<LocalSource> = []) {
    for (const source of sources) this.#sources.set(source.name, source);
  }

  /**
   * Notes that a directory was transferred: `dockerfile`, `context`, the name of a named context.
   * @param part what is kept apart under one name: the ignore file, and the files
   */
  transferred(what: string, size: number, now: number, part = "files"): void {
    this.#use({ name: `${part} of ${what}`, type: "source.local", description: `local source for ${what}`, size }, now);
  }

  /** Notes that a here-document was written down. */
  document(name: string, size: number, now: number): void {
    this.#use({ name, type: "regular", description: "[internal] preparing inline document", size }, now);
  }

  all(): LocalSource[] {
    return [...this.#sources.values()];
  }

  remove(name: string): void {
    this.#sources.delete(name);
  }

  #use(source: Pick<LocalSource, "name" | "type" | "description" | "size">, now: number): void {
    const before = this.#sources.get(source.name);
    const { id, created, uses } = before ?? { id: recordId(source.name, now), created: now, uses: 0 };
    this.#sources.set(source.name, { ...source, id, created, lastUsed: now, uses: uses + 1 });
  }
}
