/** What `--parents` and `--exclude` leave of a directory that is copied (spec §4). */
import { DockerfileError } from "../../dockerfile/ast.ts";
import { filterContext, parsePatterns } from "../../dockerfile/ignore.ts";
import type { DirectoryNode, Node } from "../../filesystem/node.ts";

export interface Narrowing {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** Patterns that cannot be read. BuildKit says so while it computes the key. */
export class WrongPattern extends Error {
  constructor(message: string) {
    super(message);
    this.name = "WrongPattern";
  }
}

/** The node as it is copied. A file that is named itself is no part of a directory, and stays. Throws `WrongPattern`. */
export function narrowed(node: Node, { include, exclude }: Narrowing): Node {
  if (node.kind !== "directory") return node;
  let left: DirectoryNode = node;
  if (include) left = filterContext(left, list("includepatterns", ["**", ...include.map((pattern) => `!${pattern}`)]));
  if (exclude) left = filterContext(left, list("excludepatterns", exclude));
  return left;
}

function list(what: string, patterns: readonly string[]) {
  try {
    return parsePatterns(patterns);
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    const written = patterns
      .filter((pattern) => pattern !== "**" || what === "excludepatterns")
      .map((pattern) => (what === "excludepatterns" ? pattern : pattern.slice(1)));
    throw new WrongPattern(`invalid ${what}: [${written.join(" ")}]: ${error.message}`);
  }
}
