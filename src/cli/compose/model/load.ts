/** From files to a project (spec compose §2.1). */
import { goQuote } from "../../format/quote.ts";
import { checkConsistency, checkResources } from "./consistency.ts";
import { defaultDotenv, readDotenv, withDotenv } from "./environment.ts";
import type { ComposeHost } from "./host.ts";
import { nameOfDirectory, normalName } from "./locate.ts";
import { normalize, withDefaults } from "./normalize.ts";
import { withAbsolutePaths } from "./paths.ts";
import { ComposeProblem, within } from "./problem.ts";
import { withoutUnused, withProfiles, withServices } from "./profiles.ts";
import { type ComposeText, type ReadOptions, readFiles, withVariables } from "./read-file.ts";
import { child, isList, isMapping, type Mapping, mapValues, type Tree, without } from "./tree.ts";
import { withFinalValues } from "./values.ts";
import { readYaml, type YamlDocument, YamlProblem } from "./yaml.ts";

export interface LoadRequest {
  readonly files: readonly ComposeText[];
  readonly directory: string;
  /** With the variables of `.env`. */
  readonly environment: ReadonlyMap<string, string>;
  /** Said with `-p` or COMPOSE_PROJECT_NAME. */
  readonly name: string | undefined;
  readonly profiles: readonly string[];
  /** Services named on the command line: their profiles are active too. */
  readonly named?: readonly string[];
  /** Whether only the named services and their dependencies are wanted. */
  readonly selects?: boolean;
  readonly allResources?: boolean;
  readonly interpolates?: boolean;
  readonly normalizes?: boolean;
  readonly resolvesPaths?: boolean;
  readonly checks?: boolean;
  readonly resolvesEnvironment?: boolean;
  /** Whether a service still names its `env_file`s when their variables are its own. */
  readonly keepsEnvironmentFiles?: boolean;
}

export interface Project {
  readonly name: string;
  readonly directory: string;
  /** The files it came from, absolute. */
  readonly files: readonly string[];
  /** Everything in its final form, of what is on today. */
  readonly tree: Mapping;
  /** Services that no active profile has, or that were not asked for. */
  readonly disabled: ReadonlySet<string>;
  /** Every profile that some service has, sorted. */
  readonly profiles: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
}

interface Model {
  readonly name: string;
  /** Merged, in the long forms, with names and defaults; its values as they were written. */
  readonly tree: Mapping;
  readonly environment: ReadonlyMap<string, string>;
}

/** The files as one, before profiles and final values. Throws `ComposeProblem` in Compose's words. */
export function loadModel(request: LoadRequest, host: ComposeHost): Model {
  const { directory } = request;
  const name = request.name ?? nameOf(request, host);
  const environment = new Map([...request.environment, ["COMPOSE_PROJECT_NAME", name]]);
  const options: ReadOptions = {
    host,
    directory,
    environment,
    interpolates: request.interpolates !== false,
    resolvesPaths: request.resolvesPaths !== false,
    environmentOf: (inclusion, outer) => {
      const files = inclusion.environmentFiles ? { paths: inclusion.environmentFiles, explicit: true } : defaultDotenv(inclusion.directory);
      return withDotenv(outer, files, host);
    },
  };
  const read = readFiles(request.files, options);
  if (Object.keys(read).length === 0) throw new ComposeProblem("empty compose file");
  if (name === "") throw new ComposeProblem("project name must not be empty");
  const full = withDefaults(read);
  checkResources(full);
  const placed = options.resolvesPaths ? (withAbsolutePaths(full, { directory, home: host.home }) as Mapping) : full;
  const normal =
    request.normalizes === false ? { ...placed, name } : normalize(placed, name, options.interpolates ? environment : new Map());
  return { name, tree: normal, environment };
}

