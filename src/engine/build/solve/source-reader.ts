/** Looks at the files that steps read, once each, and says what is not there. */
import { directory } from "../../filesystem/build.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { inlineTree, ownedByRoot } from "../keys/context.ts";
import { inlineDigest, keySelectors, sharedRoot, unreadSelection } from "../keys/keys.ts";
import { MissingSource, type Selection, selectContent } from "../keys/select.ts";
import type { GraphVertex } from "../plan/operation.ts";
import type { Announcer } from "./announcer.ts";
import { failVertex, type Solved, type SolvedVertices, type SolverWorld } from "./solved.ts";

/** The files after a vertex: loaded, or made now. */
export type TreeAfter = (vertex: GraphVertex) => Promise<DirectoryNode>;

/** Whose files a source's are: the client's, or an image's. */
type Ownership = "context" | "image";

export class SourceReader {
  readonly #world: SolverWorld;
  readonly #solved: SolvedVertices;
  readonly #announcer: Announcer;
  readonly #treeAfter: TreeAfter;
  readonly #ofClient = new Map<GraphVertex, Promise<void>>();
  readonly #missing = new Map<unknown, { readonly vertex: GraphVertex; readonly ownership: Ownership }>();

  constructor(world: SolverWorld, solved: SolvedVertices, announcer: Announcer, treeAfter: TreeAfter) {
    this.#world = world;
    this.#solved = solved;
    this.#announcer = announcer;
    this.#treeAfter = treeAfter;
  }

  /** Reads here-documents and files of the client's; a missing one fails the step at once, with `SolveError`. */
  readClient(vertex: GraphVertex): Promise<void> {
    let read = this.#ofClient.get(vertex);
    if (!read) {
      read = this.#readClient(vertex);
      this.#ofClient.set(vertex, read);
      read.catch(() => {});
    }
    return read;
  }

  /**
   * The failure that the build ends in, when `first` came first. Steps that miss files of an image, or of the client's, fail all at
   * once, an image's before the client's are sent, and the real engine mostly tells of the one nearest to the target (28.5: of three
   * in 35 builds of 37, of two in two of three; where a stage is a directory of the client's, in 22 of 24).
   */
  async told(first: unknown, vertices: readonly GraphVertex[]): Promise<unknown> {
    if (!this.#missing.has(first)) return first;
    for (const vertex of vertices) await this.#lookIntoBases(vertex);
    const byPlace = [...this.#missing].sort(([, a], [, b]) => vertices.indexOf(a.vertex) - vertices.indexOf(b.vertex));
    return (byPlace.findLast(([, { ownership }]) => ownership === "image") ?? byPlace.at(-1))?.[0];
  }

  /** A step whose key is not known for what it stands on has had images and directories that it reads looked into all the same. */
  async #lookIntoBases(vertex: GraphVertex): Promise<void> {
    const solved = this.#solved.get(vertex) as Solved;
    if (solved.state !== "pending" || solved.key !== undefined) return;
    for (const [index, source] of vertex.sources.entries()) {
      const base = baseOf(source);
      if (!base || solved.selections[index] || sharedRoot(vertex, index) === "identity") continue;
      const root = isLocal(base) ? await this.#treeAfter(base) : this.#solved.get(base)?.record?.root;
      if (!root) continue;
      try {
        this.#select(vertex, index, root, "image");
      } catch {
        return; // it is among the missing now
      }
    }
  }

  async #readClient(vertex: GraphVertex): Promise<void> {
    const solved = this.#solved.get(vertex) as Solved;
    for (const [index, source] of vertex.sources.entries()) {
      if (source.kind === "vertex") continue;
      if (source.kind === "inline") solved.selections[index] = { digest: inlineDigest(source), picks: [] };
      else {
        const { tree } = await this.#world.context(source.kind === "named" ? source.name : undefined);
        solved.selections[index] = this.#select(vertex, index, tree, "context");
      }
    }
  }

  /** Reads what is left: files of stages and images, which are made for it when they must be. */
  async readStages(vertex: GraphVertex): Promise<void> {
    const solved = this.#solved.get(vertex) as Solved;
    await Promise.all(
      vertex.sources.map(async (source, index) => {
        if (source.kind !== "vertex" || solved.selections[index]) return;
        // Nothing was ever put there: that something is missing is found when the step runs.
        if (!source.vertex) solved.selections[index] = unreadSelection;
        else
          solved.selections[index] =
            sharedRoot(vertex, index) === "identity"
              ? unreadSelection
              : this.#select(vertex, index, await this.treeOf(vertex, index), "image");
      }),
    );
  }

  /** All files of one source. */
  async treeOf(vertex: GraphVertex, index: number): Promise<DirectoryNode> {
    const source = vertex.sources[index];
    switch (source?.kind) {
      case "context":
      case "named": {
        const { files } = await this.#world.context(source.kind === "named" ? source.name : undefined);
        // The client sends all of it as root's; a copy says itself whose its files are.
        return vertex.operation.kind === "run" ? ownedByRoot(files) : files;
      }
      case "inline":
        return inlineTree(source.name, source.content, source.mode, this.#world.clock.now());
      default:
        return source?.vertex ? this.#treeAfter(source.vertex) : directory();
    }
  }

  #select(vertex: GraphVertex, index: number, tree: DirectoryNode, ownership: Ownership): Selection {
    try {
      return selectContent(tree, keySelectors(vertex, index), ownership);
    } catch (error) {
      if (!(error instanceof MissingSource)) throw error;
      const solved = this.#solved.get(vertex) as Solved;
      solved.missing = error.path;
      this.#announcer.unbegunBelow(vertex);
      const message = `failed to calculate checksum of ref ${this.#world.checksumRef(this.#sourceName(vertex, index))}: ${error.message}`;
      const failure = failVertex(vertex, solved, this.#announcer.start(vertex), message, `failed to compute cache key: ${message}`);
      const base = baseOf(vertex.sources[index]);
      if (ownership === "context" || base) this.#missing.set(failure, { vertex, ownership: base && isLocal(base) ? "context" : ownership });
      throw failure;
    }
  }

  /** One for all that reads the same source. */
  #sourceName(vertex: GraphVertex, index: number): string {
    const source = vertex.sources[index];
    if (source?.kind === "vertex") return (source.vertex && this.#solved.get(source.vertex)?.key) ?? "";
    return source?.kind === "named" ? `named ${source.name}` : "context";
  }
}

/** The FROM whose files a source has, as they were before any step; undefined where they are the client's, or a step's. */
function baseOf(source: GraphVertex["sources"][number] | undefined): GraphVertex | undefined {
  const vertex = source?.kind === "vertex" ? source.vertex : undefined;
  return vertex && (vertex.operation.kind === "from" || isLocal(vertex)) ? vertex : undefined;
}

/** A stage that is a directory of the client's. */
const isLocal = ({ operation }: GraphVertex): boolean => operation.kind === "local";
