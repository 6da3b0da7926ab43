/** From what a project asks for to what stands in node_modules. */
import { sha256Hex } from "../../../filesystem/digest.ts";
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { nodePackageSource } from "../../node/packages/index.ts";
import { hole } from "../binaries.ts";
import { type NodePackage, nodePackages, pickVersion } from "./catalogue.ts";
import type { LockEntry, Manifest } from "./manifest.ts";

export interface Resolved {
  readonly item: NodePackage;
  readonly version: string;
  readonly dev: boolean;
}

/** The registry has no such package, or no such version of it. */
export class NotInRegistry extends Error {
  readonly packageName: string;
  readonly range: string;
  readonly known: boolean;
  constructor(name: string, range: string, known: boolean) {
    super(`${name}@${range}`);
    this.packageName = name;
    this.range = range;
    this.known = known;
  }
}

const elsewhere = /^(file:|link:|git|https?:|workspace:|github:|\.{0,2}\/)/;

/** Whether a dependency comes from somewhere that is not the registry. */
export function isElsewhere(range: string): boolean {
  return elsewhere.test(range);
}

/**
 * Everything the project needs, flat, sorted by name. `locked` pins versions. Throws `NotInRegistry`.
 * A package that a lock file names and the catalogue does not is taken as it is locked.
 */
export function resolveTree(
  manifest: Manifest,
  options: { dev: boolean; locked?: ReadonlyMap<string, { version: string; dev: boolean }> },
): Resolved[] {
  const result = new Map<string, Resolved>();
  const visit = (name: string, range: string, dev: boolean): void => {
    const known = result.get(name);
    if (known && (!known.dev || dev)) return;
    const item = nodePackages().get(name);
    const pinned = options.locked?.get(name)?.version;
    const version = pinned ?? (item && pickVersion(item, range));
    if (version === undefined) throw new NotInRegistry(name, range, item !== undefined);
    result.set(name, { item: item ?? { name, versions: [version], size: 60_000, dependencies: [], commands: [] }, version, dev });
    for (const dependency of item?.dependencies ?? []) visit(dependency, "*", dev);
  };
  for (const [name, range] of Object.entries({ ...manifest.optionalDependencies, ...manifest.dependencies }))
    if (!isElsewhere(range)) visit(name, range, false);
  if (options.dev)
    for (const [name, range] of Object.entries(manifest.devDependencies ?? {})) if (!isElsewhere(range)) visit(name, range, true);
  for (const [name, { dev }] of options.locked ?? []) if (!result.has(name) && (options.dev || !dev)) visit(name, "*", dev);
  return [...result.values()].sort((a, b) => (a.item.name < b.item.name ? -1 : 1));
}

/** Writes one package below `modules`, with its commands in `.bin`. */
export function unpackPackage(fs: WorkingTree, modules: string, { item, version }: Pick<Resolved, "item" | "version">): void {
  const folder = `${modules}/${item.name}`;
  const commands = Object.fromEntries(item.commands.map((name) => [name, `bin/${name}.js`]));
  const manifest = {
    name: item.name,
    version,
    main: "index.js",
    ...(item.commands.length > 0 ? { bin: commands } : {}),
    ...(item.dependencies.length > 0 ? { dependencies: Object.fromEntries(item.dependencies.map((name) => [name, "*"])) } : {}),
  };
  fs.writeFile(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`, { parents: true });
  fs.writeFile(`${folder}/LICENSE`, hole(1_080, "MIT License\n"));
  fs.writeFile(`${folder}/README.md`, hole(Math.min(9_000, item.size * 0.15), `# ${item.name}\n`));
  fs.writeFile(`${folder}/index.js`, hole(Math.max(60, item.size * 0.2), nodePackageSource(item.name) ?? "'use strict';\n"));
  fs.writeFile(`${folder}/lib/main.js`, hole(Math.max(60, item.size * 0.6), "'use strict';\n"), { parents: true });
  for (const [name, path] of Object.entries(commands)) {
    fs.writeFile(`${folder}/${path}`, `#!/usr/bin/env node\nrequire('../lib/main.js')\n`, { mode: 0o755, parents: true });
    const link = `${modules}/.bin/${name}`;
    fs.mkdir(`${modules}/.bin`, { recursive: true });
    fs.remove(link, { force: true });
    fs.symlink(`../${item.name}/${path}`, link);
  }
}

/** The lock file's text for a tree. */
export function lockFor(manifest: Manifest, tree: readonly Resolved[]): unknown {
  const root: Record<string, unknown> = {};
  for (const key of ["name", "version", "license", "dependencies", "devDependencies", "bin", "engines"])
    if (manifest[key] !== undefined) root[key] = manifest[key];
  const packages: Record<string, LockEntry> = { "": root };
  for (const { item, version, dev } of tree) {
    const base = item.name.slice(item.name.lastIndexOf("/") + 1);
    packages[`node_modules/${item.name}`] = {
      version,
      resolved: `https://registry.npmjs.org/${item.name}/-/${base}-${version}.tgz`,
      integrity: `sha512-${sha256Hex(`${item.name}@${version}`)}`,
      ...(dev ? { dev: true } : {}),
      license: "MIT",
      ...(item.dependencies.length > 0 ? { dependencies: Object.fromEntries(item.dependencies.map((name) => [name, "*"])) } : {}),
    };
  }
  return {
    name: manifest.name ?? "app",
    ...(manifest.version ? { version: manifest.version } : {}),
    lockfileVersion: 3,
    requires: true,
    packages,
  };
}
