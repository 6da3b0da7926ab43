/** `develop.watch`: which files are minded, and what is done when they change (spec compose §7). */
import { matcher, parseIgnore, parsePatterns } from "../../../../engine/dockerfile/ignore.ts";
import type { DockerContext } from "../../../context.ts";
import { clean } from "../../../paths.ts";
import { ComposeProblem } from "../../model/problem.ts";
import { isMapping, type Mapping } from "../../model/tree.ts";
import { type ServiceView, textsOf } from "../service-view.ts";
import type { Stack } from "../stack.ts";

export type WatchAction = "sync" | "rebuild" | "restart" | "sync+restart" | "sync+exec";

export interface WatchRule {
  readonly service: string;
  readonly action: WatchAction;
  /** On the host, absolute. */
  readonly path: string;
  /** Where a file goes in the container; `undefined` when the rule does not mind it. */
  readonly match: (file: string) => { readonly target: string } | undefined;
  /** Of `sync+exec`. */
  readonly hook: Mapping;
  /** What is there already is copied at the beginning. */
  readonly isInitial: boolean;
}

/** What editors and tools leave for a moment: their lock files, copies and swap files. */
const passing = [
  "**/*___jb_old___",
  "**/*___jb_tmp___",
  "**/.idea/**",
  "**/.#*",
  "**/#*#",
  "**/4913",
  "**/*~",
  "**/.*.swp",
  "**/.*.swx",
  "**/.*.swo",
  "**/.*.swn",
  "**/.*.kate-swp",
  "**/*-go-tmp-umask",
  "**/.git",
];

/** Whether two rules' actions copy files. */
export function isSync(action: WatchAction): boolean {
  return action === "sync" || action === "sync+restart" || action === "sync+exec";
}

/** The rules of all services; a path that is mounted anyway is left out, with a warning. Throws `ComposeProblem`. */
export function watchRules(stack: Stack, context: DockerContext, warn: (message: string) => void): WatchRule[] {
  return stack.services.flatMap((service) => {
    const watch = service.part("develop").watch;
    const triggers = (Array.isArray(watch) ? watch : []).filter(isMapping);
    return triggers.flatMap((trigger): WatchRule[] => {
      const action = String(trigger.action) as WatchAction;
      const path = clean(String(trigger.path));
      if (action === "rebuild" && !service.builds)
        throw new ComposeProblem(`can't watch service ${JSON.stringify(service.name)} with action rebuild without a build context`);
      if (action.startsWith("sync") && action !== "sync+exec" && isMounted(service, path)) {
        warn(`path '${path}' also declared by a bind mount volume, this path won't be monitored!\n`);
        return [];
      }
      return [
        {
          service: service.name,
          action,
          path,
          hook: isMapping(trigger.exec) ? trigger.exec : {},
          isInitial: trigger.initial_sync === true,
          match: matchOf(service, trigger, path, context),
        },
      ];
    });
  });
}

function isMounted(service: ServiceView, path: string): boolean {
  return service.parts("volumes").some(({ type, source }) => type === "bind" && isBelow(String(source), path));
}

function isBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`);
}

function matchOf(service: ServiceView, trigger: Mapping, path: string, context: DockerContext): WatchRule["match"] {
  const isPassing = matcher(parsePatterns(passing));
  const isIgnored = matcher(parsePatterns(textsOf(trigger.ignore)));
  const include = textsOf(trigger.include);
  const isIncluded = include.length === 0 ? () => true : matcher(parsePatterns(include));
  const folder = service.builds ? clean(String(service.part("build").context)) : undefined;
  const ignoreFile = folder === undefined ? undefined : context.disk.lookup(`${folder}/.dockerignore`);
  const isLeftOut = ignoreFile?.kind === "file" ? matcher(parseIgnore(context.disk.readText(`${folder}/.dockerignore`))) : () => false;
  return (file) => {
    if (!isBelow(path, file)) return undefined;
    const inside = file === path ? "" : file.slice(path === "/" ? 1 : path.length + 1);
    const inContext = folder !== undefined && isBelow(folder, file) ? file.slice(folder.length + 1) : undefined;
    if (isPassing(file.slice(1)) || isIgnored(inside) || (inContext !== undefined && isLeftOut(inContext))) return undefined;
    if (!isIncluded(inside)) return undefined;
    const target = trigger.target ? clean(`${trigger.target}/${inside}`) : "";
    return { target };
  };
}
