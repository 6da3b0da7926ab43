/** package.json and package-lock.json. */
import type { WorkingTree } from "../../../filesystem/working-tree.ts";

export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly bin?: string | Readonly<Record<string, string>>;
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] };
  readonly [key: string]: unknown;
}

/** One entry of a lock file's `packages`. */
export interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly resolved?: string;
  readonly [key: string]: unknown;
}

export interface Lock {
  readonly lockfileVersion?: number;
  readonly packages?: Readonly<Record<string, LockEntry>>;
  readonly dependencies?: Readonly<Record<string, LockEntry>>;
}

export class BadJson extends Error {
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** `undefined` when there is none. Throws `BadJson`. */
export function readJson<T>(fs: WorkingTree, path: string): T | undefined {
  if (!fs.exists(path)) return undefined;
  const text = fs.readText(path);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new SyntaxError("Expected an object");
    return value as T;
  } catch (error) {
    throw new BadJson(path, error instanceof Error ? error.message : String(error));
  }
}

/** Writes with the indentation npm uses. */
export function writeJson(fs: WorkingTree, path: string, value: unknown): void {
  fs.writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** Sorted by name, as npm keeps dependencies. */
export function sorted(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Versions by package name that a lock file holds: those at the top of `node_modules`. */
export function lockedVersions(lock: Lock): Map<string, { version: string; dev: boolean }> {
  const entries = lock.packages
    ? Object.entries(lock.packages).map(([path, entry]) => [path.replace(/^.*node_modules\//, ""), path, entry] as const)
    : Object.entries(lock.dependencies ?? {}).map(([name, entry]) => [name, `node_modules/${name}`, entry] as const);
  const versions = new Map<string, { version: string; dev: boolean }>();
  for (const [name, path, entry] of entries) {
    if (path === "" || !path.startsWith("node_modules/") || path.indexOf("node_modules/", 1) > 0 || !entry.version) continue;
    versions.set(name, { version: entry.version, dev: entry.dev === true });
  }
  return versions;
}
