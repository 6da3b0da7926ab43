/** Files of an installed distribution, and what is known of those that are there. */
import { contentDigest } from "../../../filesystem/digest.ts";
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { packageSources } from "../../python/packages/index.ts";
import { hole, library } from "../binaries.ts";
import type { PythonPackage } from "./catalogue.ts";
import { consoleScript, writeDistInfo } from "./layout.ts";
import { normalize } from "./requirement.ts";

export interface Target {
  readonly site: string;
  readonly bin: string;
  /** For the first line of scripts. */
  readonly interpreter: string;
  /** `cpython-312` */
  readonly tag: string;
  readonly musl: boolean;
  /** Write compiled files as well. */
  readonly compile: boolean;
}

/** Writes a distribution: package, compiled files, scripts, `dist-info`. Returns the paths. */
export function unpackWheel(fs: WorkingTree, item: PythonPackage, version: string, target: Target, requested: boolean): string[] {
  const { site, bin, interpreter, tag, musl, compile } = target;
  const paths = new Set<string>();
  const put = (path: string, content: Parameters<WorkingTree["writeFile"]>[1], mode = 0o644): void => {
    fs.writeFile(path, content, { mode, parents: true });
    paths.add(path);
  };
  const native = item.wheels !== "any";
  const folder = `${site}/${item.importName.replaceAll(".", "/")}`;
  const source = item.installedSize * (native ? 0.25 : 0.48);
  const compiled = item.installedSize * (native ? 0.2 : 0.48);
  // Each with what it begins with and its part of the whole.
  const modules: [string, string, number][] = [
    ["__init__", `__version__ = "${version}"\n`, 0.1],
    ["_version", `version = "${version}"\n`, 0.02],
    ["core", "", 0.53],
    ["helpers", "", 0.35],
  ];
  const sources = packageSources(item.name, version);
  for (const [path, text] of sources ?? []) put(`${site}/${path}`, text);
  for (const [name, begin, share] of modules) {
    put(`${folder}/${name}.py`, hole(source * share, sources?.get(`${item.importName}/${name}.py`) ?? begin));
    if (compile) put(`${folder}/__pycache__/${name}.${tag}.pyc`, hole(compiled * share));
  }
  if (native) put(`${folder}/_native.${tag}-x86_64-linux-${musl ? "musl" : "gnu"}.so`, library(item.installedSize * 0.53), 0o755);
  for (const [name, entry] of Object.entries(item.scripts)) {
    const [module = "", callable = ""] = entry.split(":");
    put(`${bin}/${name}`, consoleScript(interpreter, module, callable.split(".")[0] ?? ""), 0o755);
  }
  const scripts = Object.entries(item.scripts)
    .map(([name, entry]) => `${name} = ${entry}\n`)
    .join("");
  const info = {
    name: item.name,
    version,
    summary: `${item.name} for Python`,
    requires: item.requires,
    requested,
    record: [...paths],
    topLevel: item.importName.split(".")[0] ?? "",
    ...(scripts ? { scripts } : {}),
  };
  return [...paths, ...writeDistInfo(fs, site, info)];
}

export interface InstalledDist {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly requires: readonly string[];
  /** Absolute. */
  readonly info: string;
  readonly site: string;
  readonly editable?: string;
}

/** Everything in these folders, sorted by name; the first folder that has a name wins. */
export function installedDists(fs: WorkingTree, folders: readonly string[]): InstalledDist[] {
  const found = new Map<string, InstalledDist>();
  for (const site of folders) {
    if (!fs.exists(site)) continue;
    for (const entry of fs.readdir(site)) {
      if (!entry.endsWith(".dist-info") || !fs.exists(`${site}/${entry}/METADATA`)) continue;
      const dist = readMetadata(fs, site, `${site}/${entry}`);
      if (!found.has(normalize(dist.name))) found.set(normalize(dist.name), dist);
    }
  }
  return [...found.values()].sort((a, b) => (normalize(a.name) < normalize(b.name) ? -1 : 1));
}

function readMetadata(fs: WorkingTree, site: string, info: string): InstalledDist {
  const lines = fs.readText(`${info}/METADATA`).split("\n");
  const field = (name: string): string => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
  const url = fs.exists(`${info}/direct_url.json`) ? /file:\/\/([^"]+)"/.exec(fs.readText(`${info}/direct_url.json`))?.[1] : undefined;
  return {
    name: field("Name"),
    version: field("Version"),
    summary: field("Summary"),
    requires: lines.filter((line) => line.startsWith("Requires-Dist: ")).map((line) => line.slice(15)),
    info,
    site,
    ...(url ? { editable: url } : {}),
  };
}

/** Removes a distribution's files by its RECORD; returns the paths that went. */
export function removeDist(fs: WorkingTree, dist: InstalledDist): string[] {
  const record = `${dist.info}/RECORD`;
  const listed = fs.exists(record)
    ? fs
        .readText(record)
        .split("\n")
        .map((line) => line.replace(/,[^,]*,[^,]*$/, ""))
        .filter(Boolean)
    : [];
  const paths = listed.map((path) => (path.startsWith("/") ? path : `${dist.site}/${path}`));
  for (const path of paths) fs.remove(path, { force: true });
  fs.remove(dist.info, { recursive: true, force: true });
  const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf("/"))));
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) removeEmpty(fs, folder, dist.site);
  return paths;
}

function removeEmpty(fs: WorkingTree, folder: string, stop: string): void {
  for (let at = folder; at.startsWith(`${stop}/`); at = at.slice(0, at.lastIndexOf("/"))) {
    if (fs.exists(at) && fs.readdir(at).length > 0) return;
    fs.remove(at, { force: true });
  }
}

/** What pip keeps of a download, so that the next time needs none: its HTTP cache. */
export function writeCache(fs: WorkingTree, folder: string, name: string, size: number): void {
  const key = contentDigest(hole(64, name));
  const path = `${folder}/http-v2/${[...key.slice(0, 5)].join("/")}/${key}`;
  fs.writeFile(`${path}.body`, hole(size, `${name}\n`), { parents: true });
  fs.writeFile(path, hole(1_200), { parents: true });
}

export function isCached(fs: WorkingTree, folder: string, name: string): boolean {
  const key = contentDigest(hole(64, name));
  return fs.exists(`${folder}/http-v2/${[...key.slice(0, 5)].join("/")}/${key}.body`);
}
