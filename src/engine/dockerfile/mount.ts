/** `RUN --mount=type=cache,target=/root/.cache`: read when parsed, understood when the stage's variables are known. */
import { DockerfileError, type KeyValue, type MountOption } from "./ast.ts";
import { splitCsv } from "./csv.ts";
import { withSuggestion } from "./suggest.ts";
import { quote } from "./text.ts";

/** Splits the value of `--mount`. Throws for broken quoting and for a variable in `from`. */
export function parseMountOption(raw: string): MountOption {
  const options = splitCsv(raw, "failed to parse csv mounts").map((field): KeyValue => {
    const at = field.indexOf("=");
    return at < 0 ? { key: field } : { key: field.slice(0, at), value: field.slice(at + 1) };
  });
  for (const { key, value } of options) {
    const dollar = key.toLowerCase() === "from" && value !== undefined ? value.indexOf("$") : -1;
    if (dollar >= 0 && dollar !== (value as string).length - 1) {
      throw new DockerfileError(`'${key.toLowerCase()}' doesn't support variable expansion, define alias stage instead`);
    }
  }
  return { raw, options };
}

export interface Mount {
  readonly type: "bind" | "cache" | "tmpfs" | "secret" | "ssh";
  readonly from?: string;
  readonly source?: string;
  /** As written; the builder makes it absolute. */
  readonly target?: string;
  readonly readOnly: boolean;
  /** Bytes (tmpfs). */
  readonly size?: number;
  readonly id?: string;
  readonly sharing?: "shared" | "private" | "locked";
  readonly required?: boolean;
  /** Secrets: the variable to put it in; empty for the default name. */
  readonly env?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

type Draft = { -readonly [K in keyof Mount]?: Mount[K] };

const types = ["bind", "cache", "tmpfs", "secret", "ssh"] as const;
const sharings = ["shared", "private", "locked"] as const;
const keys = "type from source target readonly id sharing required size mode uid gid src dst destination ro rw readwrite env".split(" ");

/** The mount an option asks for, its values expanded by `expand`. Throws BuildKit's messages, without line prefix. */
export function resolveMount(option: MountOption, expand: (value: string) => string): Mount {
  const mount: Draft = { type: "bind" };
  for (const { key, value } of option.options) setOption(mount, key, value, expand);
  const type = mount.type ?? "bind";
  check(mount, type);
  return { ...mount, type, readOnly: mount.readOnly ?? !(type === "cache" || type === "tmpfs") };
}

function setOption(mount: Draft, written: string, raw: string | undefined, expand: (value: string) => string): void {
  const key = written.toLowerCase();
  const mayBeRequired = mount.type === "secret" || mount.type === "ssh";
  const unexpected = () => new DockerfileError(`unexpected key '${key}' for mount type '${mount.type}'`);
  if (raw === undefined) {
    if (key === "readonly" || key === "ro") mount.readOnly = true;
    else if (key === "readwrite" || key === "rw") mount.readOnly = false;
    else if (key !== "required") throw new DockerfileError(`invalid field '${written}' must be a key=value pair`);
    else if (mayBeRequired) mount.required = true;
    else throw unexpected();
    return;
  }
  const value = expand(raw);
  const invalid = () => new DockerfileError(`invalid value for ${key}: ${value}`);
  switch (key) {
    case "type":
      mount.type = oneOf(types, value, "unsupported mount type");
      break;
    case "from":
      mount.from = value;
      break;
    case "source":
    case "src":
      mount.source = value;
      break;
    case "target":
    case "dst":
    case "destination":
      mount.target = value;
      break;
    case "readonly":
    case "ro":
      mount.readOnly = boolean(value, invalid);
      break;
    case "readwrite":
    case "rw":
      mount.readOnly = !boolean(value, invalid);
      break;
    case "required":
      if (!mayBeRequired) throw unexpected();
      mount.required = boolean(value, invalid);
      break;
    case "size":
      if (mount.type !== "tmpfs") throw unexpected();
      mount.size = bytes(value, invalid);
      break;
    case "id":
      mount.id = value;
      break;
    case "sharing":
      mount.sharing = oneOf(sharings, value, "unsupported sharing value");
      break;
    case "mode":
    case "uid":
    case "gid":
      mount[key] = unsigned(key, value);
      break;
    case "env":
      mount.env = value;
      break;
    default:
      throw new DockerfileError(withSuggestion(`unexpected key '${key}' in '${written}=${raw}'`, key, keys));
  }
}

function check(mount: Draft, type: Mount["type"]): void {
  if (type === "bind" || type === "tmpfs") {
    for (const key of ["mode", "uid", "gid"] as const) {
      if (mount[key] !== undefined) throw new DockerfileError(`${key} not allowed for "${type}" type mounts`);
    }
  }
  if (type === "secret") {
    if (mount.from) throw new DockerfileError("secret mount should not have a from");
    if (mount.sharing) throw new DockerfileError("secret mount should not define sharing");
    if (!mount.source && !mount.target && !mount.id) throw new DockerfileError("invalid secret mount. one of source, target required");
    if (mount.source && mount.id) throw new DockerfileError("both source and id can't be set");
  }
  if (mount.sharing && type !== "cache") throw new DockerfileError(`invalid cache sharing set for ${type} mount`);
}

function oneOf<T extends string>(allowed: readonly T[], value: string, message: string): T {
  const found = allowed.find((candidate) => candidate === value.toLowerCase());
  if (found) return found;
  throw new DockerfileError(withSuggestion(`${message} ${quote(value)}`, value, allowed));
}

function boolean(value: string, invalid: () => DockerfileError): boolean {
  if (["1", "t", "T", "true", "TRUE", "True"].includes(value)) return true;
  if (["0", "f", "F", "false", "FALSE", "False"].includes(value)) return false;
  throw invalid();
}

function unsigned(key: "mode" | "uid" | "gid", value: string): number {
  const wellFormed = key === "mode" ? /^[0-7]+$/ : /^\d+$/;
  const number = Number.parseInt(value, key === "mode" ? 8 : 10);
  if (!wellFormed.test(value) || number > 0xffffffff) throw new DockerfileError(`invalid value ${value} for ${key}`);
  return number;
}

/** `64m`, `1.5GiB`: binary units, as `--memory` has them. */
function bytes(value: string, invalid: () => DockerfileError): number {
  const match = /^(\d+(?:\.\d+)?) ?([kmgtp]?)(?:i?b)?$/i.exec(value);
  if (!match) throw invalid();
  return Math.trunc(Number(match[1]) * 1024 ** ["", "k", "m", "g", "t", "p"].indexOf((match[2] ?? "").toLowerCase()));
}
