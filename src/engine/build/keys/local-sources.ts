/** What the builder keeps of the client's directories: records of the build cache too, though no step's (`source.local`). */
import { recordId } from "./hash.ts";

export interface LocalSource {
  readonly id: string;
  /** `dockerfile`, `context`, the name of a named context. */
  readonly name: string;
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
    for (const source of sources) this.#sources.set(source.id, source);
  }

  /** Notes that a directory was transferred. `part` tells what is kept apart under one name: the ignore file and the files. */
  use(name: string, size: number, now: number, part = ""): void {
    const before = [...this.#sources.values()].find((source) => source.name === name && source.id.startsWith(partMark(part)));
    if (before) this.#sources.delete(before.id);
    const id = before?.id ?? `${partMark(part)}${recordId(`source ${name} ${part}`, now).slice(1)}`;
    this.#sources.set(id, { id, name, size, created: before?.created ?? now, lastUsed: now, uses: (before?.uses ?? 0) + 1 });
  }

  all(): LocalSource[] {
    return [...this.#sources.values()];
  }

  remove(id: string): void {
    this.#sources.delete(id);
  }
}

/** The first letter of the id, so that nothing else has to be stored. */
function partMark(part: string): string {
  return part === "" ? "f" : "i";
}
