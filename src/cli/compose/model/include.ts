/** `include`: other Compose files with directories and variables of their own (spec compose §1.6). */
import { parentDirectory } from "../../paths.ts";
import { goText, goType } from "./go-values.ts";
import { resolvePath } from "./paths.ts";
import { ComposeProblem } from "./problem.ts";
import { child, isList, isMapping, isSameTree, type Mapping, type Tree, without } from "./tree.ts";

export interface Inclusion {
  /** Absolute; the second and later ones are laid over the first. */
  readonly files: readonly string[];
  readonly directory: string;
  /** Absolute; `undefined` for `.env` in the directory. */
  readonly environmentFiles: readonly string[] | undefined;
}

export interface IncludeContext {
  readonly directory: string;
  readonly home: string;
  /** The files of one entry, whole: with their own variables, extends and paths. */
  load(inclusion: Inclusion): Mapping;
}

const imported = ["services", "volumes", "networks", "secrets", "configs", "models"] as const;

/** The file with what it includes. Throws `ComposeProblem`, also where two say different things under one name. */
export function withIncludes(tree: Mapping, context: IncludeContext): Mapping {
  const { include } = tree;
  if (include === undefined) return tree;
  if (!isList(include)) throw new ComposeProblem(`\`include\` must be a list, got ${goText(include)}`, ["include"]);
  let whole = without(tree, "include");
  for (const [index, entry] of include.entries()) {
    const inclusion = inclusionOf(entry, index, context);
    if (!inclusion) continue;
    const included = context.load(inclusion);
    for (const kind of imported) if (isMapping(included[kind])) whole = { ...whole, [kind]: together(kind, whole, included[kind]) };
  }
  return whole;
}

function together(kind: string, own: Mapping, included: Mapping): Mapping {
  const here = child(own, kind);
  for (const [name, resource] of Object.entries(included))
    if (Object.hasOwn(here, name) && !isSameTree(here[name] as Tree, resource))
      throw new ComposeProblem(`${kind}.${name} conflicts with imported resource`, [kind, name]);
  return { ...included, ...here };
}

function inclusionOf(entry: Tree, index: number, { directory, home }: IncludeContext): Inclusion | undefined {
  const long = typeof entry === "string" ? { path: entry } : entry;
  if (!isMapping(long))
    throw new ComposeProblem(
      `decoding failed due to the following error(s):\n\n'[${index}]' expected a map or struct, got "${isList(entry) ? "slice" : goType(entry)}"`,
      ["include", index],
    );
  const several = (value: Tree | undefined): string[] => (value === undefined || value === null ? [] : [value].flat().map(String));
  const files = several(long.path).map((path) => resolvePath(path, { directory, home }));
  const [first] = files;
  if (first === undefined) return undefined;
  const own =
    typeof long.project_directory === "string" ? resolvePath(long.project_directory, { directory, home }) : parentDirectory(first);
  const environment = several(long.env_file).map((path) => resolvePath(path, { directory, home }));
  return {
    files,
    directory: own,
    environmentFiles: environment.length > 0 ? environment.filter((path) => path !== "/dev/null") : undefined,
  };
}
