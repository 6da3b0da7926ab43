/** Variables in a whole file, and the types that some places want (spec compose §2.4). */
import { goQuote } from "../../format/quote.ts";
import { ComposeProblem } from "./problem.ts";
import { type Rule, RuleBook } from "./rules.ts";
import { InvalidTemplate, RequiredVariable, substitute, type Variables } from "./template.ts";
import { isList, isMapping, mapValues, type Path, type Tree } from "./tree.ts";

export interface Interpolation extends Variables {
  warn(message: string): void;
}

/** Every text of the file with its variables replaced, numbers and booleans where they are due. Throws `ComposeProblem`. */
export function interpolate(tree: Tree, options: Interpolation, path: Path = []): Tree {
  if (isMapping(tree)) return mapValues(tree, (value, key) => interpolate(value, options, [...path, key]));
  if (isList(tree)) return tree.map((item, index) => interpolate(item, options, [...path, index]));
  if (typeof tree !== "string") return tree;
  const where = path.map((part) => (typeof part === "number" ? "[]" : part)).join(".");
  let text: string;
  try {
    text = substitute(tree, options);
  } catch (error) {
    if (error instanceof InvalidTemplate) throw new ComposeProblem(`invalid interpolation format for ${where}.\n${error.message}`, path);
    if (error instanceof RequiredVariable) throw new ComposeProblem(`error while interpolating ${where}: ${error.message}`, path);
    throw error;
  }
  const cast = casts.at(path);
  if (!cast) return text;
  try {
    return cast(text, path) ?? null;
  } catch (error) {
    if (!(error instanceof BadCast)) throw error;
    throw new ComposeProblem(`error while interpolating ${where}: failed to cast to expected type: ${error.message}`, path);
  } finally {
    const word = oldBoolean(text);
    if (cast === boolean && word !== undefined)
      options.warn(`${goQuote(text)} for boolean is not supported by YAML 1.2, please use \`${word}\``);
  }
}

class BadCast extends Error {}

const whole =
  (call: string): Rule =>
  (value) => {
    if (!/^[-+]?\d+$/.test(String(value))) throw new BadCast(`strconv.${call}: parsing ${goQuote(String(value))}: invalid syntax`);
    return Number(value);
  };
const int = whole("Atoi");
const long = whole("ParseInt");
const float: Rule = (value) => {
  if (String(value) === "" || Number.isNaN(Number(value)))
    throw new BadCast(`strconv.ParseFloat: parsing ${goQuote(String(value))}: invalid syntax`);
  return Number(value);
};
const boolean: Rule = (value) => {
  const word = String(value).toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  const old = oldBoolean(word);
  if (old === undefined) throw new BadCast(`invalid boolean: ${value}`);
  return old;
};

/** YAML 1.1 had more words for yes and no. */
function oldBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return ["y", "yes", "on"].includes(word) ? true : ["n", "no", "off"].includes(word) ? false : undefined;
}

const inService = (rules: Readonly<Record<string, Rule>>): Record<string, Rule> =>
  Object.fromEntries(Object.entries(rules).map(([place, rule]) => [`services.*.${place}`, rule]));

const casts = new RuleBook({
  ...inService({
    cpu_count: long,
    cpu_percent: float,
    cpu_period: long,
    cpu_quota: long,
    cpu_rt_period: long,
    cpu_rt_runtime: long,
    cpus: float,
    cpu_shares: long,
    init: boolean,
    "deploy.replicas": int,
    "deploy.update_config.parallelism": int,
    "deploy.update_config.max_failure_ratio": float,
    "deploy.rollback_config.parallelism": int,
    "deploy.rollback_config.max_failure_ratio": float,
    "deploy.restart_policy.max_attempts": int,
    "deploy.placement.max_replicas_per_node": int,
    "healthcheck.retries": int,
    "healthcheck.disable": boolean,
    oom_kill_disable: boolean,
    oom_score_adj: long,
    pids_limit: long,
    "ports.*.target": int,
    privileged: boolean,
    read_only: boolean,
    scale: int,
    stdin_open: boolean,
    tty: boolean,
    "ulimits.*": int,
    "ulimits.*.hard": int,
    "ulimits.*.soft": int,
    "volumes.*.read_only": boolean,
    "volumes.*.volume.nocopy": boolean,
  }),
  "networks.*.external": boolean,
  "networks.*.internal": boolean,
  "networks.*.attachable": boolean,
  "networks.*.enable_ipv4": boolean,
  "networks.*.enable_ipv6": boolean,
  "volumes.*.external": boolean,
  "secrets.*.external": boolean,
  "configs.*.external": boolean,
});
