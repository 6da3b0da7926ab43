/** One file laid over another (spec compose §2.3). */
import { ComposeProblem } from "./problem.ts";
import { isList, isMapping, type Mapping, type Path, type Tree } from "./tree.ts";

type Merge = (base: Tree, other: Tree, path: Path) => Tree;

/** The later file wins; mappings go together, lists one after the other. Throws `ComposeProblem` for two kinds in one place. */
export function merge(base: Tree, other: Tree, path: Path = []): Tree {
  const special = specialAt(path);
  if (special) return special(base, other, path);
  if (other === null) return base;
  if (isMapping(base)) return isMapping(other) ? mappings(base, other, path) : cannotOverride(path);
  if (isList(base)) return isList(other) ? [...base, ...other] : cannotOverride(path);
  return other;
}

function cannotOverride(path: Path): never {
  throw new ComposeProblem(`cannot override ${path.join(".")}`);
}

function mappings(base: Mapping, other: Mapping, path: Path): Mapping {
  const merged = { ...base };
  for (const [key, value] of Object.entries(other)) {
    const before = merged[key];
    merged[key] = before === undefined ? value : merge(before, value, [...path, key]);
  }
  return merged;
}

const replaced: Merge = (_, other) => other;

/** `K=V` for each, so that lists and mappings go together. */
const joined: Merge = (base, other) => [...asList(base), ...asList(other)];

function asList(tree: Tree): readonly Tree[] {
  if (isMapping(tree))
    return Object.keys(tree)
      .sort()
      .map((key) => (tree[key] === null ? key : `${key}=${tree[key]}`));
  return isList(tree) ? tree : tree === null ? [] : [tree];
}

const hosts: Merge = (base, other) => {
  const lines = (tree: Tree): Tree[] =>
    isMapping(tree)
      ? Object.keys(tree)
          .sort()
          .flatMap((name) => [tree[name] as Tree].flat().map((address) => `${name}=${address}`))
      : [...asList(tree)];
  return [...new Set([...lines(base), ...lines(other)])];
};

/** What has a short form as a list or a text is made a mapping first. */
const lifted =
  (lift: (tree: Tree) => Tree): Merge =>
  (base, other, path) => {
    const [a, b] = [lift(base), lift(other)];
    if (b === null) return a;
    return isMapping(a) && isMapping(b) ? mappings(a, b, path) : b;
  };

const named =
  (value: Tree) =>
  (tree: Tree): Tree =>
    isList(tree) ? Object.fromEntries(tree.map((name) => [String(name), value])) : tree;

const logging: Merge = (base, other, path) => {
  if (!isMapping(base) || !isMapping(other)) return other ?? base;
  const drivers = [base.driver, other.driver];
  return drivers.includes(undefined) || drivers[0] === drivers[1] ? mappings(base, other, path) : other;
};

const limits: Merge = (base, other, path) => (isMapping(base) && isMapping(other) ? mappings(base, other, path) : (other ?? base));

/** Blocks of addresses by their subnet. */
const pools: Merge = (base, other, path) => {
  if (!isList(base) || !isList(other)) return cannotOverride(path);
  const subnetOf = (tree: Tree): Tree | undefined => (isMapping(tree) ? tree.subnet : undefined);
  const changed = base.map((one) => {
    const later = other.find((candidate) => subnetOf(candidate) === subnetOf(one));
    return isMapping(one) && isMapping(later) ? mappings(one, later, path) : one;
  });
  return [...changed, ...other.filter((one) => !base.some((candidate) => subnetOf(candidate) === subnetOf(one)))];
};

const specials: Readonly<Record<string, Merge>> = {
  "networks.*.ipam.config": pools,
  "networks.*.labels": joined,
  "volumes.*.labels": joined,
  "services.*.annotations": joined,
  "services.*.build": lifted((tree) => (typeof tree === "string" ? { context: tree } : tree)),
  "services.*.build.args": joined,
  "services.*.build.additional_contexts": joined,
  "services.*.build.extra_hosts": hosts,
  "services.*.build.labels": joined,
  "services.*.command": replaced,
  "services.*.depends_on": lifted(named({ condition: "service_started", required: true })),
  "services.*.deploy.labels": joined,
  "services.*.dns": joined,
  "services.*.dns_opt": joined,
  "services.*.dns_search": joined,
  "services.*.entrypoint": replaced,
  "services.*.env_file": joined,
  "services.*.label_file": joined,
  "services.*.environment": joined,
  "services.*.extra_hosts": hosts,
  "services.*.healthcheck.test": replaced,
  "services.*.labels": joined,
  "services.*.logging": logging,
  "services.*.models": lifted(named(null)),
  "services.*.networks": lifted(named(null)),
  "services.*.sysctls": joined,
  "services.*.tmpfs": joined,
  "services.*.ulimits.*": limits,
};

const byLength = new Map<number, readonly (readonly [readonly string[], Merge])[]>();
for (const [pattern, special] of Object.entries(specials)) {
  const parts = pattern.split(".");
  byLength.set(parts.length, [...(byLength.get(parts.length) ?? []), [parts, special]]);
}

function specialAt(path: Path): Merge | undefined {
  return byLength.get(path.length)?.find(([parts]) => parts.every((part, index) => part === "*" || part === path[index]))?.[1];
}
