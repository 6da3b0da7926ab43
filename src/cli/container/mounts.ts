/** `--mount`, `-v` and `--tmpfs`: from what is typed to what the engine is asked for. */
import type { MountSpec } from "../../engine/api.ts";
import { CliError } from "../errors.ts";
import { parseBool, parseBytes, splitCsv } from "../flags/values.ts";
import { absolute, clean } from "../paths.ts";

interface Draft {
  Type: string;
  Source?: string;
  Target?: string;
  ReadOnly?: boolean;
  Consistency?: string;
  BindOptions?: Record<string, unknown>;
  VolumeOptions?: {
    NoCopy?: boolean;
    Labels?: Record<string, string>;
    Subpath?: string;
    DriverConfig?: { Name?: string; Options?: Record<string, string> };
  };
  ImageOptions?: { Subpath?: string };
  TmpfsOptions?: { SizeBytes?: number; Mode?: number };
}

type Setter = (mount: Draft, value: string, key: string) => void;

const flag =
  (apply: (mount: Draft, value: boolean) => void): Setter =>
  (mount, value, key) => {
    const parsed = parseBool(value);
    if (parsed === undefined) throw new CliError(`invalid value for ${key}: ${value}`);
    apply(mount, parsed);
  };

const setTarget: Setter = (mount, value) => {
  mount.Target = value;
};
const setSource: Setter = (mount, value) => {
  mount.Source = value;
};
const setReadOnly = flag((mount, value) => {
  mount.ReadOnly = value;
});

const setters: Readonly<Record<string, Setter>> = {
  type: (mount, value) => {
    mount.Type = value.toLowerCase();
  },
  source: setSource,
  src: setSource,
  target: setTarget,
  dst: setTarget,
  destination: setTarget,
  readonly: setReadOnly,
  ro: setReadOnly,
  consistency: (mount, value) => {
    mount.Consistency = value.toLowerCase();
  },
  "bind-propagation": (mount, value) => {
    bind(mount).Propagation = value.toLowerCase();
  },
  "bind-nonrecursive": flag((mount, value) => {
    bind(mount).NonRecursive = value;
  }),
  "bind-recursive": (mount, value) => {
    const options = bind(mount);
    if (value === "enabled") return;
    if (value === "disabled") options.NonRecursive = true;
    else if (value === "writable") options.ReadOnlyNonRecursive = true;
    else if (value === "readonly") options.ReadOnlyForceRecursive = true;
    else throw new CliError(`invalid value for bind-recursive: ${value} (must be "enabled", "disabled", "writable", or "readonly")`);
  },
  "volume-subpath": (mount, value) => {
    volume(mount).Subpath = value;
  },
  "volume-nocopy": flag((mount, value) => {
    volume(mount).NoCopy = value;
  }),
  "volume-label": (mount, value) => {
    const [name = "", text = ""] = splitOnce(value);
    const options = volume(mount);
    options.Labels = { ...options.Labels, [name]: text };
  },
  "volume-driver": (mount, value) => {
    driver(mount).Name = value;
  },
  "volume-opt": (mount, value) => {
    const [name = "", text = ""] = splitOnce(value);
    const config = driver(mount);
    config.Options = { ...config.Options, [name]: text };
  },
  "image-subpath": (mount, value) => {
    mount.ImageOptions = { Subpath: value };
  },
  "tmpfs-size": (mount, value, key) => {
    const size = parseBytes(value);
    if (size === undefined) throw new CliError(`invalid value for ${key}: ${value}`);
    mount.TmpfsOptions = { ...mount.TmpfsOptions, SizeBytes: size };
  },
  "tmpfs-mode": (mount, value, key) => {
    if (!/^[0-7]+$/.test(value)) throw new CliError(`invalid value for ${key}: ${value}`);
    mount.TmpfsOptions = { ...mount.TmpfsOptions, Mode: Number.parseInt(value, 8) };
  },
};

/** Those that may stand without a value. */
const switches = new Set(["readonly", "ro", "volume-nocopy", "bind-nonrecursive"]);

