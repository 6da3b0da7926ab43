/** `extends`: a service that builds on another, of this file or of another one (spec compose §1.7). */
import { parentDirectory } from "../../paths.ts";
import { canonical } from "./canonical.ts";
import type { ComposeHost } from "./host.ts";
import { merge } from "./merge.ts";
import { resolvePath, withAbsolutePaths } from "./paths.ts";
import { ComposeProblem, within } from "./problem.ts";
import { withoutPlaces } from "./resets.ts";
import { child, isMapping, type Mapping, type Path, type Tree, without } from "./tree.ts";
import { withoutRepetition } from "./unicity.ts";

export interface ComposeSource {
  /** The file's absolute path. */
  readonly file: string;
  readonly tree: Mapping;
  readonly resets: readonly Path[];
}

export interface ExtendsContext {
  readonly host: ComposeHost;
  /** What relative names of files start from. */
  readonly directory: string;
  /** Another file, read and with its variables replaced. */
  open(path: string): ComposeSource;
}

/** The file with every `extends` carried out. Throws `ComposeProblem`. */
export function withExtends(source: ComposeSource, context: ExtendsContext): Mapping {
  const { services } = source.tree;
  if (services === undefined) return source.tree;
  if (!isMapping(services)) throw new ComposeProblem("services must be a mapping", ["services"]);
  const extended: Record<string, Tree> = {};
  for (const name of Object.keys(services)) extended[name] = within(["services", name, "extends"], () => extend(name, source, context, []));
  return { ...source.tree, services: extended };
}

type Track = readonly { readonly service: string; readonly file: string }[];

function extend(name: string, source: ComposeSource, context: ExtendsContext, track: Track): Tree {
  const service = child(source.tree, "services")[name] ?? null;
  if (service === null) return service;
  if (!isMapping(service)) throw new ComposeProblem(`services.${name} must be a mapping`, ["services", name]);
  if (service.extends === undefined) return service;
  const trail = [...track, { service: name, file: source.file }];
  if (track.some((step) => step.service === name && step.file === source.file)) throw circular(trail);
  const given = service.extends;
  if (isMapping(given) && typeof given.service !== "string") throw new ComposeProblem(`extends.${name}.service is required`);
  // What is neither a name nor a mapping names no service.
  const wanted = isMapping(given) ? given : { service: typeof given === "string" ? given : "" };
  const base = baseOf(name, wanted as Mapping & { service: string }, source, context, trail);
  const place = ["services", name] as const;
  const resets = source.resets.filter((path) => path[0] === place[0] && path[1] === place[1]).map((path) => path.slice(2));
  const merged = merge(withoutPlaces(base, resets), without(service, "extends"), place);
  return child(withoutRepetition({ services: { [name]: merged } }) as Mapping, "services")[name] ?? null;
}

function baseOf(
  name: string,
  wanted: Mapping & { readonly service: string },
  source: ComposeSource,
  context: ExtendsContext,
  trail: Track,
): Mapping {
  const refuse = (why: string, file = source.file): ComposeProblem =>
    new ComposeProblem(`cannot extend service "${name}" in ${file}: ${why}`);
  if (typeof wanted.file !== "string") {
    const services = child(source.tree, "services");
    if (!Object.hasOwn(services, wanted.service)) throw refuse(`service "${wanted.service}" not found`);
    return mappingOf(extend(wanted.service, source, context, trail));
  }
  const path = resolvePath(wanted.file, { directory: context.directory, home: context.host.home });
  const other = context.open(path);
  if (!isMapping(other.tree.services)) throw refuse("no services section", path);
  if (!Object.hasOwn(other.tree.services, wanted.service)) throw refuse(`service "${wanted.service}" not found in ${wanted.file}`);
  const directory = parentDirectory(path);
  const extended = extend(wanted.service, other, { ...context, directory }, trail);
  const whole = canonical({ services: { [wanted.service]: extended } }, context.host.warn);
  const moved = withAbsolutePaths(whole, { directory, home: context.host.home });
  return mappingOf(child(moved as Mapping, "services")[wanted.service] ?? null);
}

function mappingOf(tree: Tree): Mapping {
  return isMapping(tree) ? tree : {};
}

function circular(trail: Track): ComposeProblem {
  const [first, ...rest] = trail.map(({ service, file }) => `${service} in ${file}`);
  return new ComposeProblem(`Circular reference:\n  ${first}${rest.map((step) => `\n  extends ${step}`).join("")}`);
}
