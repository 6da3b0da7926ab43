/** The database of installed Alpine packages, `/lib/apk/db/installed`: blocks of `X:value` lines. */
import type { WorkingTree } from "../../filesystem/working-tree.ts";

export interface InstalledApk {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Bytes on disk. */
  readonly installedSize: number;
  /** Bytes of the .apk file. */
  readonly downloadSize: number;
  readonly depends: readonly string[];
  /** Absolute paths of the files and links it owns. */
  readonly files: readonly string[];
}

const installedPath = "/lib/apk/db/installed";
const worldPath = "/etc/apk/world";

/** Reads the database; empty when there is none. */
export function readInstalled(fs: WorkingTree): InstalledApk[] {
  if (!fs.exists(installedPath)) return [];
  return fs
    .readText(installedPath)
    .split("\n\n")
    .filter((block) => block.trim() !== "")
    .map(parseBlock);
}

/** Writes the whole database. */
export function writeInstalled(fs: WorkingTree, packages: readonly InstalledApk[]): void {
  fs.writeFile(installedPath, packages.map(formatBlock).join("\n") + (packages.length > 0 ? "\n" : ""), { parents: true });
}

/** Names the user asked for, sorted, as in `/etc/apk/world`. */
export function readWorld(fs: WorkingTree): string[] {
  return fs.exists(worldPath) ? fs.readText(worldPath).split("\n").filter(Boolean) : [];
}

export function writeWorld(fs: WorkingTree, names: readonly string[]): void {
  fs.writeFile(
    worldPath,
    [...new Set(names)]
      .sort()
      .map((name) => `${name}\n`)
      .join(""),
    { parents: true },
  );
}

function formatBlock(item: InstalledApk): string {
  const lines = [
    `P:${item.name}`,
    `V:${item.version}`,
    "A:x86_64",
    `S:${item.downloadSize}`,
    `I:${item.installedSize}`,
    `T:${item.description}`,
    ...(item.depends.length > 0 ? [`D:${item.depends.join(" ")}`] : []),
  ];
  let folder: string | undefined;
  for (const path of [...item.files].sort()) {
    const slash = path.lastIndexOf("/");
    if (path.slice(1, slash) !== folder) {
      folder = path.slice(1, slash);
      lines.push(`F:${folder}`);
    }
    lines.push(`R:${path.slice(slash + 1)}`);
  }
  return `${lines.join("\n")}\n`;
}

function parseBlock(block: string): InstalledApk {
  const fields = new Map<string, string>();
  const files: string[] = [];
  let folder = "";
  for (const line of block.split("\n")) {
    const value = line.slice(2);
    if (line.startsWith("F:")) folder = value;
    else if (line.startsWith("R:")) files.push(folder === "" ? `/${value}` : `/${folder}/${value}`);
    else fields.set(line.slice(0, 1), value);
  }
  return {
    name: fields.get("P") ?? "",
    version: fields.get("V") ?? "",
    description: fields.get("T") ?? "",
    installedSize: Number(fields.get("I") ?? 0),
    downloadSize: Number(fields.get("S") ?? 0),
    depends: (fields.get("D") ?? "").split(" ").filter(Boolean),
    files,
  };
}
