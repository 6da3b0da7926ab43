/** Which packages an image's files say are installed: Debian's and Alpine's databases, Python's and npm's own records. */
import type { DirectoryNode } from "../filesystem/node.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { readInstalled } from "../programs/packages/apk-database.ts";
import { readStatus } from "../programs/packages/dpkg-database.ts";

/** As package URLs name them. */
export type PackageType = "deb" | "apk" | "pypi" | "npm";

export interface InstalledPackage {
  readonly type: PackageType;
  readonly name: string;
  readonly version: string;
  /** The file that says so. */
  readonly path: string;
}

export interface Distribution {
  /** `debian`, `alpine`. */
  readonly id: string;
  /** `12`, `3.20`. */
  readonly release: string;
  /** In full: `12.11`, `3.20.6`. */
  readonly version: string;
}

/** The distribution an image is of; `undefined` for one of none. */
export function distributionOf(root: DirectoryNode): Distribution | undefined {
  const tree = new WorkingTree(root);
  const text = readIfThere(tree, "/etc/os-release") ?? readIfThere(tree, "/usr/lib/os-release");
  const field = (name: string): string | undefined => new RegExp(`^${name}="?([^"\\n]*)"?$`, "m").exec(text ?? "")?.[1];
  const id = field("ID");
  const version = field("VERSION_ID");
  if (!id || !version) return undefined;
  const release = id === "alpine" ? version.split(".").slice(0, 2).join(".") : version;
  return { id, release, version: readIfThere(tree, "/etc/debian_version")?.trim() ?? version };
}

/** All of them, by type and name. */
export function installedPackages(root: DirectoryNode): InstalledPackage[] {
  const tree = new WorkingTree(root);
  const found: InstalledPackage[] = [];
  for (const { name, version, configOnly } of readStatus(tree))
    if (!configOnly) found.push({ type: "deb", name, version, path: "/var/lib/dpkg/status" });
  for (const { name, version } of readInstalled(tree)) found.push({ type: "apk", name, version, path: "/lib/apk/db/installed" });
  walk(tree, "", found);
  return found.sort((a, b) => order(a.type, b.type) || order(a.name, b.name) || order(a.path, b.path));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What languages leave behind: `NAME-VERSION.dist-info/METADATA` and `node_modules/NAME/package.json`. */
function walk(tree: WorkingTree, folder: string, found: InstalledPackage[]): void {
  const node = tree.lookup(folder || "/", { follow: false });
  if (node?.kind !== "directory") return;
  for (const [name, child] of node.entries) {
    const path = `${folder}/${name}`;
    if (child.kind !== "directory" || skipped.has(path)) continue;
    if (name.endsWith(".dist-info")) addPython(tree, `${path}/METADATA`, found);
    else if (folder.endsWith("/node_modules") && !name.startsWith("@")) addNode(tree, `${path}/package.json`, found);
    else if (/\/node_modules\/@[^/]+$/.test(folder)) addNode(tree, `${path}/package.json`, found);
    walk(tree, path, found);
  }
}

const skipped = new Set(["/proc", "/sys", "/dev"]);

function addPython(tree: WorkingTree, path: string, found: InstalledPackage[]): void {
  const text = readIfThere(tree, path) ?? "";
  const name = /^Name: (.+)$/m.exec(text)?.[1];
  const version = /^Version: (.+)$/m.exec(text)?.[1];
  if (name && version) found.push({ type: "pypi", name: name.toLowerCase().replace(/[-_.]+/g, "-"), version, path });
}

function addNode(tree: WorkingTree, path: string, found: InstalledPackage[]): void {
  try {
    const { name, version } = JSON.parse(readIfThere(tree, path) ?? "null") as { readonly name?: unknown; readonly version?: unknown };
    if (typeof name === "string" && typeof version === "string") found.push({ type: "npm", name, version, path });
  } catch {
    // What is no package says nothing.
  }
}

function readIfThere(tree: WorkingTree, path: string): string | undefined {
  return tree.lookup(path)?.kind === "file" ? tree.readText(path) : undefined;
}
