/** What is wrong with a Compose file: what `docker compose` would say of it, at the place. */
import { interpolate } from "../../../cli/compose/model/interpolate.ts";
import { defaultDotenv, withDotenv } from "../../../cli/compose/model/environment.ts";
import type { ComposeHost } from "../../../cli/compose/model/host.ts";
import { loadProject } from "../../../cli/compose/model/load.ts";
import { locate } from "../../../cli/compose/model/locate.ts";
import { ComposeProblem } from "../../../cli/compose/model/problem.ts";
import { composeFile } from "../../../cli/compose/model/schema.ts";
import { misfitText, placeOfMisfit, worstMisfit } from "../../../cli/compose/model/shape.ts";
import { isList, isMapping, type Path, type Tree } from "../../../cli/compose/model/tree.ts";
import { readYaml } from "../../../cli/compose/model/yaml.ts";
import { parentDirectory } from "../../../cli/paths.ts";
import { ComposeSource, type Span } from "./source.ts";

export interface ComposeMark extends Span {
  /** An error ends the command; a warning is only printed. */
  readonly severity: "error" | "warning";
  /** Compose's own words. */
  readonly message: string;
}

/** Files of the learner's, by absolute path. */
export interface ComposeFiles {
  read(path: string): string | undefined;
  isDirectory(path: string): boolean;
}

/** Further mistakes than these are found when the first are mended. */
const most = 20;

/** @param path of the text, absolute. Never throws. */
export function checkCompose(text: string, path: string, files: ComposeFiles): ComposeMark[] {
  if (text.trim() === "") return [];
  const source = new ComposeSource(text);
  const warnings: string[] = [];
  const host = hostOf(text, path, files, (message) => warnings.push(message));
  const marks = errorsOf(text, path, host, source);
  for (const warning of new Set(warnings)) {
    const span = warningPlace(warning, source);
    if (span) marks.push({ severity: "warning", message: warning, ...span });
  }
  return marks;
}

function hostOf(text: string, path: string, files: ComposeFiles, warn: (message: string) => void): ComposeHost {
  const read = (name: string): string | undefined => (name === path ? text : files.read(name));
  return {
    home: "/home/dev",
    kind: (name) => (read(name) !== undefined ? "file" : files.isDirectory(name) ? "directory" : undefined),
    read(name) {
      const found = read(name);
      if (found === undefined) throw new ComposeProblem(`open ${name}: no such file or directory`);
      return found;
    },
    warn,
  };
}

function errorsOf(text: string, path: string, host: ComposeHost, source: ComposeSource): ComposeMark[] {
  const directory = parentDirectory(path);
  try {
    const environment = withDotenv(new Map(), defaultDotenv(directory), host);
    const found = locate({ cwd: directory, files: [], directory }, { ...host, warn: () => {} }).files;
    // One that Compose does not find by itself is meant to lie over the one that it does.
    const read = found.includes(path) ? found : [...found.slice(0, 1), path];
    loadProject({ files: read.map((name) => ({ path: name })), directory, environment, name: undefined, profiles: ["*"] }, host);
    return [];
  } catch (error) {
    if (!(error instanceof ComposeProblem)) throw error;
    const first: ComposeMark = { severity: "error", message: error.message, ...placeOf(error, source) };
    const others = error.message.startsWith(`validating ${path}:`) ? misfits(text, path, source) : [];
    return [first, ...others.filter(({ start }) => start !== first.start)];
  }
}

/** Every part of the file that does not fit, each as if the others were mended. */
function misfits(text: string, path: string, source: ComposeSource): ComposeMark[] {
  const marks: ComposeMark[] = [];
  let tree = readYaml(text, path)[0]?.tree ?? null;
  try {
    tree = interpolate(tree, { get: () => undefined, unset: () => {}, warn: () => {} });
  } catch (error) {
    if (!(error instanceof ComposeProblem)) throw error;
    return [];
  }
  for (let tries = 0; tries < most; tries++) {
    const misfit = worstMisfit(tree, composeFile);
    if (!misfit) break;
    const names = misfit.unknown ? misfit.unknown.map((key) => [...misfit.path, key]) : [placeOfMisfit(misfit)];
    for (const place of names) {
      const span = source.at(place);
      if (span) marks.push({ severity: "error", message: `validating ${path}: ${misfitText(misfit)}`, ...span });
      tree = withoutPlace(tree, place);
    }
  }
  return marks;
}

function withoutPlace(tree: Tree, [part, ...rest]: Path): Tree {
  if (isMapping(tree)) {
    const entries = Object.entries(tree).flatMap(([key, value]): [string, Tree][] =>
      key !== String(part) ? [[key, value]] : rest.length > 0 ? [[key, withoutPlace(value, rest)]] : [],
    );
    return Object.fromEntries(entries);
  }
  if (!isList(tree)) return null;
  return tree.flatMap((item, index) => (index !== part ? [item] : rest.length > 0 ? [withoutPlace(item, rest)] : []));
}

function placeOf({ message, place }: ComposeProblem, source: ComposeSource): Span {
  if (source.broken) return source.broken;
  const line = /(?:^|: )line (\d+):/.exec(message)?.[1];
  if (line !== undefined && !place) return lineSpan(source.text, Number(line));
  if (place) {
    // What a reference fails on is the last word, or stands in quotes.
    const words = message.replace(/: invalid compose project$/, "").match(/[\w./-]+/g) ?? [];
    const inner = place.length === 2 ? source.valueBelow(place, words.at(-1) ?? "") : undefined;
    const span = inner ?? source.at(place);
    if (span) return span;
  }
  return lineSpan(source.text, 1);
}

function lineSpan(text: string, line: number): Span {
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const own = lines[line - 1] ?? "";
  return { start: start + (own.length - own.trimStart().length), end: start + Math.max(own.length, 1) };
}

function warningPlace(warning: string, source: ComposeSource): Span | undefined {
  const variable = /^The "(\w+)" variable is not set/.exec(warning)?.[1];
  if (variable !== undefined) return source.variable(variable);
  if (warning.includes("the attribute `version` is obsolete")) return source.at(["version"]);
  return undefined;
}
