/** A project's builds as the bake file that Compose hands to buildx (spec compose §7). */
import { clean } from "../../paths.ts";
import { child, isMapping, type Mapping, type Tree } from "../model/tree.ts";
import { composeVersion, label } from "./labels.ts";
import { type ServiceView, textPairs, textsOf } from "./service-view.ts";
import type { Stack } from "./stack.ts";

export interface BuildOptions {
  readonly quiet?: boolean;
  readonly noCache?: boolean;
  readonly pull?: boolean;
  readonly push?: boolean;
  readonly check?: boolean;
  /** `--build-arg`, without a value where it comes from the environment. */
  readonly args?: readonly string[];
  readonly ssh?: readonly string[];
}

/** A target of a bake file. The keys stand in the order in which they are printed; what is empty is left out. */
export interface BakeTarget {
  readonly context: string;
  readonly contexts?: Readonly<Record<string, string>>;
  readonly dockerfile?: string;
  readonly "dockerfile-inline"?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  readonly "cache-from"?: readonly string[];
  readonly "cache-to"?: readonly string[];
  readonly target?: string;
  readonly secret?: readonly string[];
  readonly ssh?: readonly string[];
  readonly platforms?: readonly string[];
  readonly pull?: true;
  readonly "no-cache"?: true;
  readonly network?: string;
  readonly "shm-size"?: string;
  readonly ulimits?: readonly string[];
  readonly call?: string;
  readonly entitlements?: readonly string[];
  readonly "extra-hosts"?: Readonly<Record<string, string>>;
  readonly output?: readonly string[];
}

export interface BakeFile {
  readonly group: { readonly default: { readonly targets: readonly string[] } };
  readonly target: Readonly<Record<string, BakeTarget>>;
}

/**
 * The bake file of a project.
 * @param wanted the services to be built; the others that build are targets too
 * @param env where build arguments without a value take theirs from
 */
export function bakeFile(stack: Stack, wanted: readonly ServiceView[], options: BuildOptions, env: ReadonlyMap<string, string>): BakeFile {
  const building = stack.services.filter((service) => service.builds).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    group: { default: { targets: wanted.map(({ name }) => targetName(name)) } },
    target: Object.fromEntries(building.map((service) => [targetName(service.name), targetOf(stack, service, options, env)])),
  };
}

/** As Go prints it: two blanks a level, and nothing that HTML knows. */
export function printBakeFile(file: BakeFile): string {
  const escapes: Readonly<Record<string, string>> = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026" };
  return `${JSON.stringify(file, null, 2).replace(/[<>&]/g, (letter) => escapes[letter] as string)}\n`;
}

/** A target's name has no dots. */
export function targetName(service: string): string {
  return service.replaceAll(".", "_");
}

function targetOf(stack: Stack, service: ServiceView, options: BuildOptions, env: ReadonlyMap<string, string>): BakeTarget {
  const build = service.part("build");
  const context = String(build.context ?? stack.project.directory);
  const inline = typeof build.dockerfile_inline === "string" ? build.dockerfile_inline : "";
  const isPushed = options.push && service.text("image") !== "";
  const contexts = Object.entries(textPairs(child(build, "additional_contexts"))).map(([name, place]): [string, string] => [
    name,
    place.startsWith("service:") ? `target:${targetName(place.slice("service:".length))}` : place,
  ]);
  return filled({
    context,
    contexts: Object.fromEntries(contexts),
    ...(inline === ""
      ? { dockerfile: dockerfilePath(context, String(build.dockerfile ?? "Dockerfile")) }
      : { "dockerfile-inline": inline }),
    args: argumentsOf(build, options, env),
    labels: sortedPairs({
      ...textPairs(child(build, "labels")),
      [label.project]: stack.name,
      [label.service]: service.name,
      [label.version]: composeVersion,
    }),
    tags: [...textsOf(build.tags), stack.image(service)],
    "cache-from": textsOf(build.cache_from),
    "cache-to": textsOf(build.cache_to),
    target: String(build.target ?? ""),
    secret: secretsOf(stack, build),
    ssh: [...sshOf(build.ssh), ...(options.ssh ?? [])],
    platforms: textsOf(build.platforms),
    pull: options.pull || build.pull === true,
    "no-cache": options.noCache || build.no_cache === true,
    network: String(build.network ?? ""),
    "shm-size": build.shm_size === undefined ? "" : String(build.shm_size),
    ulimits: ulimitsOf(child(build, "ulimits")),
    call: options.check ? "lint" : "",
    entitlements: textsOf(build.entitlements),
    "extra-hosts": hostsOf(textsOf(build.extra_hosts)),
    output: options.check ? [] : [isPushed ? "type=registry" : "type=docker"],
  });
}

/** What is empty or false goes. */
function filled(target: Readonly<Record<string, unknown>>): BakeTarget {
  const isEmpty = (value: unknown): boolean =>
    value === "" || value === false || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(target).filter(([, value]) => !isEmpty(value))) as unknown as BakeTarget;
}

function sortedPairs(pairs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(pairs).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function dockerfilePath(context: string, dockerfile: string): string {
  return dockerfile.startsWith("/") ? dockerfile : clean(`${context}/${dockerfile}`);
}

/** Those of the file below those of the command line; a name alone takes its value from the environment, or goes. */
function argumentsOf(build: Mapping, options: BuildOptions, env: ReadonlyMap<string, string>): Record<string, string> {
  const given = (options.args ?? []).map((text): [string, Tree] => {
    const equals = text.indexOf("=");
    return equals < 0 ? [text, null] : [text.slice(0, equals), text.slice(equals + 1)];
  });
  const all = Object.entries({ ...child(build, "args"), ...Object.fromEntries(given) });
  const known = all.flatMap(([name, value]): [string, string][] => {
    const text = value === null ? env.get(name) : String(value);
    return text === undefined ? [] : [[name, text]];
  });
  return sortedPairs(Object.fromEntries(known));
}

function secretsOf(stack: Stack, build: Mapping): string[] {
  const grants = Array.isArray(build.secrets) ? build.secrets.filter(isMapping) : [];
  return grants.map((grant) => {
    const settings = stack.resources("secrets").find(([key]) => key === grant.source)?.[1] ?? {};
    const source = settings.file ? `type=file,src=${settings.file}` : `type=env,env=${settings.environment}`;
    return `id=${grant.target ?? grant.source},${source}`;
  });
}

function sshOf(ssh: Tree | undefined): string[] {
  if (isMapping(ssh)) return Object.entries(textPairs(ssh)).map(([id, path]) => `${id}=${path}`);
  return textsOf(ssh).map((text) => (text.includes("=") ? text : `${text}=`));
}

function ulimitsOf(limits: Mapping): string[] {
  return Object.entries(limits)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, limit]) => (isMapping(limit) ? `${name}=${limit.soft ?? 0}:${limit.hard ?? 0}` : `${name}=${limit}`));
}

function hostsOf(hosts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    hosts.map((host) => {
      const [, name = host, address = ""] = /^([^=:]+)[=:](.*)$/.exec(host) ?? [];
      return [name, address];
    }),
  );
}
