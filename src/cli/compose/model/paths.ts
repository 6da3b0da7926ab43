/** Relative paths of a file made absolute (spec compose §2.2). */
import { absolute, clean } from "../../paths.ts";
import { ComposeProblem } from "./problem.ts";
import { type Rule, RuleBook } from "./rules.ts";
import { isList, isMapping, type Tree } from "./tree.ts";

export interface PathBase {
  /** What relative paths start from. */
  readonly directory: string;
  readonly home: string;
}

/** A relative path made absolute, without `.` and `..`; `~` is the home directory. An absolute one stays as it is written. */
export function resolvePath(path: string, { directory, home }: PathBase): string {
  if (path === "~" || path.startsWith("~/")) return clean(home + path.slice(1));
  return path.startsWith("/") ? path : clean(absolute(directory, path));
}

/** A path of another system is left as it is; so is `v:/v`, which looks like one. */
const windowsDrive = /^[a-zA-Z]:[\\/]/;

/** Whether a build context is not on this machine, or is another service's image. */
function isRemote(context: string): boolean {
  return /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/|docker-image:\/\/|oci-layout:\/\/|service:|target:)/.test(context);
}

export function withAbsolutePaths(tree: Tree, base: PathBase): Tree {
  const path: Rule = (value) => (typeof value === "string" && value !== "" ? resolvePath(value, base) : value);
  const context: Rule = (value) => (typeof value === "string" && !isRemote(value) ? resolvePath(value, base) : value);
  const hostPath: Rule = (value, at) => (typeof value === "string" && windowsDrive.test(value) ? value : path(value, at));
  const mount: Rule = (value, at) => {
    if (!isMapping(value) || value.type !== "bind") return value;
    if (value.source === undefined) throw new ComposeProblem('invalid mount config for type "bind": field Source must not be empty');
    return { ...value, source: hostPath(value.source, at) as Tree };
  };
  const driverOptions: Rule = (value) => {
    if (!isMapping(value) || (value.driver !== undefined && value.driver !== "local")) return value;
    const options = value.driver_opts;
    if (!isMapping(options) || !/\bbind\b/.test(String(options.o ?? "")) || typeof options.device !== "string") return value;
    // An empty one is the directory itself.
    return { ...value, driver_opts: { ...options, device: resolvePath(options.device, base) } };
  };
  const each =
    (rule: Rule): Rule =>
    (value, at) =>
      isList(value) ? value.map((item) => rule(item, at) as Tree) : rule(value, at);
  return new RuleBook({
    "services.*.build.context": context,
    "services.*.build.additional_contexts.*": context,
    "services.*.build.ssh.*": hostPath,
    "services.*.env_file.*.path": path,
    "services.*.label_file": each(path),
    "services.*.extends.file": path,
    "services.*.develop.watch.*.path": path,
    "services.*.volumes.*": mount,
    "configs.*.file": path,
    "secrets.*.file": path,
    "volumes.*": driverOptions,
  }).apply(tree);
}
