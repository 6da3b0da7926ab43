/** What only shows when a project is looked at as a whole (spec compose §3). */
import { isIp } from "../../../engine/kernel/network/address.ts";
import { ComposeProblem, invalidProject, within } from "./problem.ts";
import { child, isList, isMapping, type Mapping, type Tree } from "./tree.ts";

const sources = { configs: ["file", "environment", "content"], secrets: ["file", "environment"] } as const;

/** Resources and addresses, before anything is looked up. Throws `ComposeProblem`. */
export function checkResources(tree: Mapping): void {
  for (const kind of ["configs", "secrets"] as const) {
    for (const [name, resource] of Object.entries(child(tree, kind))) {
      if (!isMapping(resource)) continue;
      const given = sources[kind].filter((key) => resource[key] !== undefined);
      const all = sources[kind].join("|");
      if (given.length > 1) throw new ComposeProblem(`${kind}.${name}: ${all} attributes are mutually exclusive`, [kind, name]);
      if (given.length === 0 && resource.driver === undefined && resource.external === undefined)
        throw new ComposeProblem(`${kind}.${name}: one of ${all} must be set`, [kind, name]);
    }
  }
  for (const [name, volume] of Object.entries(child(tree, "volumes"))) {
    if (!isMapping(volume) || volume.external !== true) continue;
    const conflicting = Object.keys(volume).find((key) => !["name", "external"].includes(key) && !key.startsWith("x-"));
    if (conflicting !== undefined)
      throw new ComposeProblem(`volumes.${name}: conflicting parameters "external" and "${conflicting}" specified`, ["volumes", name]);
  }
  for (const [name, service] of Object.entries(child(tree, "services"))) {
    for (const port of listOf(service, "ports")) {
      const ip = isMapping(port) ? port.host_ip : undefined;
      if (typeof ip === "string" && !isIp(ip))
        throw new ComposeProblem(`services.${name}.ports.[]: invalid ip address: ${ip}`, ["services", name, "ports"]);
    }
    if (isMapping(service)) checkServiceParts(name, service);
  }
}

function checkServiceParts(name: string, service: Mapping): void {
  for (const watch of listOf(child(service, "develop"), "watch"))
    if (isMapping(watch) && watch.path === "")
      throw new ComposeProblem(`services.${name}.develop.watch.[].path: value can't be blank`, ["services", name, "develop", "watch"]);
  const reservations = child(child(child(service, "deploy"), "resources"), "reservations");
  const requests = [
    ["deploy.resources.reservations.devices", listOf(reservations, "devices")],
    ["gpus", listOf(service, "gpus")],
  ] as const;
  for (const [key, list] of requests)
    if (list.some((request) => isMapping(request) && request.count !== undefined && request.device_ids !== undefined))
      throw new ComposeProblem(`services.${name}.${key}.[]: "count" and "device_ids" attributes are exclusive`, [
        "services",
        name,
        ...key.split("."),
      ]);
}

function listOf(service: Tree, key: string): readonly Tree[] {
  const list = isMapping(service) ? service[key] : undefined;
  return isList(list) ? list : [];
}

/**
 * Every service against the others and the resources.
 * @param disabled services that no active profile has
 * Throws `ComposeProblem`.
 */
export function checkConsistency(tree: Mapping, disabled: ReadonlySet<string>): void {
  const services = child(tree, "services");
  for (const name of Object.keys(services).sort()) {
    const service = services[name];
    if (isMapping(service)) within(["services", name], () => checkService(name, service, tree, disabled));
  }
  checkContainerNames(services);
  checkCycles(services);
}

function checkService(name: string, service: Mapping, tree: Mapping, disabled: ReadonlySet<string>): void {
  const services = child(tree, "services");
  if (service.build === undefined && !service.image && service.provider === undefined)
    throw invalidProject(`service "${name}" has neither an image nor a build context specified`);
  if (isMapping(service.build)) within(["services", name, "build"], () => checkBuild(name, service, services));
  if (service.network_mode && Object.keys(child(service, "networks")).length > 0)
    throw invalidProject(`service ${name} declares mutually exclusive \`network_mode\` and \`networks\``);
  const refer = (kind: string, what: string, key: string): void => {
    if (!Object.hasOwn(child(tree, kind), key)) throw invalidProject(`service "${name}" refers to undefined ${what} ${key}`);
  };
  for (const network of Object.keys(child(service, "networks")).sort()) refer("networks", "network", network);
  const test = child(service, "healthcheck").test;
  if (isList(test) && test.length > 0 && !["CMD", "CMD-SHELL", "NONE"].includes(String(test[0])))
    throw new ComposeProblem('healthcheck.test must start either by "CMD", "CMD-SHELL" or "NONE"');
  for (const [dependency, settings] of Object.entries(child(service, "depends_on"))) {
    if (Object.hasOwn(services, dependency)) continue;
    if (disabled.has(dependency) && isMapping(settings) && settings.required === false) continue;
    throw invalidProject(`service "${name}" depends on undefined service "${dependency}"`);
  }
  for (const mount of listOf(service, "volumes"))
    if (isMapping(mount) && mount.type === "volume" && typeof mount.source === "string" && mount.source !== "")
      refer("volumes", "volume", mount.source);
  const grants = (from: Mapping, key: string, kind: string, what: string): void => {
    for (const grant of listOf(from, key)) if (isMapping(grant)) refer(kind, what, String(grant.source ?? ""));
  };
  grants(child(service, "build"), "secrets", "secrets", "build secret");
  grants(service, "configs", "configs", "config");
  for (const model of Object.keys(child(service, "models"))) refer("models", "model", model);
  grants(service, "secrets", "secrets", "secret");
  checkScale(name, service);
  checkLimits(name, service);
  for (const watch of listOf(child(service, "develop"), "watch"))
    if (isMapping(watch) && !watch.target && watch.action !== "rebuild" && watch.action !== "restart")
      throw invalidProject(`services.${name}.develop.watch: target is required for non-rebuild actions`);
  checkTargets(name, service);
}

