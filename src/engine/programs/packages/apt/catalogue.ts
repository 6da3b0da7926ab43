/** Debian's packages as apt sees them, read from the catalogue's table. */
import { movesOn, otherReleases, table } from "../../../../../content/catalogue/packages/apt.ts";
import { essential } from "../../../../../content/catalogue/packages/apt-essential.ts";
import { isLibrary } from "../libraries.ts";

export interface DebPackage {
  readonly name: string;
  readonly version: string;
  readonly downloadKb: number;
  readonly installedKb: number;
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  /** As in the table: `curl>coreutils`, `lib:libpq.so.5`. */
  readonly files: readonly string[];
  readonly description: string;
}

const words = (text: string | undefined): string[] => (text ?? "").split(" ").filter(Boolean);

function parse(line: string): DebPackage {
  const [name = "", version = "", sizes = "", depends, recommends, files, description = ""] = line.split("|").map((field) => field.trim());
  const [downloadKb = 0, installedKb = 0] = sizes.split("/").map(Number);
  return {
    name,
    version,
    downloadKb,
    installedKb,
    depends: words(depends),
    recommends: words(recommends),
    files: words(files),
    description,
  };
}

let packages: ReadonlyMap<string, DebPackage> | undefined;

/** Every package that can be installed beside the essential ones, by name. */
export function debPackages(): ReadonlyMap<string, DebPackage> {
  packages ??= new Map(
    table
      .trim()
      .split("\n")
      .map(parse)
      .map((item) => [item.name, item]),
  );
  return packages;
}

/** What apt finds under a name that it is told to install: an empty package for a library that the mirror lacks. */
export function findDeb(name: string): DebPackage | undefined {
  const known = debPackages().get(name);
  if (known || !isLibrary(name) || essentialPackages().some((one) => one.name === name)) return known;
  return { ...emptyPackage, name };
}

const emptyPackage = {
  version: "1.0-1",
  downloadKb: 40,
  installedKb: 120,
  depends: [],
  recommends: [],
  files: [],
  description: "an empty package of Drydock's",
};

/** What a minimal root holds: name, version in bookworm, installed kB. */
export function essentialPackages(): { name: string; version: string; installedKb: number }[] {
  return essential
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", version = "", installedKb = "0"] = line.split(" ");
      return { name, version, installedKb: Number(installedKb) };
    });
}

/** How often the mirror replaces what moves. */
const period = 14 * 24 * 3600 * 1000;
const snapshotTime = Date.parse("2025-06-10T00:00:00Z");
const moving = new Set(movesOn);

/** The version of a package that the mirror of `codename` offers at `time` (milliseconds since the epoch). */
export function versionAt(item: DebPackage, codename: string, time: number): string {
  const base = versionIn(item.name, item.version, codename);
  if (!moving.has(item.name)) return base;
  const revision = Math.max(0, Math.floor((time - snapshotTime) / period));
  if (revision === 0) return base;
  const update = /^(.*(?:\+deb\d+u|~deb\d+u|ubuntu[\d.]*\.))(\d+)$/.exec(base);
  return update ? `${update[1]}${Number(update[2]) + revision}` : `${base}+u${revision}`;
}

/** The version of a package in a release at the time of the snapshot. */
export function versionIn(name: string, bookworm: string, codename: string): string {
  const list = words(otherReleases[codename]);
  const index = list.indexOf(name);
  return index >= 0 && index % 2 === 0 ? (list[index + 1] as string) : bookworm;
}
