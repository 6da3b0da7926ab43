/** The scripts that both sides run: folders with `lines.sh`, and the files that are there when it begins. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export interface Script {
  readonly name: string;
  /** Their texts by their paths. */
  readonly files: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
}

const folder = path.join(import.meta.dirname, "scripts");

export function scriptNames(): string[] {
  return readdirSync(folder).sort();
}

/** One command a line; a line of `#` is a comment. */
export function readScript(name: string): Script {
  const lines = readFileSync(path.join(folder, name, "lines.sh"), "utf8").split("\n");
  return { name, files: filesOf(path.join(folder, name, "files")), lines: lines.filter((line) => line !== "" && !line.startsWith("#")) };
}

function filesOf(root: string): Record<string, string> {
  if (!existsSync(root)) return {};
  const found = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = found.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))).sort();
  return Object.fromEntries(paths.map((name) => [name, readFileSync(path.join(root, name), "utf8")]));
}
