/** Every value of a project in its final form: texts, bytes, durations, words (spec compose §2.2). */
import { goQuote } from "../../format/quote.ts";
import { ComposeProblem } from "./problem.ts";
import { readSize } from "../../../engine/go/size.ts";
import { formatDuration, readDuration } from "./quantities.ts";
import { type Rule, RuleBook } from "./rules.ts";
import { shellWords } from "./shell-words.ts";
import { isList, isMapping, type Mapping, mapValues, type Path, type Tree } from "./tree.ts";

/** `'services[web].mem_limit'`, as the decoder names a place. */
function decoderPlace([first, second, ...rest]: Path): string {
  const head = second === undefined ? String(first) : `${first}[${second}]`;
  const isKey = (index: number): boolean => index > 0 && mappings.has(String(rest[index - 1]));
  return `'${head}${rest.map((part, index) => (typeof part === "number" || isKey(index) ? `[${part}]` : `.${part}`)).join("")}'`;
}

/** What holds entries by name rather than fields. */
const mappings: ReadonlySet<string> = new Set(["depends_on", "models", "networks", "ulimits"]);

function decodingFailed(path: Path, problem: string): ComposeProblem {
  return new ComposeProblem(`decoding failed due to the following error(s):\n\n${decoderPlace(path)} ${problem}`);
}

const text: Rule = (value) => (value === null || isMapping(value) || isList(value) ? value : String(value));

const texts: Rule = (value, path) => (isList(value) ? value.map((item) => text(item, path) as Tree) : value);

/** A mapping of texts; a name without a value stays without when `keeps`, and is empty otherwise. */
const pairs =
  (keeps: boolean): Rule =>
  (value, path) => {
    const final = (entry: Tree): Tree => (entry === null ? (keeps ? null : "") : (text(entry, path) as Tree));
    if (isMapping(value)) return mapValues(value, final);
    if (!isList(value)) return value;
    return Object.fromEntries(
      value.map((pair): [string, Tree] => {
        const at = String(pair).indexOf("=");
        const name = at < 0 ? String(pair) : String(pair).slice(0, at);
        if (keeps && /[ \t]$/.test(name)) throw decodingFailed(path, `environment variable ${name} is declared with a trailing space`);
        return [name, at < 0 ? (keeps ? null : "") : String(pair).slice(at + 1)];
      }),
    );
  };
const variables = pairs(true);
const labels = pairs(false);

const size: Rule = (value, path) => {
  // A fraction of bytes counts for nothing.
  const bytes = typeof value === "number" ? (Number.isInteger(value) ? value : 0) : typeof value === "string" ? readSize(value) : undefined;
  if (bytes === undefined) return value;
  if (typeof bytes === "string") throw decodingFailed(path, bytes);
  return bytes === 0 ? undefined : String(bytes);
};

const duration: Rule = (value, path) => {
  if (typeof value !== "string") return value;
  const nanoseconds = readDuration(value);
  if (typeof nanoseconds === "string") throw decodingFailed(path, nanoseconds);
  return formatDuration(nanoseconds);
};

const command: Rule = (value, path) => {
  if (typeof value !== "string") return value ?? undefined;
  const words = shellWords(value);
  if (!words) throw decodingFailed(path, "invalid command line string");
  return words;
};

const healthTest: Rule = (value) => (typeof value === "string" ? ["CMD-SHELL", value] : value);

/** `name=address`, sorted. */
const hosts: Rule = (value, path) => {
  const pairs = isMapping(value)
    ? Object.entries(value).flatMap(([name, addresses]) => [addresses].flat().map((address) => [name, String(address ?? "")] as const))
    : isList(value)
      ? value.flatMap((line) => hostsOf(String(line), path))
      : [];
  for (const [name] of pairs) if (name === "" || /[:=]/.test(name)) throw decodingFailed(path, `bad host name '${name}'`);
  return pairs.map(([name, address]) => `${name}=${address.replace(/^\[(.+)\]$/, "$1")}`).sort();
};

/** `name=address,address`, or with a colon. */
function hostsOf(line: string, path: Path): (readonly [name: string, address: string])[] {
  const at = line.includes("=") ? line.indexOf("=") : line.indexOf(":");
  if (at < 0) throw decodingFailed(path, `invalid additional host, missing IP: ${line}`);
  return line
    .slice(at + 1)
    .split(",")
    .map((address) => [line.slice(0, at), address]);
}

/** Of a file that is mounted: octal, four digits. */
const mode: Rule = (value, path) => {
  if (typeof value === "string" && !/^[0-7]+$/.test(value))
    throw decodingFailed(path, `strconv.ParseInt: parsing ${goQuote(value)}: invalid syntax`);
  if (typeof value === "number" && !Number.isInteger(value)) throw decodingFailed(path, "unexpected value type float64 for mode");
  return value === null ? value : `0${Number.parseInt(String(value), typeof value === "string" ? 8 : 10).toString(8)}`;
};

const number: Rule = (value) => (typeof value === "string" && value !== "" && !Number.isNaN(Number(value)) ? Number(value) : value);

