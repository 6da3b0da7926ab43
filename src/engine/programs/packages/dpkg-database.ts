/** Debian's database of installed packages: `/var/lib/dpkg/status` and the file lists in `/var/lib/dpkg/info`. */
import type { WorkingTree } from "../../filesystem/working-tree.ts";

export interface InstalledDeb {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  /** Kibibytes on disk, as `Installed-Size` counts. */
  readonly installedKb: number;
  readonly depends: readonly string[];
  readonly description: string;
  readonly essential?: boolean;
  /** Removed, but its configuration was left: `rc` in `dpkg -l`. */
  readonly configOnly?: boolean;
}

const statusPath = "/var/lib/dpkg/status";
/** What apt installed only because something else needed it. */
const autoPath = "/var/lib/apt/extended_states";

/** Reads the database; empty when there is none. */
export function readStatus(fs: WorkingTree): InstalledDeb[] {
  if (!fs.exists(statusPath)) return [];
  return fs
    .readText(statusPath)
    .split("\n\n")
    .filter((block) => block.trim() !== "")
    .map(parseBlock);
}

/** Writes the whole database, sorted by name as dpkg keeps it. */
export function writeStatus(fs: WorkingTree, packages: readonly InstalledDeb[]): void {
  const sorted = [...packages].sort((a, b) => (a.name < b.name ? -1 : 1));
  fs.writeFile(statusPath, sorted.map((item) => `${formatBlock(item)}\n`).join(""), { parents: true });
}

/** `/var/lib/dpkg/info/<name>.list`: every path the package owns. */
export function listPath(name: string): string {
  return `/var/lib/dpkg/info/${name}.list`;
}

/** Names of the packages that were installed automatically. */
export function readAuto(fs: WorkingTree): Set<string> {
  if (!fs.exists(autoPath)) return new Set();
  return new Set([...fs.readText(autoPath).matchAll(/^Package: (.+)$/gm)].map((match) => match[1] as string));
}

export function writeAuto(fs: WorkingTree, names: ReadonlySet<string>): void {
  const blocks = [...names].sort().map((name) => `Package: ${name}\nArchitecture: amd64\nAuto-Installed: 1\n\n`);
  fs.writeFile(autoPath, blocks.join(""), { parents: true });
}

function formatBlock(item: InstalledDeb): string {
  return [
    `Package: ${item.name}`,
    ...(item.essential ? ["Essential: yes"] : []),
    `Status: ${item.configOnly ? "deinstall ok config-files" : "install ok installed"}`,
    `Installed-Size: ${item.installedKb}`,
    `Architecture: ${item.architecture}`,
    `Version: ${item.version}`,
    ...(item.depends.length > 0 ? [`Depends: ${item.depends.join(", ")}`] : []),
    `Description: ${item.description}`,
    "",
  ].join("\n");
}

function parseBlock(block: string): InstalledDeb {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    const colon = line.indexOf(": ");
    if (colon > 0 && line[0] !== " ") fields.set(line.slice(0, colon), line.slice(colon + 2));
  }
  return {
    name: fields.get("Package") ?? "",
    version: fields.get("Version") ?? "",
    architecture: fields.get("Architecture") ?? "amd64",
    installedKb: Number(fields.get("Installed-Size") ?? 0),
    depends: (fields.get("Depends") ?? "").split(", ").filter(Boolean),
    description: fields.get("Description") ?? "",
    ...(fields.get("Essential") === "yes" ? { essential: true } : {}),
    ...(fields.get("Status")?.startsWith("deinstall") ? { configOnly: true } : {}),
  };
}
