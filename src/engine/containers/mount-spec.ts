/** `-v` and `--mount` as the daemon reads them. */
import { EngineError, type MountSpec } from "../api.ts";

/** A mount that a container is to have, before anything is made for it. */
export interface MountPlan {
  readonly type: "bind" | "volume" | "tmpfs" | "image";
  /** Of a volume; empty for one that is to be made up. Of an image what it is called. */
  readonly name: string;
  /** Of a bind. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** As written behind the second colon. */
  readonly mode: string;
  readonly propagation: string;
  /** Files of the image go into an empty volume. */
  readonly copy: boolean;
  /** A folder of the host that is not there is made. */
  readonly createSource: boolean;
  readonly driver: string;
  readonly spec: MountSpec | undefined;
}

const propagations = ["private", "rprivate", "slave", "rslave", "shared", "rshared"];
const groups: readonly (readonly string[])[] = [["ro", "rw"], ["z", "Z"], propagations, ["nocopy"], ["consistent", "cached", "delegated"]];

const bad = (message: string): never => {
  throw new EngineError(400, message);
};

/** One word at most of each kind: `ro,z`. */
function isMountMode(mode: string): boolean {
  if (mode === "") return true;
  const words = mode.split(",");
  return (
    words.every((word) => groups.some((group) => group.includes(word))) &&
    groups.every((group) => words.filter((word) => group.includes(word)).length < 2)
  );
}

/** `src:/target:ro`. Throws `EngineError` 400. */
export function parseBind(raw: string, driver: string): MountPlan {
  const invalid = `invalid volume specification: '${raw}'`;
  const parts = raw.split(":");
  if (parts[0] === "" || parts.length > 3) bad(invalid);
  if (parts.length === 2 && isMountMode(parts[1] as string)) bad(invalid);
  const [source, target, mode] =
    parts.length === 1 ? ["", parts[0] as string, ""] : [parts[0] as string, parts[1] as string, parts[2] ?? ""];
  if (!isMountMode(mode)) bad(`invalid mode: ${mode}`);
  const type = source.startsWith("/") ? "bind" : "volume";
  const words = mode.split(",");
  const problem =
    targetProblem(target) ??
    (type === "volume" && words.includes("ro") && source === "" ? "must not set ReadOnly mode when using anonymous volumes" : undefined);
  const given = words.find((word) => propagations.includes(word));
  const foreign = type === "volume" ? given && "BindOptions" : words.includes("nocopy") && "VolumeOptions";
  const extra = foreign ? `field ${foreign} must not be specified` : undefined;
  if (problem || extra) bad(`${invalid}: invalid mount config for type "${type}": ${problem ?? extra}`);
  return {
    type,
    name: type === "volume" ? source : "",
    source: type === "bind" ? clean(source) : "",
    target: clean(target),
    readOnly: words.includes("ro"),
    mode,
    propagation: type === "bind" ? (given ?? "rprivate") : "",
    copy: type === "volume" && !words.includes("nocopy"),
    createSource: type === "bind",
    driver: type === "volume" ? driver : "",
    spec: undefined,
  };
}

/** `--tmpfs`. Throws `EngineError` 400 for a place where nothing can be mounted. */
export function checkTmpfsTarget(target: string): void {
  const problem = targetProblem(target);
  if (problem) bad(problem);
}

/** Throws `EngineError` 400 for specs that can't be; returns warnings. */
export function checkMountSpecs(specs: readonly MountSpec[], exists: (path: string) => boolean): string[] {
  for (const spec of specs) {
    const problem = specProblem(spec, exists);
    if (problem) bad(`invalid mount config for type "${spec.Type}": ${problem}`);
  }
  return specs.some(({ Type }) => Type === "image") ? ["Image mount is an experimental feature"] : [];
}

function targetProblem(target: string): string | undefined {
  if (target === "") return "field Target must not be empty";
  if (!target.startsWith("/")) return `invalid mount path: '${target}' mount path must be absolute`;
  return clean(target) === "/" ? "invalid specification: destination can't be '/'" : undefined;
}

const outside = "subpath must be a relative path within the volume";

function leadsOut(subpath = ""): boolean {
  return subpath.startsWith("/") || subpath.split("/").includes("..");
}

function specProblem(spec: MountSpec, exists: (path: string) => boolean): string | undefined {
  const { Type, Source = "", Target = "", BindOptions, VolumeOptions, TmpfsOptions } = spec;
  const wrongTarget = targetProblem(Target);
  if (wrongTarget) return wrongTarget;
  if (Type === "bind") {
    if (Source === "") return "field Source must not be empty";
    if (BindOptions?.Propagation && !propagations.includes(BindOptions.Propagation))
      return `invalid propagation mode: ${BindOptions.Propagation}`;
    if (VolumeOptions) return "field VolumeOptions must not be specified";
    if (!Source.startsWith("/")) return `invalid mount path: '${Source}' mount path must be absolute`;
    return exists(Source) || BindOptions?.CreateMountpoint ? undefined : `bind source path does not exist: ${Source}`;
  }
  if (Type === "volume") {
    if (BindOptions) return "field BindOptions must not be specified";
    const subpath = VolumeOptions?.Subpath;
    if (subpath && Source === "") return "must not set Subpath when using anonymous volumes";
    if (leadsOut(subpath)) return outside;
    return spec.ReadOnly && Source === "" ? "must not set ReadOnly mode when using anonymous volumes" : undefined;
  }
  if (Type === "tmpfs") {
    if (BindOptions) return "field BindOptions must not be specified";
    if (Source !== "") return "field Source must not be specified";
    for (const option of TmpfsOptions?.Options ?? [])
      if (!["exec", "noexec"].includes(option[0] ?? "")) return `invalid option: ${option[0]}`;
    return undefined;
  }
  if (Type === "image") {
    if (BindOptions) return "field BindOptions must not be specified";
    if (Source === "") return "field Source must not be empty";
    return leadsOut(spec.ImageOptions?.Subpath) ? outside : undefined;
  }
  return "mount type unknown";
}

/** A checked spec as a plan. */
export function planOf(spec: MountSpec): MountPlan {
  const type = spec.Type as MountPlan["type"];
  return {
    type,
    name: type === "volume" || type === "image" ? (spec.Source ?? "") : "",
    source: type === "bind" ? clean(spec.Source ?? "") : "",
    target: clean(spec.Target ?? ""),
    readOnly: type === "image" || (spec.ReadOnly ?? false),
    mode: "",
    propagation: type === "bind" || type === "image" ? (spec.BindOptions?.Propagation ?? "rprivate") : "",
    copy: type === "volume" && !spec.VolumeOptions?.NoCopy,
    createSource: spec.BindOptions?.CreateMountpoint ?? false,
    driver: spec.VolumeOptions?.DriverConfig?.Name ?? "",
    spec,
  };
}

/** `name[:mode]`. Throws `EngineError` 400. */
export function parseVolumesFrom(text: string): { readonly container: string; readonly readOnly: boolean } {
  if (text === "") bad("volumes-from specification cannot be an empty string");
  const at = text.indexOf(":");
  const mode = at < 0 ? "rw" : text.slice(at + 1) || "rw";
  const words = mode.split(",");
  if (!isMountMode(mode) || words.some((word) => propagations.includes(word) || word === "nocopy")) bad(`invalid mode: ${mode}`);
  return { container: at < 0 ? text : text.slice(0, at), readOnly: words.includes("ro") };
}

/** Without `.`, `..` and slashes that do nothing, as Go's `path.Clean`. */
export function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `/${parts.join("/")}`;
}