function bind(mount: Draft): Record<string, unknown> {
  mount.BindOptions ??= {};
  return mount.BindOptions;
}
function volume(mount: Draft): NonNullable<Draft["VolumeOptions"]> {
  mount.VolumeOptions ??= {};
  return mount.VolumeOptions;
}
function driver(mount: Draft): { Name?: string; Options?: Record<string, string> } {
  const options = volume(mount);
  options.DriverConfig ??= {};
  return options.DriverConfig;
}
function splitOnce(text: string): string[] {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * One `--mount` value. A relative source of a bind is left to `resolveMount`, which knows the working directory.
 * @throws CliError with the client's complaint
 */
export function parseMount(text: string): MountSpec {
  const value = text.trim();
  if (value === "") throw new CliError("EOF");
  const mount: Draft = { Type: "volume" };
  for (const field of splitCsv(value)) {
    const at = field.indexOf("=");
    const key = (at < 0 ? field : field.slice(0, at)).toLowerCase();
    if (at < 0 && !switches.has(key)) throw new CliError(`invalid field '${field}' must be a key=value pair`);
    const setter = Object.hasOwn(setters, key) ? setters[key] : undefined;
    if (!setter) throw new CliError(`unexpected key '${key}' in '${field}'`);
    setter(mount, at < 0 ? "true" : field.slice(at + 1), key);
  }
  return checked(mount);
}

function checked(mount: Draft): MountSpec {
  if (mount.Type === "") throw new CliError("type is required");
  if (mount.VolumeOptions && mount.Type !== "volume") throw new CliError(`cannot mix 'volume-*' options with mount type '${mount.Type}'`);
  if (mount.BindOptions && mount.Type !== "bind") throw new CliError(`cannot mix 'bind-*' options with mount type '${mount.Type}'`);
  if (mount.ImageOptions && mount.Type !== "image") throw new CliError(`cannot mix 'image-*' options with mount type '${mount.Type}'`);
  if (mount.TmpfsOptions && mount.Type !== "tmpfs") throw new CliError(`cannot mix 'tmpfs-*' options with mount type '${mount.Type}'`);
  if (mount.Target === undefined || mount.Target === "") throw new CliError("target is required");
  if (mount.BindOptions?.ReadOnlyNonRecursive && !mount.ReadOnly)
    throw new CliError("option 'bind-recursive=writable' requires 'readonly' to be specified in conjunction");
  if (mount.BindOptions?.ReadOnlyForceRecursive) {
    if (!mount.ReadOnly) throw new CliError("option 'bind-recursive=readonly' requires 'readonly' to be specified in conjunction");
    if (mount.BindOptions.Propagation !== "rprivate")
      throw new CliError("option 'bind-recursive=readonly' requires 'bind-propagation=rprivate' to be specified in conjunction");
  }
  // With any option of a volume's the client sends a driver, if only an empty one.
  const { VolumeOptions } = mount;
  if (VolumeOptions) mount.VolumeOptions = { ...VolumeOptions, DriverConfig: VolumeOptions.DriverConfig ?? {} };
  return mount as MountSpec;
}

/** Makes a source absolute that begins with a dot: it is meant from where the command was typed. */
export function resolveMount(mount: MountSpec, cwd: string): MountSpec {
  const source = mount.Source ?? "";
  if (!source.startsWith(".")) return mount;
  return { ...mount, Source: clean(absolute(cwd, source)) };
}

/**
 * One `-v` value: a path alone is an anonymous volume, anything else is a bind, by name or by path.
 * @throws CliError
 */
export function parseVolume(text: string, cwd: string): { readonly anonymous: string } | { readonly bind: string } {
  if (text === "") throw new CliError("invalid empty volume spec");
  if (text.length <= 2) return { anonymous: text };
  const parts = sections(text);
  const empty = parts.indexOf("");
  if (empty >= 0 && empty < 3) throw new CliError(`invalid spec: ${text}: empty section between colons`);
  if (parts.length > 3) throw new CliError(`invalid spec: ${text}: too many colons`);
  if (parts.length === 1) return { anonymous: text };
  if (!text.startsWith(".")) return { bind: text };
  const [source = "", ...rest] = text.split(":");
  return { bind: [clean(absolute(cwd, source)), ...rest].join(":") };
}

/** What stands between colons. One letter before a colon is a drive of Windows, wherever the client runs. */
function sections(text: string): string[] {
  const parts: string[] = [];
  for (const part of text.split(":")) {
    const last = parts.at(-1) ?? "";
    if (/^\p{L}$/u.test(last)) parts.splice(-1, 1, `${last}:${part}`);
    else parts.push(part);
  }
  return parts;
}

/** `/run:rw,size=64m` as the engine takes it. */
export function parseTmpfs(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    values.map((value) => {
      const at = value.indexOf(":");
      return at < 0 ? [value, ""] : [value.slice(0, at), value.slice(at + 1)];
    }),
  );
}