/** Throws `ComposeProblem` in Compose's words. */
export function loadProject(request: LoadRequest, host: ComposeHost): Project {
  const { name, tree: model, environment } = loadModel(request, host);
  const final = withFinalValues(model);
  if (request.checks !== false) {
    // Who is on only because somebody names it is not looked at.
    const active = withProfiles(final, request.profiles);
    checkConsistency(active.tree, active.disabled);
  }
  const enabled = withProfiles(final, request.profiles, request.named);
  const selected = request.selects ? withServices(enabled.tree, request.named ?? []) : enabled.tree;
  const left = Object.keys(child(enabled.tree, "services")).filter((name) => child(selected, "services")[name] === undefined);
  const pruned = request.allResources ? selected : withoutUnused(selected);
  const tree =
    request.resolvesEnvironment === false ? pruned : withEnvironmentFiles(pruned, environment, host, request.keepsEnvironmentFiles);
  return {
    name,
    directory: request.directory,
    files: request.files.map(({ path }) => path),
    tree,
    disabled: new Set([...enabled.disabled, ...left]),
    profiles: profilesOf(final),
    environment,
  };
}

/** Top-level `name`, of the last file that has one; the directory's name otherwise. */
function nameOf({ files, directory, environment }: LoadRequest, host: ComposeHost): string {
  let found: string | undefined;
  for (const { path, text } of files) found = nameIn(text ?? host.read(path), path) ?? found;
  if (found === undefined) return nameOfDirectory(directory);
  return normalName(String(withVariables(found, { environment, host }, ["name"])));
}

/** This is read before anything else, and complains without the file's name. */
function nameIn(text: string, path: string): string | undefined {
  let documents: YamlDocument[];
  try {
    documents = readYaml(text, path);
  } catch (error) {
    if (error instanceof YamlProblem && error.why.startsWith("yaml:") && !/merge|map key/.test(error.why))
      throw new ComposeProblem(error.why);
    throw error;
  }
  const [first] = documents;
  if (isList(first?.tree)) throw new ComposeProblem("yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into cli.named");
  if (typeof first?.tree === "string")
    throw new ComposeProblem(`yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str \`${first.tree}\` into cli.named`);
  return documents
    .map(({ tree }) => (isMapping(tree) ? tree.name : undefined))
    .findLast((name) => typeof name === "string" && name !== "") as string | undefined;
}

function profilesOf(tree: Mapping): string[] {
  const all = Object.values(child(tree, "services")).flatMap((service) => {
    const profiles = isMapping(service) ? service.profiles : undefined;
    return isList(profiles) ? profiles.map(String) : [];
  });
  return [...new Set(all)].sort();
}

/** `env_file` and `label_file` become variables and labels, below those of the file itself. */
function withEnvironmentFiles(tree: Mapping, environment: ReadonlyMap<string, string>, host: ComposeHost, keepsFiles = false): Mapping {
  if (!isMapping(tree.services)) return tree;
  const services = mapValues(tree.services, (service, name): Tree => {
    if (!isMapping(service)) return service;
    const variables = within(["services", name, "env_file"], () => fromFiles("env", service.env_file, environment, host));
    const labels = within(["services", name, "label_file"], () => fromFiles("label", service.label_file, environment, host));
    return {
      ...(keepsFiles ? service : without(service, "env_file", "label_file")),
      ...(Object.keys(variables).length > 0 ? { environment: { ...variables, ...child(service, "environment") } } : {}),
      ...(Object.keys(labels).length > 0 ? { labels: { ...labels, ...child(service, "labels") } } : {}),
    };
  });
  return { ...tree, services };
}

function fromFiles(
  what: "env" | "label",
  list: Tree | undefined,
  environment: ReadonlyMap<string, string>,
  host: ComposeHost,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of isList(list) ? list : []) {
    const path = String(isMapping(entry) ? entry.path : entry);
    if (host.kind(path) === undefined) {
      if (isMapping(entry) && entry.required !== true) continue;
      throw new ComposeProblem(`${what} file ${path} not found: stat ${path}: no such file or directory`);
    }
    const format = isMapping(entry) ? (entry.format ?? "") : "";
    if (format !== "" && format !== "raw") throw new ComposeProblem(`unsupported env_file format ${goQuote(String(format))}`);
    if (format === "raw") Object.assign(found, rawVariables(host.read(path)));
    else for (const [name, value] of readDotenv(path, host, (key) => environment.get(key) ?? found[key])) found[name] = value;
  }
  return found;
}

/** `format: raw`: what stands behind `=` as it is. */
function rawVariables(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.startsWith("#") && line.includes("="));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}
