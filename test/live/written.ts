/** What a build wrote beside images: a directory, an archive, the image's id, metadata. */
import { allBytes } from "../../src/engine/filesystem/content.ts";
import type { DirectoryNode, FileNode, Node } from "../../src/engine/filesystem/node.ts";
import { isTar, readTar, type TarEntry } from "../../src/engine/filesystem/untar.ts";
import { walk } from "../../src/engine/filesystem/walk.ts";
import { told } from "./observe.ts";

/**
 * A line for each file and directory of `results`, and for each entry of an archive there, in its order. Files go to whoever runs the
 * client, and nothing is told of them; an archive's entries have owners. What `base`, another image on each side, has the same is left out.
 */
export function written(results: DirectoryNode, base: DirectoryNode | undefined): string[] {
  const inBase = new Map([...(base ? walk(base) : [])].map(({ path, node }) => [path, node]));
  const lines: string[] = [];
  for (const { path, node } of walk(results)) {
    const content = node.kind === "file" ? contentsOf(node, inBase) : undefined;
    const line = told(node, "");
    const old = outside(path).find((each) => inBase.has(each));
    if (content) lines.push(...content.map((each) => `/${path}: ${each}`));
    else if (old === undefined || told(inBase.get(old) as Node, "") !== line) lines.push(`/${path}: ${line}`);
  }
  return lines;
}

/** A path without the directories that the result was put in. */
const outside = (path: string): string[] => [0, 1, 2].map((depth) => path.split("/").slice(depth).join("/"));

/** What stands in a file that is no plain one: an archive's entries, or text without what chance decides. */
function contentsOf({ content }: FileNode, base: ReadonlyMap<string, Node>): string[] | undefined {
  const bytes = allBytes(content);
  if (isTar(bytes)) return readTar(bytes).flatMap((entry) => entryLine(entry, base) ?? []);
  const text = new TextDecoder().decode(bytes);
  if (/^sha256:[0-9a-f]{64}$/.test(text)) return ["an id"];
  if (!text.startsWith('{\n  "')) return undefined;
  return text
    .replace(/(sha256:|"sha256": ")[0-9a-f]{64}/g, "$1<digest>")
    .replace(/("buildx\.build\.ref": "\w+\/\w+\/)\w{25}"/, '$1<ref>"')
    .split("\n");
}

function entryLine({ path, node }: TarEntry, base: ReadonlyMap<string, Node>): string | undefined {
  if (node.kind === "link") return `${path}: the same as ${node.target}`;
  const line = told(node);
  const old = base.get(path);
  return old && told(old) === line ? undefined : `${path}: ${line}`;
}
