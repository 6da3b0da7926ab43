import type { BuildRequest, BuildView, Engine } from "../../engine/api.ts";
import type { DirectoryNode, Node } from "../../engine/filesystem/node.ts";
import { pathOfNode } from "./files.ts";

/** The last build's options, with the places of its context and Dockerfile in the workspace instead of their contents. */
interface Wanted {
  readonly options: Omit<BuildRequest, "context" | "dockerfile" | "noCache" | "pull">;
  readonly context: string;
  readonly dockerfile: string;
}

/**
 * Foretells the next build: the last one again (same target, arguments and files), or `docker build .` when there was none.
 * Edits that arrive while one preview is computed are answered by one more, of the newest state.
 */
export class Previewer {
  readonly #engine: Engine;
  readonly #workspace: () => DirectoryNode;
  readonly #show: (view: BuildView) => void;
  #wanted: Wanted = { options: {}, context: "", dockerfile: "Dockerfile" };
  #scheduled = false;

  constructor(engine: Engine, workspace: () => DirectoryNode, show: (view: BuildView) => void) {
    this.#engine = engine;
    this.#workspace = workspace;
    this.#show = show;
  }

  /** Follows another Dockerfile of the workspace. */
  follow(dockerfile: string): void {
    if (dockerfile === this.#wanted.dockerfile) return;
    const { place: _, ...options } = this.#wanted.options;
    this.#wanted = { ...this.#wanted, options, dockerfile };
    this.schedule();
  }

  /** A build was run: the next preview is about that one again. Returns where its files are. */
  built(request: BuildRequest): { context: string; dockerfile: string } {
    const { context, dockerfile, noCache: _, pull: __, ...options } = request;
    const place = pathOfNode(this.#workspace(), context) ?? "";
    const path = [dockerfile.name, place ? `${place}/${dockerfile.name}` : dockerfile.name].find(
      (candidate) => textAt(this.#workspace(), candidate) === dockerfile.text,
    );
    this.#wanted = { options, context: place, dockerfile: path ?? this.#wanted.dockerfile };
    return { context: place, dockerfile: this.#wanted.dockerfile };
  }

  schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    // A turn later, so that edits already in the queue are seen by this preview.
    setTimeout(() => {
      this.#scheduled = false;
      this.#show(this.now());
    });
  }

  now(): BuildView {
    const workspace = this.#workspace();
    const { options, dockerfile, context } = this.#wanted;
    const there = context ? nodeAt(workspace, context) : workspace;
    return this.#engine.preview({
      ...options,
      context: there?.kind === "directory" ? there : workspace,
      dockerfile: {
        name: dockerfile,
        ...text("text", workspace, dockerfile),
        ...text("ignoreText", workspace, `${dockerfile}.dockerignore`),
      },
    });
  }
}

function text<Key extends "text" | "ignoreText">(key: Key, root: DirectoryNode, path: string): { [K in Key]?: string } {
  const found = textAt(root, path);
  return found === undefined ? {} : ({ [key]: found } as { [K in Key]?: string });
}

function nodeAt(root: DirectoryNode, path: string): Node | undefined {
  let node: Node | undefined = root;
  for (const part of path.split("/")) node = node?.kind === "directory" ? node.entries.get(part) : undefined;
  return node;
}

function textAt(root: DirectoryNode, path: string): string | undefined {
  const node = nodeAt(root, path.replace(/^\.\//, ""));
  return node?.kind === "file" ? new TextDecoder().decode(node.content.bytes) : undefined;
}
