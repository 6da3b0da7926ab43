/** The build context as the builder gets it (spec §2.2, §4, §8.4). */
import type { BuildRequest, NamedContext } from "../../api.ts";
import { filterContext, parseIgnore } from "../../dockerfile/ignore.ts";
import { contentOf } from "../../filesystem/content.ts";
import type { DirectoryNode, Node } from "../../filesystem/node.ts";

export interface PreparedContext {
  /** What .dockerignore leaves of the directory, as keys see it. */
  readonly tree: DirectoryNode;
  /** The same as steps see it. */
  readonly files: DirectoryNode;
  /** The directory itself. */
  readonly whole: DirectoryNode;
  /** Text of the ignore file in force; absent when there is none. */
  readonly ignore?: string;
  /** A directory of `--build-context`, what its own .dockerignore leaves. Throws for one that was not given. */
  named(name: string): DirectoryNode;
}

const decoder = new TextDecoder();

/** Text of the ignore file that counts: the Dockerfile's own, else the one in the context. */
export function ignoreText(request: Pick<BuildRequest, "context" | "dockerfile">): string | undefined {
  return request.dockerfile.ignoreText ?? ownIgnoreText(request.context);
}

function ownIgnoreText(tree: DirectoryNode): string | undefined {
  const node = tree.entries.get(".dockerignore");
  return node?.kind === "file" ? decoder.decode(node.content.bytes) : undefined;
}

/** Text of the ignore file of a directory of `--build-context`. */
export function namedIgnoreText(context: NamedContext | undefined): string | undefined {
  return context?.kind === "local" ? (context.ignoreText ?? ownIgnoreText(context.tree)) : undefined;
}

/** Throws `DockerfileError` for a pattern that is none. */
function prepareNamed({ namedContexts = {} }: Pick<BuildRequest, "namedContexts">): (name: string) => DirectoryNode {
  const trees = new Map<string, DirectoryNode>();
  for (const [name, context] of Object.entries(namedContexts)) {
    if (context.kind !== "local") continue;
    const text = namedIgnoreText(context);
    trees.set(name, text === undefined ? context.tree : filterContext(context.tree, parseIgnore(text)));
  }
  return (name) => {
    const tree = trees.get(name);
    if (!tree) throw new Error(`no build context ${name}`);
    return tree;
  };
}

/**
 * @param sent what keys saw with the build before. The builder changes the mode of a directory it has already but does not hash it
 * again, so keys go on with the old one (spec §4, X.1)
 * Throws `DockerfileError` for a pattern that is none.
 */
export function prepareContext(
  request: Pick<BuildRequest, "context" | "dockerfile" | "namedContexts">,
  sent: DirectoryNode | undefined,
): PreparedContext {
  const text = ignoreText(request);
  const filtered = text === undefined ? request.context : filterContext(request.context, parseIgnore(text));
  const tree = sent ? keepModes(sent, filtered) : filtered;
  return { tree, files: filtered, whole: request.context, named: prepareNamed(request), ...(text !== undefined && { ignore: text }) };
}

const kept = new WeakMap<DirectoryNode, { sent: DirectoryNode; result: DirectoryNode }>();

/** The new tree with the old modes of the directories that are in both. */
function keepModes(sent: DirectoryNode, tree: DirectoryNode): DirectoryNode {
  if (sent === tree) return tree;
  const known = kept.get(tree);
  if (known?.sent === sent) return known.result;
  let entries: Map<string, Node> | undefined;
  for (const [name, node] of tree.entries) {
    const before = sent.entries.get(name);
    if (before === node || node.kind !== "directory" || before?.kind !== "directory") continue;
    const result = keepModes(before, node);
    if (result === node) continue;
    entries ??= new Map(tree.entries);
    entries.set(name, result);
  }
  const same = !entries && sent.mode === tree.mode;
  const result = same ? tree : { ...tree, mode: sent.mode, entries: entries ?? tree.entries };
  kept.set(tree, { sent, result });
  return result;
}

const rootOwned = new WeakMap<Node, Node>();

/** A directory of the client's as a stage stands on it, or a RUN sees it: all of it is root's (spec §4), hard links stay such. */
export function ownedByRoot<Kind extends Node>(node: Kind): Kind {
  const known = rootOwned.get(node);
  // Kept under a node is what was made of it, of the same kind.
  if (known) return known as Kind;
  const owner = { uid: 0, gid: 0 };
  const result: Kind = { ...node, ...owner };
  const owned =
    node.kind === "directory"
      ? { ...result, entries: new Map([...node.entries].map(([name, each]) => [name, ownedByRoot(each)])) }
      : result;
  rootOwned.set(node, owned);
  return owned;
}

/**
 * A tree that holds one here-document.
 * @param mtime when it was written, in milliseconds; no part of any key
 */
export function inlineTree(name: string, content: string, mode: number, mtime = 0): DirectoryNode {
  const meta = { uid: 0, gid: 0, mtime };
  return {
    kind: "directory",
    mode: 0o755,
    ...meta,
    entries: new Map([[name, { kind: "file", mode, ...meta, content: contentOf(content) }]]),
  };
}
