/** Short forms made long (spec compose §2.2). */
import { parseMount } from "./mounts.ts";
import { parsePorts } from "./ports.ts";
import { ComposeProblem } from "./problem.ts";
import { placeOf, type Rule, RuleBook } from "./rules.ts";
import { isList, isMapping, type Mapping, mapValues, type Path, type Tree, without } from "./tree.ts";

const oneToList: Rule = (value) => (typeof value === "string" ? [value] : value);

function withoutEmpty(value: Tree | undefined): Tree | undefined {
  return isList(value) ? value.filter((item) => item !== null && item !== "") : value;
}

const listToMapping: Rule = (value) => (isList(value) ? Object.fromEntries(value.map((name) => [String(name), null])) : value);

const dependsOn: Rule = (value) => {
  const full = (entry: Tree): Tree => ({ condition: "service_started", required: true, ...(isMapping(entry) ? entry : {}) });
  if (isList(value)) return Object.fromEntries(value.map((name) => [String(name), full(null)]));
  return isMapping(value) ? mapValues(value, full) : value;
};

const environmentFiles: Rule = (value) => {
  const full = (entry: Tree): Tree => (isMapping(entry) ? { required: true, ...entry } : { path: entry, required: true });
  return isList(value) ? value.map(full) : value === null ? value : [full(value)];
};

const grant: Rule = (value) => (typeof value === "string" ? { source: value } : value);

const device: Rule = (value) => {
  if (typeof value !== "string") return value;
  const [source = "", target, permissions = "rwm", ...more] = value.split(":");
  if (more.length > 0) throw new ComposeProblem(`confusing device mapping, please use long syntax: ${value}`);
  return { source, target: target || source, permissions };
};

const ssh: Rule = (value) => {
  if (!isList(value)) return value;
  return Object.fromEntries(
    value.map((entry): [string, Tree] => {
      const [id = "", ...path] = String(entry).split("=");
      if (path.length > 0) return [id, path.join("=")];
      if (id !== "default") throw new ComposeProblem(`invalid ssh key ${JSON.stringify(entry)}`);
      return [id, null];
    }),
  );
};

const keyValue: Rule = (value, path) => {
  if (!isList(value)) return value;
  return Object.fromEntries(
    value.map((entry): [string, Tree] => {
      const at = String(entry).indexOf("=");
      if (at < 0) throw new ComposeProblem(`${placeOf(path)}: invalid value ${entry}, expected key=value`);
      return [String(entry).slice(0, at), String(entry).slice(at + 1)];
    }),
  );
};

const ports: Rule = (value) => {
  if (!isList(value)) return value;
  return value.flatMap((entry) => (isMapping(entry) ? [entry] : parsePorts(String(entry))));
};

const book = (warn: (message: string) => void): RuleBook => {
  const external: Rule = (value, path) => (isMapping(value) ? withExternalName(value, path, warn) : value);
  return new RuleBook({
    "services.*.build": (value) => (typeof value === "string" ? { context: value } : value),
    "services.*.build.additional_contexts": keyValue,
    "services.*.build.provenance": (value) => String(value),
    "services.*.build.sbom": (value) => String(value),
    "services.*.build.secrets.*": grant,
    "services.*.build.ssh": ssh,
    "services.*.configs.*": grant,
    "services.*.depends_on": dependsOn,
    "services.*.devices.*": device,
    "services.*.develop.watch.*.ignore": oneToList,
    "services.*.develop.watch.*.include": oneToList,
    "services.*.dns": (value, path) => withoutEmpty(oneToList(value, path)),
    "services.*.dns_search": oneToList,
    "services.*.env_file": environmentFiles,
    "services.*.extends": (value) => (typeof value === "string" ? { service: value } : value),
    "services.*.gpus": (value) => (typeof value === "string" ? [{ count: "all" }] : value),
    "services.*.label_file": oneToList,
    "services.*.models": listToMapping,
    "services.*.networks": listToMapping,
    "services.*.ports": ports,
    "services.*.secrets.*": grant,
    "services.*.volumes.*": (value) => (typeof value === "string" ? parseMount(value) : value),
    "volumes.*": external,
    "networks.*": external,
    "secrets.*": external,
    "configs.*": external,
  });
};

/** `external: {name: x}` of old. */
function withExternalName(resource: Mapping, path: Path, warn: (message: string) => void): Mapping {
  const { external, name } = resource;
  if (!isMapping(external)) return resource;
  const rest = { ...without(resource, "external"), external: true };
  if (external.name === undefined) return rest;
  warn(`${placeOf(path)}: external.name is deprecated. Please set name and external: true`);
  if (name !== undefined && name !== external.name)
    throw new ComposeProblem(`${placeOf(path)}: name and external.name conflict; only use name`);
  return { ...rest, name: external.name };
}

/** Throws `ComposeProblem` for a short form that can't be read. */
export function canonical(tree: Tree, warn: (message: string) => void): Tree {
  return book(warn).apply(tree);
}
