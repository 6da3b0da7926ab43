/** .dockerignore: which files of the context never reach a build (spec §8.4). */
import type { DirectoryNode, Node } from "../filesystem/node.ts";
import { IgnorePattern, type States } from "./ignore-pattern.ts";
import { trim } from "./text.ts";

/** The patterns of one .dockerignore, in order, with what filtering remembers about them. */
export interface IgnoreList {
  readonly patterns: readonly IgnorePattern[];
  /** What became of a directory, by the state of all patterns when it was entered. */
  readonly memory: WeakMap<DirectoryNode, Map<string, DirectoryNode | undefined>>;
}

const recent = new Map<string, IgnoreList>();

/**
 * Reads a .dockerignore. The same text gives the same list while it is among the last few, so that filtering can be
 * remembered across builds. Throws `DockerfileError` without a range: `syntax error in pattern`,
 * `illegal exclusion pattern: "!"`.
 */
export function parseIgnore(text: string): IgnoreList {
  return remembered(text, () => {
    const lines = text.replace(/^\ufeff/, "").split("\n");
    return lines.map((line) => (line.startsWith("#") ? "" : readPattern(trim(line))));
  });
}

/** The patterns of `--exclude`: a slash in front stays, and then matches nothing. Throws as `parseIgnore` does. */
export function parsePatterns(written: readonly string[]): IgnoreList {
  return remembered(`patterns ${JSON.stringify(written)}`, () => written.map((pattern) => cleanPattern(trim(pattern))));
}

function remembered(text: string, read: () => string[]): IgnoreList {
  const known = recent.get(text);
  if (known) return known;
  const patterns = read().flatMap((pattern) => (pattern === "" ? [] : [new IgnorePattern(pattern)]));
  const list: IgnoreList = { patterns, memory: new WeakMap() };
  recent.set(text, list);
  if (recent.size > 8) recent.delete(recent.keys().next().value as string);
  return list;
}

/** Normal form: `!` kept, blanks behind it dropped, path cleaned, one leading slash dropped. */
function readPattern(line: string): string {
  const pattern = cleanPattern(line);
  return pattern.replace(/^(!?)\/(?=.)/, "$1");
}

function cleanPattern(line: string): string {
  const negated = line.startsWith("!");
  const path = negated ? trim(line.slice(1)) : line;
  return (negated ? "!" : "") + (path === "" ? "" : cleanPath(path));
}

/** As Go's `path.Clean`. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!rooted) parts.push("..");
  }
  return (rooted ? "/" : "") + parts.join("/") || ".";
}

/** Tells of a path relative to the context root whether it is excluded: the last pattern with a say in it or a parent decides. */
export function matcher(list: IgnoreList): (path: string) => boolean {
  return (path) => {
    let directory = top(list);
    let excluded = false;
    for (const name of path.split("/")) {
      if (name === "" || name === ".") continue;
      const place = enter(list, directory, name);
      excluded = place.excluded;
      directory = below(list, place);
    }
    return excluded;
  };
}

/**
 * The context without what the list excludes. Directories that are excluded themselves stay when something in them was
 * brought back. Unchanged sub-trees are shared with `root`, and a directory met before costs one look-up.
 */
export function filterContext(root: DirectoryNode, list: IgnoreList): DirectoryNode {
  if (list.patterns.length === 0) return root;
  return filter(list, root, top(list)) ?? root;
}

/** How the patterns stand after the path to some file, or at the entrance of a directory. */
interface Place {
  readonly states: readonly States[];
  /** Which patterns had a say in this path or a parent. */
  readonly matched: readonly boolean[];
  readonly excluded: boolean;
}

/** The entrance of the context. */
function top(list: IgnoreList): Place {
  return { states: list.patterns.map((pattern) => pattern.start), matched: list.patterns.map(() => false), excluded: false };
}

/** Behind the name of an entry. */
function enter(list: IgnoreList, directory: Place, name: string): Place {
  const states: States[] = [];
  const matched: boolean[] = [];
  let excluded = false;
  for (const [i, pattern] of list.patterns.entries()) {
    const after = pattern.step(directory.states[i] as States, name);
    // A pattern that would change nothing is not even tried, and so is not remembered for what lies below.
    const hit = directory.matched[i] === true || (pattern.negated === excluded && pattern.accepts(after));
    states.push(after);
    matched.push(hit);
    if (hit) excluded = !pattern.negated;
  }
  return { states, matched, excluded };
}

/** Behind the slash that follows it. */
function below(list: IgnoreList, place: Place): Place {
  return { ...place, states: list.patterns.map((pattern, i) => pattern.step(place.states[i] as States, "/")) };
}

function filter(list: IgnoreList, directory: DirectoryNode, place: Place): DirectoryNode | undefined {
  // Only a pattern of the other kind can change what already holds for everything below.
  const canTurn = list.patterns.some((pattern, i) => pattern.negated === place.excluded && pattern.isOpen(place.states[i] as States));
  if (!canTurn) return place.excluded ? undefined : directory;
  const key = JSON.stringify([place.states, place.matched]);
  let known = list.memory.get(directory);
  if (!known) {
    known = new Map();
    list.memory.set(directory, known);
  }
  if (known.has(key)) return known.get(key);
  const result = filterEntries(list, directory, place);
  known.set(key, result);
  return result;
}

function filterEntries(list: IgnoreList, directory: DirectoryNode, place: Place): DirectoryNode | undefined {
  const entries = new Map<string, Node>();
  let same = true;
  for (const [name, node] of directory.entries) {
    const inside = enter(list, place, name);
    const kept = node.kind === "directory" ? filter(list, node, below(list, inside)) : inside.excluded ? undefined : node;
    if (kept) entries.set(name, kept);
    if (kept !== node) same = false;
  }
  if (entries.size === 0 && place.excluded) return undefined;
  return same ? directory : { ...directory, entries };
}
