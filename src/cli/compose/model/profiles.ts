/** Which services a project has today (spec compose §1.5). */
import { ComposeProblem } from "./problem.ts";
import { child, isList, isMapping, type Mapping, mapValues } from "./tree.ts";

export interface Enabled {
  readonly tree: Mapping;
  /** Services that no active profile has. */
  readonly disabled: ReadonlySet<string>;
}

/** @param active `*` for all of them */
export function withProfiles(tree: Mapping, active: readonly string[], named: readonly string[] = []): Enabled {
  const services = child(tree, "services");
  const profilesOf = (name: string): readonly string[] => {
    const list = child(services, name).profiles;
    return isList(list) ? list.map(String) : [];
  };
  const all = new Set([...active, ...named.flatMap(profilesOf)]);
  const isOn = (name: string): boolean => {
    const own = profilesOf(name);
    return own.length === 0 || all.has("*") || own.some((profile) => all.has(profile));
  };
  const disabled = new Set(Object.keys(services).filter((name) => !isOn(name)));
  const on = mapValues(services, (service, name) => (disabled.has(name) ? undefined : service));
  return { tree: { ...tree, ...(isMapping(tree.services) ? { services: on } : {}) }, disabled };
}

/** Only these services and what they depend on; everything when there are none. Throws `ComposeProblem` for one that is not there. */
export function withServices(tree: Mapping, wanted: readonly string[]): Mapping {
  if (wanted.length === 0) return tree;
  const services = child(tree, "services");
  const kept = new Set<string>();
  const keep = (name: string): void => {
    if (kept.has(name)) return;
    if (services[name] === undefined) throw new ComposeProblem(`no such service: ${name}`);
    kept.add(name);
    for (const [dependency, need] of Object.entries(child(child(services, name), "depends_on")))
      if (services[dependency] !== undefined || !isMapping(need) || need.required !== false) keep(dependency);
  };
  for (const name of wanted) keep(name);
  return onlyServices(tree, [...kept]);
}

/** Only these services; what they need of others is forgotten. */
export function onlyServices(tree: Mapping, names: readonly string[]): Mapping {
  const kept = new Set(names);
  const services = mapValues(child(tree, "services"), (service, name) => {
    if (!kept.has(name)) return undefined;
    if (!isMapping(service) || !isMapping(service.depends_on)) return service;
    const needs = mapValues(service.depends_on, (need, other) => (kept.has(other) ? need : undefined));
    return { ...service, depends_on: needs };
  });
  return { ...tree, services };
}

/** Networks, volumes, secrets, configs and models that no service has are left out. */
export function withoutUnused(tree: Mapping): Mapping {
  const services = Object.values(child(tree, "services")).filter(isMapping);
  const sourcesOf = (key: string): string[] =>
    services.flatMap((service) => {
      const own = [service[key], key === "secrets" ? child(service, "build").secrets : undefined].flatMap((list) =>
        isList(list) ? list : [],
      );
      return own.filter(isMapping).flatMap((item) => (typeof item.source === "string" ? [item.source] : []));
    });
  const used: Record<string, Set<string>> = {
    networks: new Set(services.flatMap((service) => Object.keys(child(service, "networks")))),
    models: new Set(services.flatMap((service) => Object.keys(child(service, "models")))),
    volumes: new Set(sourcesOf("volumes")),
    secrets: new Set(sourcesOf("secrets")),
    configs: new Set(sourcesOf("configs")),
  };
  return mapValues(tree, (value, key) => {
    const names = used[key];
    if (!names || !isMapping(value)) return value;
    const kept = mapValues(value, (resource, name) => (names.has(name) ? resource : undefined));
    return Object.keys(kept).length > 0 ? kept : undefined;
  });
}
