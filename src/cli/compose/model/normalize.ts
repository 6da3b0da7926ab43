/** What a project has without saying so: a default network, names, dependencies (spec compose §2.2). */
import { clean } from "../../paths.ts";
import { RuleBook } from "./rules.ts";
import { child, isList, isMapping, type Mapping, mapValues, type Tree } from "./tree.ts";

const defaults = new RuleBook({
  "services.*.build": (value) => (isMapping(value) ? { context: ".", ...value } : value),
  "services.*.secrets.*": (value) => (isMapping(value) ? { target: `/run/secrets/${value.source}`, ...value } : value),
  "services.*.ports.*": (value) => (isMapping(value) ? { protocol: "tcp", mode: "ingress", ...value } : value),
  "services.*.gpus.*": withCount,
  "services.*.deploy.resources.reservations.devices.*": withCount,
});

function withCount(value: Tree): Tree {
  return isMapping(value) && value.count === undefined && value.device_ids === undefined ? { ...value, count: "all" } : value;
}

/** What each part has when it says nothing. */
export function withDefaults(tree: Mapping): Mapping {
  return defaults.apply(tree) as Mapping;
}

/** @param environment where arguments and variables without a value take theirs from */
export function normalize(tree: Mapping, name: string, environment: ReadonlyMap<string, string>): Mapping {
  const services = mapValues(child(tree, "services"), (service) => (isMapping(service) ? normalizeService(service, environment) : service));
  const usesDefault = Object.values(services).some((service) => isMapping(service) && Object.hasOwn(child(service, "networks"), "default"));
  const networks = child(tree, "networks");
  const resources: Mapping = {
    ...tree,
    services,
    ...(usesDefault || Object.keys(networks).length > 0 ? { networks: usesDefault ? { default: null, ...networks } : networks } : {}),
  };
  const named = (["networks", "volumes", "configs", "secrets"] as const).flatMap((kind): [string, Tree][] =>
    isMapping(resources[kind]) ? [[kind, mapValues(resources[kind], (value, key) => withName(value, key, name))]] : [],
  );
  return { ...resources, ...Object.fromEntries(named), name };
}

function withName(resource: Tree, key: string, project: string): Tree {
  const own = isMapping(resource) ? resource : {};
  if (own.name !== undefined && own.name !== null) return own;
  return { ...own, name: own.external === true ? key : `${project}_${key}` };
}

function normalizeService(service: Mapping, environment: ReadonlyMap<string, string>): Mapping {
  const networks = child(service, "networks");
  const hasOwnNetwork = service.provider === undefined && service.network_mode === undefined;
  const dependencies = { ...impliedDependencies(service), ...child(service, "depends_on") };
  const build = isMapping(service.build) ? normalizeBuild(service.build, environment) : undefined;
  return {
    ...service,
    ...(service.pull_policy === "if_not_present" ? { pull_policy: "missing" } : {}),
    ...(build ? { build } : {}),
    ...(service.environment === undefined ? {} : { environment: inherited(service.environment, environment, true) }),
    ...(isList(service.volumes) ? { volumes: service.volumes.map(withCleanTarget) } : {}),
    ...(hasOwnNetwork && Object.keys(networks).length === 0 ? { networks: { default: null } } : {}),
    ...(Object.keys(dependencies).length > 0 ? { depends_on: dependencies } : {}),
  };
}

function withCleanTarget(mount: Tree): Tree {
  return isMapping(mount) && typeof mount.target === "string" ? { ...mount, target: clean(mount.target) } : mount;
}

function normalizeBuild(build: Mapping, environment: ReadonlyMap<string, string>): Mapping {
  return {
    ...build,
    ...(build.dockerfile === undefined && build.dockerfile_inline === undefined ? { dockerfile: "Dockerfile" } : {}),
    ...(build.args === undefined ? {} : { args: inherited(build.args, environment, false) }),
  };
}

/** A name without a value takes the environment's. */
function inherited(pairs: Tree, environment: ReadonlyMap<string, string>, keeps: boolean): Tree {
  const from = (name: string, empty: Tree): Tree | undefined => environment.get(name) ?? (keeps ? empty : undefined);
  if (isMapping(pairs)) return mapValues(pairs, (value, name) => (value === null ? from(name, null) : value));
  if (!isList(pairs)) return pairs;
  return pairs.flatMap((pair): Tree[] => {
    if (typeof pair !== "string" || pair.includes("=")) return [pair];
    const value = environment.get(pair);
    return value !== undefined ? [`${pair}=${value}`] : keeps ? [pair] : [];
  });
}

function impliedDependencies(service: Mapping): Mapping {
  const started = (restart: boolean): Tree => ({ condition: "service_started", restart, required: true });
  const links = isList(service.links) ? service.links.map((link) => [String(link).split(":")[0] as string, started(true)] as const) : [];
  const shared = ["network_mode", "ipc", "pid", "uts", "cgroup"].flatMap((key) => {
    const value = service[key];
    return typeof value === "string" && value.startsWith("service:") ? [[value.slice("service:".length), started(true)] as const] : [];
  });
  const volumes = isList(service.volumes_from)
    ? service.volumes_from
        .map(String)
        .filter((from) => !from.startsWith("container:"))
        .map((from) => [from.split(":")[0] as string, started(false)] as const)
    : [];
  return Object.fromEntries([...volumes, ...shared, ...links]);
}
