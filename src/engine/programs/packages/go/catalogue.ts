/** Go's modules as the proxy of the lab has them. */
import { standardLibrary, table } from "../../../../../content/catalogue/packages/go.ts";

export interface GoModule {
  readonly path: string;
  /** Newest first. */
  readonly versions: readonly string[];
  /** Bytes of source, and what it adds to a program. */
  readonly sourceSize: number;
  readonly linkedSize: number;
  readonly needs: readonly string[];
}

let modules: ReadonlyMap<string, GoModule> | undefined;

/** All modules by path. */
export function goModules(): ReadonlyMap<string, GoModule> {
  modules ??= new Map(
    table
      .trim()
      .split("\n")
      .map((line) => {
        const [path = "", versions = "", source = "0", linked = "0", needs = ""] = line.split("|").map((field) => field.trim());
        return [
          path,
          {
            path,
            versions: versions.split(" "),
            sourceSize: Number(source) * 1000,
            linkedSize: Number(linked) * 1000,
            needs: needs.split(" ").filter(Boolean),
          },
        ];
      }),
  );
  return modules;
}

const standard = new Set(standardLibrary.split(" "));

export function isStandard(importPath: string): boolean {
  return standard.has(importPath);
}

/** The module of `paths` that would hold a package; the longest wins. */
export function moduleFor(importPath: string, paths: Iterable<string>): string | undefined {
  let best: string | undefined;
  for (const path of paths)
    if ((importPath === path || importPath.startsWith(`${path}/`)) && path.length > (best?.length ?? 0)) best = path;
  return best;
}

/** A module and all it needs, at the versions given or the newest. */
export function closure(required: ReadonlyMap<string, string>): Map<string, { item: GoModule; version: string }> {
  const result = new Map<string, { item: GoModule; version: string }>();
  const visit = (path: string): void => {
    if (result.has(path)) return;
    const item = goModules().get(path);
    const version = required.get(path) ?? item?.versions[0];
    if (version === undefined) return;
    result.set(path, { item: item ?? { path, versions: [version], sourceSize: 200_000, linkedSize: 100_000, needs: [] }, version });
    item?.needs.forEach(visit);
  };
  for (const path of required.keys()) visit(path);
  return result;
}
