/** A project as `docker compose config` prints it (spec compose §4). */
import { ComposeProblem } from "../model/problem.ts";
import { RuleBook } from "../model/rules.ts";
import { isList, isMapping, type Mapping, mapValues, type Path, type Tree, without } from "../model/tree.ts";
import { emitYaml } from "./emit-yaml.ts";
import { fieldsAt, orderedKeys } from "./key-order.ts";
import { byNature } from "./natural-order.ts";

export function printYaml(tree: Mapping): string {
  return emitYaml(dollarsDoubled(shown(tree, sshAsLines)), (keys, path) => orderedKeys(keys, path));
}

/** The merged files as they are, before any value takes its final form: keys sorted, nothing left out. */
export function printRawYaml(tree: Mapping): string {
  return emitYaml(tree, (keys) => [...keys].sort(byNature));
}

/** As indented JSON, without a newline at the end. Throws `ComposeProblem` where Compose can't. */
export function printJson(tree: Mapping): string {
  const inGo = jsonShapes.apply(shown(without(tree, "models"), sshAsJson)) as Mapping;
  return asJson(inOrder(dollarsDoubled(inGo), []));
}

/** The merged files as they are, as JSON: keys sorted, nothing left out. */
export function printRawJson(tree: Mapping): string {
  return asJson(sorted(tree));
}

/** As Go indents JSON, which knows no letters of HTML. */
function asJson(tree: Tree): string {
  return JSON.stringify(tree, undefined, 2).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function sorted(tree: Tree): Tree {
  if (isList(tree)) return tree.map(sorted);
  if (!isMapping(tree)) return tree;
  const keys = Object.keys(tree).sort(byBytes);
  return Object.fromEntries(keys.map((key) => [key, sorted(tree[key] as Tree)]));
}

function shown(tree: Mapping, ssh: (keys: Mapping) => Tree): Mapping {
  const book = new RuleBook({ "services.*.build.ssh": (value) => (isMapping(value) ? ssh(value) : value) });
  return withoutNothing(book.apply(tree), []) as Mapping;
}

function sshAsLines(keys: Mapping): Tree {
  return Object.entries(keys).map(([id, path]) => (path === null ? id : `${id}: ${path}`));
}

/** Compose writes JSON that can't be read when a key has a path, and notices. */
function sshAsJson(keys: Mapping): Tree {
  if (Object.values(keys).some((path) => path !== null))
    throw new ComposeProblem("json: error calling MarshalJSON for type types.SSHKey: invalid character ':' after top-level value");
  return Object.keys(keys);
}

/** Lists and mappings that are printed although there is nothing in them. */
const keepsEmpty = new Set([
  "services",
  ...[
    "command",
    "entrypoint",
    "post_start.*.command",
    "pre_stop.*.command",
    "networks.*",
    "blkio_config",
    "credential_spec",
    "deploy",
    "develop",
    "healthcheck",
    "logging",
    ...["bind", "image", "tmpfs", "volume"].map((kind) => `volumes.*.${kind}`),
    ...["limits", "reservations"].map((part) => `deploy.resources.${part}`),
    ...["restart_policy", "rollback_config", "update_config"].map((policy) => `deploy.${policy}`),
  ].map((key) => `services.*.${key}`),
]);

/** Fields whose `false` and zero say something. */
const keepsZero = new Set(["attach", "init", "required", "scale", "replicas", "retries", "enable_ipv4", "enable_ipv6", "initial_sync"]);

/** What says nothing is left out. */
function withoutNothing(tree: Tree, path: Path): Tree | undefined {
  if (path.some((part) => String(part).startsWith("x-"))) return tree;
  if (isMapping(tree)) {
    const fields = fieldsAt(path);
    const kept = mapValues(tree, (value, key) =>
      fields?.includes(key) && isZero(value) && !keepsZero.has(key) ? undefined : withoutNothing(value, [...path, key]),
    );
    return Object.keys(kept).length > 0 || path.length === 0 || isKept(path) ? kept : undefined;
  }
  if (isList(tree)) {
    const kept = tree.map((item, index) => withoutNothing(item, [...path, index])).filter((item) => item !== undefined);
    return kept.length > 0 || isKept(path) ? kept : undefined;
  }
  return tree;
}

function isZero(value: Tree): boolean {
  return value === false || value === "" || value === 0 || value === null;
}

function isKept(path: Path): boolean {
  const pattern = path.map((part, index) =>
    typeof part === "number" || index === 1 || (index === 3 && path[2] === "networks") ? "*" : part,
  );
  return keepsEmpty.has(pattern.join("."));
}

/** What Go's JSON has that the YAML has not. */
const jsonShapes = new RuleBook({
  "services.*": (service) => (isMapping(service) ? withoutExtensions({ command: null, entrypoint: null, ...service }) : service),
  "services.*.blkio_config": (config) =>
    isMapping(config)
      ? mapValues(config, (value) =>
          isList(value)
            ? value.map((item) => (isMapping(item) ? renamed(item, (key) => key.charAt(0).toUpperCase() + key.slice(1)) : item))
            : value,
        )
      : config,
  "services.*.deploy": (deploy) => (isMapping(deploy) ? { resources: {}, placement: {}, ...deploy } : deploy),
  "services.*.develop.watch.*": (watch) => (isMapping(watch) ? { exec: { command: null }, ...watch } : watch),
  "networks.*": (network) => (isMapping(network) ? { ipam: {}, ...network } : network),
});

function withoutExtensions(mapping: Mapping): Mapping {
  return without(mapping, ...Object.keys(mapping).filter((key) => key.startsWith("x-")));
}

function renamed(mapping: Mapping, name: (key: string) => string): Mapping {
  return Object.fromEntries(Object.entries(mapping).map(([key, value]) => [name(key), value]));
}

function inOrder(tree: Tree, path: Path): Tree {
  if (isList(tree)) return tree.map((item, index) => inOrder(item, [...path, index]));
  if (!isMapping(tree)) return tree;
  const keys = path.length === 0 ? Object.keys(tree).sort() : orderedKeys(Object.keys(tree), path, byBytes);
  return Object.fromEntries(keys.map((key) => [key, inOrder(tree[key] as Tree, [...path, key])]));
}

/** As Go's JSON sorts the keys of a map. */
function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function dollarsDoubled(tree: Tree): Tree {
  if (typeof tree === "string") return tree.replaceAll("$", "$$$$");
  if (isList(tree)) return tree.map(dollarsDoubled);
  return isMapping(tree) ? mapValues(tree, dollarsDoubled) : tree;
}