/** What Go reads as a floating-point number. */
const fraction: Rule = (value, path) => {
  const read = number(value, path);
  if (typeof read !== "string") return read;
  throw decodingFailed(path, `strconv.ParseFloat: parsing ${goQuote(read)}: invalid syntax`);
};

/** What cannot be less than nothing. */
const natural: Rule = (value, path) => {
  const read = number(value, path);
  if (typeof read === "number" && read < 0) throw decodingFailed(path, `cannot parse value as 'uint64': ${read} overflows uint`);
  return read;
};

const truth: Rule = (value, path) => {
  if (typeof value !== "string") return value;
  const word = value.toLowerCase();
  if (["true", "y", "yes", "on"].includes(word)) return true;
  if (["false", "n", "no", "off"].includes(word)) return false;
  throw decodingFailed(path, `invalid boolean: ${value}`);
};

/** Without its fraction, as Go reads it into a whole number. */
const whole: Rule = (value) => (typeof value === "number" ? Math.trunc(value) : value);

const wholeText: Rule = (value, path) => {
  const read = number(value, path);
  if (typeof read === "string") throw decodingFailed(path, `strconv.ParseInt: parsing ${goQuote(read)}: invalid syntax`);
  return read;
};

const count: Rule = (value) => (value === "all" ? -1 : number(value, []));

const inService = (rules: Readonly<Record<string, Rule>>): Record<string, Rule> =>
  Object.fromEntries(Object.entries(rules).map(([place, rule]) => [`services.*.${place}`, rule]));

const rates = Object.fromEntries(
  ["device_read_bps", "device_read_iops", "device_write_bps", "device_write_iops"].map((key) => [`blkio_config.${key}.*.rate`, size]),
);

const rollouts = Object.fromEntries(
  ["update_config", "rollback_config"].flatMap((key) => [
    [`deploy.${key}.delay`, duration],
    [`deploy.${key}.monitor`, duration],
  ]),
);

const book = new RuleBook({
  ...inService({
    annotations: labels,
    attach: truth,
    "build.args": variables,
    "build.extra_hosts": hosts,
    "build.labels": labels,
    "build.no_cache": truth,
    "build.privileged": truth,
    "build.pull": truth,
    "build.secrets.*.mode": mode,
    "build.shm_size": size,
    command,
    "configs.*.mode": mode,
    cpu_shares: whole,
    cpus: number,
    "depends_on.*.restart": truth,
    "env_file.*.required": truth,
    "deploy.labels": labels,
    "deploy.restart_policy.max_attempts": natural,
    "deploy.update_config.parallelism": natural,
    "deploy.rollback_config.parallelism": natural,
    "deploy.placement.max_replicas_per_node": natural,
    "deploy.resources.limits.cpus": fraction,
    "deploy.resources.limits.memory": size,
    "deploy.resources.limits.pids": wholeText,
    "deploy.resources.reservations.cpus": fraction,
    "deploy.resources.reservations.memory": size,
    "deploy.resources.reservations.devices.*.count": count,
    "deploy.resources.reservations.devices.*.options": labels,
    "deploy.restart_policy.delay": duration,
    "deploy.restart_policy.window": duration,
    entrypoint: command,
    environment: variables,
    expose: texts,
    extra_hosts: hosts,
    "gpus.*.count": count,
    group_add: texts,
    "healthcheck.interval": duration,
    "healthcheck.retries": natural,
    "healthcheck.start_interval": duration,
    "healthcheck.start_period": duration,
    "healthcheck.test": healthTest,
    "healthcheck.timeout": duration,
    labels,
    "logging.options": labels,
    mem_limit: size,
    mem_reservation: size,
    mem_swappiness: size,
    memswap_limit: size,
    "networks.*.driver_opts": labels,
    "ports.*.published": text,
    "provider.options.*": (value, path) => [value].flat().map((item) => text(item, path) as Tree),
    "develop.watch.*.exec.command": command,
    "develop.watch.*.exec.environment": variables,
    "develop.watch.*.exec.privileged": truth,
    "post_start.*.command": command,
    "post_start.*.environment": variables,
    "post_start.*.privileged": truth,
    "pre_stop.*.privileged": truth,
    "pre_stop.*.command": command,
    "pre_stop.*.environment": variables,
    "secrets.*.mode": mode,
    shm_size: size,
    stop_grace_period: duration,
    storage_opt: labels,
    sysctls: labels,
    tmpfs: (value) => (typeof value === "string" ? [value] : value),
    "volumes.*.bind.create_host_path": truth,
    "volumes.*.tmpfs.size": size,
    "volumes.*.tmpfs.mode": number,
    "volumes.*.volume.labels": labels,
    ...rates,
    ...rollouts,
  }),
  "networks.*.driver_opts": labels,
  // Compose takes options of address management, and does nothing with them.
  "networks.*.ipam.options": () => undefined,
  "networks.*.labels": labels,
  "volumes.*.driver_opts": labels,
  "volumes.*.labels": labels,
  "secrets.*.driver_opts": labels,
  "secrets.*.labels": labels,
  "configs.*.labels": labels,
});

/** Throws `ComposeProblem` for a value that can't be what it should. */
export function withFinalValues(tree: Mapping): Mapping {
  return book.apply(tree) as Mapping;
}
