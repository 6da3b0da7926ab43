/** The files of a project read one over another, each checked as it comes (spec compose §2.1). */
import { canonical } from "./canonical.ts";
import { type ComposeSource, withExtends } from "./extends.ts";
import type { ComposeHost } from "./host.ts";
import { type Inclusion, withIncludes } from "./include.ts";
import { interpolate } from "./interpolate.ts";
import { merge } from "./merge.ts";
import { withAbsolutePaths } from "./paths.ts";
import { ComposeProblem } from "./problem.ts";
import { withoutPlaces } from "./resets.ts";
import { composeFile } from "./schema.ts";
import { misfitText, placeOfMisfit, worstMisfit } from "./shape.ts";
import { isMapping, type Mapping, type Path, type Tree, without } from "./tree.ts";
import { withoutRepetition } from "./unicity.ts";
import { readYaml } from "./yaml.ts";

export interface ReadOptions {
  readonly host: ComposeHost;
  /** The project's directory: what relative paths start from. */
  readonly directory: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly interpolates: boolean;
  readonly resolvesPaths: boolean;
  /** Variables of an included directory's own `.env`, where the environment has none. */
  environmentOf(inclusion: Inclusion, environment: ReadonlyMap<string, string>): ReadonlyMap<string, string>;
}

/** A file by its path, or a text that came in by standard input. */
export interface ComposeText {
  /** Absolute. */
  readonly path: string;
  readonly text?: string;
}

/** One tree of all files, in the long forms. Throws `ComposeProblem`. */
export function readFiles(files: readonly ComposeText[], options: ReadOptions, including: readonly string[] = []): Mapping {
  let tree: Mapping = {};
  for (const file of files) tree = layOver(tree, file, options, including);
  return tree;
}

function layOver(tree: Mapping, { path, text }: ComposeText, options: ReadOptions, including: readonly string[]): Mapping {
  const { host } = options;
  let merged = tree;
  for (const document of readYaml(text ?? host.read(path), path)) {
    if (document.tree === undefined || document.tree === null) continue;
    if (!isMapping(document.tree)) throw new ComposeProblem("top-level object must be a mapping");
    const own = (options.interpolates ? withVariables(document.tree, options) : document.tree) as Mapping;
    // A service may extend one of this file, not one that is included.
    const extended = withExtends(
      { file: path, tree: own, resets: document.resets },
      { host, directory: options.directory, open: (other) => openFor(other, options) },
    );
    const whole = withIncludes(extended, {
      directory: options.directory,
      home: host.home,
      load: (inclusion) => included(inclusion, options, [...including, path]),
    });
    merged = withoutRepetition(merge(withoutPlaces(merged, document.resets), whole)) as Mapping;
    const misfit = worstMisfit(merged, composeFile);
    if (misfit) throw new ComposeProblem(`validating ${path}: ${misfitText(misfit)}`, placeOfMisfit(misfit));
    if (merged.version !== undefined) {
      host.warn(`${path}: the attribute \`version\` is obsolete, it will be ignored, please remove it to avoid potential confusion`);
      merged = without(merged, "version");
    }
    merged = withoutRepetition(canonical(merged, host.warn)) as Mapping;
  }
  return merged;
}

/** A part of a file, found at `path`, with its variables replaced. Throws `ComposeProblem`. */
export function withVariables(tree: Tree, { environment, host }: Pick<ReadOptions, "environment" | "host">, path: Path = []): Tree {
  return interpolate(
    tree,
    {
      get: (name) => environment.get(name),
      unset: (name) => host.warn(`The "${name}" variable is not set. Defaulting to a blank string.`),
      warn: host.warn,
    },
    path,
  );
}

/** A file that a service of another one builds on. */
function openFor(path: string, options: ReadOptions): ComposeSource {
  const [first] = readYaml(options.host.read(path), path);
  const tree = first?.tree ?? {};
  if (!isMapping(tree)) throw new ComposeProblem("top-level object must be a mapping");
  return { file: path, tree: (options.interpolates ? withVariables(tree, options) : tree) as Mapping, resets: first?.resets ?? [] };
}

function included(inclusion: Inclusion, options: ReadOptions, including: readonly string[]): Mapping {
  const repeated = inclusion.files.find((file) => including.includes(file));
  if (repeated !== undefined) {
    const [first, ...rest] = [...including, repeated];
    throw new ComposeProblem(`include cycle detected:\n${first}\n include ${rest.join("\n include ")}`);
  }
  const environment = options.environmentOf(inclusion, options.environment);
  const own = { ...options, directory: inclusion.directory, environment };
  const tree = readFiles(
    inclusion.files.map((path) => ({ path })),
    own,
    including,
  );
  return withAbsolutePaths(tree, { directory: inclusion.directory, home: options.host.home }) as Mapping;
}
