/** The vertices that make the here-documents of COPY and of RUN scripts, and the empty start of a cache mount (spec §2.1). */
import type { BuildCache } from "../keys/cache.ts";
import { sha } from "../keys/hash.ts";
import type { GraphVertex } from "../plan/operation.ts";
import type { Progress, RunningVertex } from "./progress.ts";
import { SolveError } from "./solved.ts";

/** What is made for a step alone. */
interface Made {
  readonly id: string;
  readonly name: string;
  /** Bytes of a here-document. */
  readonly size?: number;
  /** Why it cannot be made. */
  readonly wrong?: string;
}

export class Documents {
  readonly #cache: BuildCache;
  readonly #progress: Progress;
  /** Begun in this build; those that were there before it are not ended until it is known whether they are asked for. */
  readonly #begun = new Map<string, RunningVertex | undefined>();

  constructor(cache: BuildCache, progress: Progress) {
    this.#cache = cache;
    this.#progress = progress;
  }

  /**
   * They stand on nothing, so all of a build's begin at once, however late the steps that read them have their turn. Throws
   * `SolveError` for one that cannot be made.
   */
  begin(vertices: readonly GraphVertex[]): void {
    for (const vertex of vertices) for (const made of madeFor(vertex)) if (!this.#begun.has(made.id)) this.#begin(made, vertex);
  }

  #begin({ id, name, wrong }: Made, vertex: GraphVertex): void {
    const running = this.#progress.start({ id, name });
    if (wrong !== undefined) {
      running.fail(wrong);
      throw new SolveError(wrong, vertex, true);
    }
    const isThere = this.#cache.linked(id) !== undefined;
    if (!isThere) running.complete();
    this.#begun.set(id, isThere ? running : undefined);
  }

  /**
   * Ends those of a step whose place in the cache is known. As with FROM, one is CACHED when its file was asked for and there
   * already, and DONE when it had to be made or only its key was needed.
   * @param asked the step itself has to run
   */
  end(vertex: GraphVertex, asked: boolean): void {
    for (const { id, size } of madeFor(vertex)) {
      this.#begun.get(id)?.complete({ cached: asked });
      if (!asked) continue;
      this.#cache.link(id, id);
      if (size !== undefined) this.#cache.sources.document(id, size, this.#progress.now());
    }
  }
}

function madeFor({ sources, operation }: GraphVertex): Made[] {
  const documents = sources.flatMap((source): Made[] => {
    if (source.kind !== "inline") return [];
    const { name, content, mode } = source;
    const id = `document ${sha(JSON.stringify([name, content, mode]))}`;
    const wrong = wrongName(name);
    const size = new TextEncoder().encode(content).length;
    return [{ id, name: "[internal] preparing inline document", size, ...(wrong !== undefined && { wrong }) }];
  });
  const starts = (operation.kind === "run" ? operation.mounts : []).flatMap((mount): Made[] => {
    if (mount.type !== "cache" || mount.path !== "/") return [];
    const { uid, gid, mode } = mount;
    if (uid === undefined && gid === undefined && mode === undefined) return [];
    return [{ id: `permissions ${JSON.stringify([uid, gid, mode])}`, name: "[internal] setting cache mount permissions" }];
  });
  return [...documents, ...starts];
}

/** A document is written into an empty directory under the word that ends it, which may look like a path. */
function wrongName(name: string): string | undefined {
  if (name === "") return "open : is a directory";
  return name.includes("/") ? `open /${name}: no such file or directory` : undefined;
}