function checkBuild(name: string, service: Mapping, services: Mapping): void {
  const build = child(service, "build");
  if (build.dockerfile && build.dockerfile_inline)
    throw invalidProject(`service "${name}" declares mutualy exclusive dockerfile and dockerfile_inline`);
  for (const [context, source] of Object.entries(child(build, "additional_contexts"))) {
    if (typeof source !== "string" || !source.startsWith("service:")) continue;
    const other = source.slice("service:".length);
    const refuse = (what: string): ComposeProblem =>
      new ComposeProblem(`service "${name}" declares ${what} service "${other}" as additional contexts ${context}`);
    if (!isMapping(services[other])) throw refuse("unknown");
    if (services[other].build === undefined) throw refuse("non-buildable");
  }
  const platforms = listOf(build, "platforms");
  if (service.platform && platforms.length > 0 && !platforms.includes(service.platform))
    throw invalidProject(`service.build.platforms MUST include service.platform "${service.platform}"`);
}

function checkScale(name: string, service: Mapping): void {
  const { scale } = service;
  const { replicas } = child(service, "deploy");
  if (scale !== undefined && replicas !== undefined && scale !== replicas)
    throw invalidProject(`services.${name}: can't set distinct values on 'scale' and 'deploy.replicas'`);
  if (typeof scale === "number" && scale < 0) throw new ComposeProblem(`services.${name}.scale: must be greater than or equal to 0`);
  if (typeof replicas === "number" && replicas < 0)
    throw new ComposeProblem(`services.${name}.deploy.replicas: must be greater than or equal to 0`);
  if (Number(scale ?? replicas ?? 1) > 1 && service.container_name)
    // Compose has the two arguments the wrong way round.
    throw invalidProject(
      `services.${scale === undefined ? "deploy.replicas" : "scale"}: can't set container_name and ${name} as container name must be unique`,
    );
}

function checkLimits(name: string, service: Mapping): void {
  const resources = child(child(service, "deploy"), "resources");
  const pairs = [
    ["cpus", "limits", "cpus"],
    ["mem_limit", "limits", "memory"],
    ["mem_reservation", "reservations", "memory"],
    ["pids_limit", "limits", "pids"],
  ] as const;
  for (const [own, part, key] of pairs) {
    if (service[own] === undefined || !isMapping(resources[part])) continue;
    if (resources[part][key] !== service[own])
      throw invalidProject(`services.${name}: can't set distinct values on '${own}' and 'deploy.resources.${part}.${key}'`);
  }
}

/** Two mounts in one place. */
function checkTargets(name: string, service: Mapping): void {
  const taken = new Map<string, string>();
  const take = (place: string, target: string): void => {
    const before = taken.get(target);
    if (before !== undefined) throw new ComposeProblem(`${place}: target ${target} already mounted as ${before}`);
    taken.set(target, place);
  };
  for (const [index, mount] of listOf(service, "tmpfs").entries())
    take(`services.${name}.tmpfs[${index}]`, String(mount).split(":")[0] as string);
  for (const [index, mount] of listOf(service, "volumes").entries())
    take(`services.${name}.volumes[${index}]`, isMapping(mount) ? String(mount.target) : "");
}

function checkContainerNames(services: Mapping): void {
  const seen = new Set<string>();
  for (const name of Object.keys(services).sort()) {
    const own = child(services, name).container_name;
    if (typeof own !== "string" || own === "") continue;
    // The stray braces and quote are Compose's.
    if (seen.has(own))
      throw new ComposeProblem(`services.${name}: container name "${own}" is already in use by service {}"`, [
        "services",
        name,
        "container_name",
      ]);
    seen.add(own);
  }
}

function checkCycles(services: Mapping): void {
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name))
      throw new ComposeProblem(`dependency cycle detected: ${[...trail.slice(trail.indexOf(name)), name].join(" -> ")}`, [
        "services",
        name,
        "depends_on",
      ]);
    if (done.has(name)) return;
    for (const dependency of Object.keys(child(child(services, name), "depends_on")).sort()) visit(dependency, [...trail, name]);
    done.add(name);
  };
  for (const name of Object.keys(services).sort()) visit(name, []);
}
