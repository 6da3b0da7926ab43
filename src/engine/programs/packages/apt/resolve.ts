/** Which packages an installation needs, and putting them on the disk. */
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { readAuto, readStatus, writeAuto, writeStatus } from "../dpkg-database.ts";
import { type DebPackage, debPackages, findDeb } from "./catalogue.ts";
import { unpackDeb } from "./unpack.ts";

/** A package and the version that will be installed. */
export interface Selected {
  readonly item: DebPackage;
  readonly version: string;
  readonly automatic: boolean;
}

/**
 * Everything that must be installed for `names`, dependencies before what needs them. What is in `installed` or not in
 * the catalogue (an essential package) is left out.
 */
export function resolveDebs(
  names: readonly string[],
  installed: ReadonlySet<string>,
  recommends: boolean,
): { item: DebPackage; automatic: boolean }[] {
  const chosen = new Map<string, { item: DebPackage; automatic: boolean }>();
  const visiting = new Set<string>();
  const visit = (name: string, automatic: boolean) => {
    const item = names.includes(name) ? findDeb(name) : debPackages().get(name);
    if (!item || installed.has(name) || visiting.has(name)) return;
    visiting.add(name);
    for (const dependency of item.depends) visit(dependency, true);
    chosen.set(name, { item, automatic: automatic && !names.includes(name) });
    if (recommends) for (const recommended of item.recommends) visit(recommended, true);
  };
  for (const name of names) visit(name, false);
  return [...chosen.values()];
}

/** Unpacks and records packages; keeps both databases. */
export function installDebs(fs: WorkingTree, selected: readonly Selected[]): void {
  const status = new Map(readStatus(fs).map((item) => [item.name, item]));
  const auto = readAuto(fs);
  for (const { item, version, automatic } of selected) {
    unpackDeb(fs, item, version);
    if (automatic) auto.add(item.name);
    else auto.delete(item.name);
    status.set(item.name, {
      name: item.name,
      version,
      architecture: "amd64",
      installedKb: item.installedKb,
      depends: item.depends,
      description: item.description,
    });
  }
  writeStatus(fs, [...status.values()]);
  writeAuto(fs, auto);
}
