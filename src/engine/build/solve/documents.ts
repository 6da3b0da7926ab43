/** The vertices that make the here-documents of COPY and of RUN scripts, and the empty start of a cache mount (spec §2.1). */
import type { BuildCache } from "../keys/cache.ts";
import { sha } from "../keys/hash.ts";
import type { GraphVertex } from "../plan/operation.ts";
import type { Progress } from "./progress.ts";

export class Documents {
  readonly #cache: BuildCache;
  readonly #progress: Progress;
  readonly #announced = new Set<string>();

  constructor(cache: BuildCache, progress: Progress) {
    this.#cache = cache;
    this.#progress = progress;
  }

  /**
   * Tells of what is made for a step alone. As with FROM, one is CACHED when its file was asked for and there already, and
   * DONE when it had to be made or only its key was needed.
   * @param asked the step itself runs
   */
  announce(vertex: GraphVertex, asked: boolean): void {
    for (const source of vertex.sources) {
      if (source.kind !== "inline") continue;
      const id = `document ${sha(JSON.stringify([source.name, source.content, source.mode]))}`;
      if (this.#announced.has(id)) continue;
      this.#announced.add(id);
      const cached = asked && this.#cache.linked(id) !== undefined;
      this.#progress.start({ id, name: "[internal] preparing inline document" }).complete({ cached });
      if (!asked) continue;
      this.#cache.link(id, id);
      this.#cache.sources.document(id, new TextEncoder().encode(source.content).length, this.#progress.now());
    }
    for (const mount of vertex.operation.kind === "run" ? vertex.operation.mounts : []) {
      if (mount.type !== "cache" || mount.path !== "/") continue;
      const { uid, gid, mode } = mount;
      if (uid === undefined && gid === undefined && mode === undefined) continue;
      this.#tell(`permissions ${JSON.stringify([uid, gid, mode])}`, "[internal] setting cache mount permissions", asked);
    }
  }

  /** False when it was told in this build. */
  #tell(id: string, name: string, asked: boolean): boolean {
    if (this.#announced.has(id)) return false;
    this.#announced.add(id);
    const cached = asked && this.#cache.linked(id) !== undefined;
    this.#progress.start({ id, name }).complete({ cached });
    this.#cache.link(id, id);
    return true;
  }
}
