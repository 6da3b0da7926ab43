/** What may stand in a list only once: of two with the same key the later one stays, in the place of the first. */
import { ComposeProblem } from "./problem.ts";
import { placeOf, type Rule, RuleBook } from "./rules.ts";
import { isList, isMapping, type Path, type Tree } from "./tree.ts";
import { goText, goType } from "./go-values.ts";
import { parseMount } from "./mounts.ts";

type KeyOf = (item: Tree, path: Path) => string;

const distinct =
  (keyOf: KeyOf): Rule =>
  (list, path) => {
    if (!isList(list)) return list;
    const kept = new Map<string, Tree>();
    for (const [index, item] of list.entries()) kept.set(keyOf(item, [...path, index]), item);
    return [...kept.values()];
  };

const beforeEquals: KeyOf = (item, path) => {
  if (typeof item !== "string") throw new ComposeProblem(`${placeOf(path)}: unexpected type ${goType(item)}`);
  return item.split("=")[0] as string;
};

const exposed: KeyOf = (item, path) => {
  if (typeof item !== "string" && typeof item !== "number")
    throw new ComposeProblem(`${placeOf(path)}: unsupported expose value ${goText(item)}`);
  return String(item);
};

const target =
  (what: string): KeyOf =>
  (item, path) => {
    if (isMapping(item)) {
      if (typeof item.target !== "string") throw new ComposeProblem(`service ${what} ${placeOf(path)} is missing a mount target`);
      return item.target;
    }
    return what === "volume"
      ? (parseMount(String(item)).target as string)
      : (String(item).split(":")[1] ?? String(item).split(":")[0] ?? "");
  };

const grant =
  (folder: string): KeyOf =>
  (item, path) => {
    if (isMapping(item)) return String(item.target ?? `${folder}/${item.source}`);
    if (typeof item !== "string") throw new ComposeProblem(`${placeOf(path)}: unsupported expose value ${goText(item)}`);
    return `${folder}/${item}`;
  };

const environmentFile: KeyOf = (item, path) => {
  if (!isMapping(item)) return String(item);
  if (item.path === undefined) throw new ComposeProblem(`environment path attribute ${placeOf(path)} is missing`);
  return String(item.path);
};

const port: KeyOf = (item, path) => {
  if (!isMapping(item)) return String(item);
  if (item.target === undefined) throw new ComposeProblem(`service ports ${placeOf(path)} is missing a target port`);
  const host = `${item.host_ip ?? "0.0.0.0"}`;
  return `${host}:${item.published ?? ""}:${item.target}/${item.protocol ?? "tcp"}`;
};

const pairs = distinct(beforeEquals);

const book = new RuleBook({
  "networks.*.labels": pairs,
  "networks.*.ipam.options": pairs,
  "services.*.annotations": pairs,
  "services.*.build.args": pairs,
  "services.*.build.additional_contexts": pairs,
  "services.*.build.tags": pairs,
  "services.*.build.labels": pairs,
  "services.*.cap_add": pairs,
  "services.*.cap_drop": pairs,
  "services.*.configs": distinct(grant("")),
  "services.*.deploy.labels": pairs,
  "services.*.devices": distinct(target("device")),
  "services.*.dns": pairs,
  "services.*.dns_opt": pairs,
  "services.*.dns_search": pairs,
  "services.*.environment": pairs,
  "services.*.env_file": distinct(environmentFile),
  "services.*.expose": distinct(exposed),
  "services.*.labels": pairs,
  "services.*.links": pairs,
  "services.*.networks.*.aliases": pairs,
  "services.*.networks.*.link_local_ips": pairs,
  "services.*.ports": distinct(port),
  "services.*.profiles": pairs,
  "services.*.secrets": distinct(grant("/run/secrets")),
  "services.*.sysctls": pairs,
  "services.*.tmpfs": pairs,
  "services.*.volumes": distinct(target("volume")),
});

/** Throws `ComposeProblem` for an item that has no key. */
export function withoutRepetition(tree: Tree): Tree {
  return book.apply(tree);
}
