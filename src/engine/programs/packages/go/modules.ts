/** The module cache: `go mod download`, `go mod tidy`, `go get`. */
import { sha256Hex } from "../../../filesystem/digest.ts";
import type { Process } from "../../program.ts";
import { hole } from "../binaries.ts";
import { absolute, downloadTime, printError, sayLab } from "../lab.ts";
import { closure, type GoModule, goModules, isStandard, moduleFor } from "./catalogue.ts";
import { findModule } from "./main-module.ts";
import { formatGoMod, type GoMod, readPackage } from "./source.ts";

type Versions = ReadonlyMap<string, { item: GoModule; version: string }>;

export function moduleCache(process: Process): string {
  return (
    process.env.get("GOMODCACHE") ?? `${(process.env.get("GOPATH") ?? `${process.env.get("HOME") || "/root"}/go`).split(":")[0]}/pkg/mod`
  );
}

/** Capital letters are written `!x` in the cache. */
function escaped(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** Fetches what the cache has not; `false` after an error. `quiet` for `go mod download`. */
export async function download(process: Process, modules: Versions, quiet = false): Promise<boolean> {
  const cache = moduleCache(process);
  for (const { item, version } of modules.values()) {
    const folder = `${cache}/${escaped(item.path)}@${version}`;
    if (process.fs.exists(folder)) continue;
    if (process.network === "none") {
      await process.clock.sleep(2_000, process.signal);
      const host = "proxy.golang.org";
      printError(
        process,
        `go: ${item.path}@${version}: Get "https://${host}/${escaped(item.path)}/@v/${version}.mod": dial tcp: lookup ${host} on 127.0.0.11:53: server misbehaving`,
      );
      return false;
    }
    if (!quiet) printError(process, `go: downloading ${item.path} ${version}`);
    await process.clock.sleep(downloadTime(item.sourceSize / 4), process.signal);
    process.fs.writeFile(`${folder}/go.mod`, `module ${item.path}\n`, { mode: 0o444, parents: true });
    process.fs.writeFile(`${folder}/LICENSE`, hole(1_080), { mode: 0o444 });
    process.fs.writeFile(`${folder}/${item.path.replace(/\/v\d+$/, "").replace(/^.*\//, "")}.go`, hole(item.sourceSize), { mode: 0o444 });
    const index = `${cache}/cache/download/${escaped(item.path)}/@v/${version}`;
    process.fs.writeFile(`${index}.mod`, `module ${item.path}\n`, { parents: true });
    process.fs.writeFile(`${index}.info`, `{"Version":"${version}"}`);
    process.fs.writeFile(`${index}.zip`, hole(item.sourceSize / 4, "PK\x03\x04"));
    process.fs.writeFile(`${index}.ziphash`, `h1:${sha256Hex(`${item.path}@${version}`).slice(0, 43)}=`);
  }
  return true;
}

/** `go mod download`. */
export async function modDownload(process: Process): Promise<number> {
  const main = findModule(process);
  if (!main) return noModule(process, "go: no modules specified (see 'go help mod download')");
  if (main.mod.requires.size === 0) {
    printError(process, "go: no module dependencies to download");
    return 0;
  }
  const vouchedFor = summed(process, main.folder);
  const strange = [...main.mod.requires.keys()].find(
    (path) => !goModules().has(path) && !main.mod.replaces.has(path) && !vouchedFor.has(path),
  );
  if (strange && process.network !== "none") return notFound(process, strange, main.mod.requires.get(strange) ?? "");
  const modules = closure(main.mod.requires);
  if (!(await download(process, modules, true))) return 1;
  writeSums(process, main.folder, modules);
  return 0;
}

function noModule(process: Process, words: string): number {
  printError(process, words);
  return 1;
}

function notFound(process: Process, path: string, version: string): number {
  printError(
    process,
    `go: ${path}@${version}: reading ${path}/go.mod at revision ${version}: git ls-remote -q origin: exit status 128:\n\tfatal: could not read Username for 'https://${path.split("/")[0]}': terminal prompts disabled\nConfirm the import path was entered correctly.`,
  );
  unknownModule(process, path);
  return 1;
}

/** What `go.sum` has a checksum of, somebody has published: it is there, hollow. */
function summed(process: Process, folder: string): Set<string> {
  const path = `${folder}/go.sum`;
  const text = process.fs.exists(path) ? process.fs.readText(path) : "";
  return new Set(text.split("\n").map((line) => line.split(" ")[0] as string));
}

function writeSums(process: Process, folder: string, modules: Versions): void {
  const path = `${folder}/go.sum`;
  const known = process.fs.exists(path) ? process.fs.readText(path).split("\n").filter(Boolean) : [];
  const lines = new Set(known);
  for (const { item, version } of modules.values()) {
    if (known.some((line) => line.startsWith(`${item.path} ${version} `))) continue;
    const sum = (text: string): string => `h1:${sha256Hex(text).slice(0, 43)}=`;
    lines.add(`${item.path} ${version} ${sum(`${item.path}@${version}`)}`);
    lines.add(`${item.path} ${version}/go.mod ${sum(`${item.path}@${version}/go.mod`)}`);
  }
  const text = [...lines]
    .sort()
    .map((line) => `${line}\n`)
    .join("");
  if (lines.size !== known.length) process.fs.writeFile(path, text);
}

/** Every package imported below a folder that is not the module's own nor Go's. */
function externalImports(process: Process, folder: string, mod: GoMod): Set<string> {
  const found = new Set<string>();
  const visit = (at: string): void => {
    for (const file of readPackage(process.fs, at, true))
      for (const { path } of file.imports)
        if (path !== "C" && !isStandard(path) && path !== mod.path && !path.startsWith(`${mod.path}/`)) found.add(path);
    for (const name of process.fs.readdir(at))
      if (!name.startsWith(".") && name !== "vendor" && name !== "node_modules" && process.fs.lookup(`${at}/${name}`)?.kind === "directory")
        visit(`${at}/${name}`);
  };
  visit(folder);
  return found;
}

/** `go mod tidy`. */
export async function modTidy(process: Process): Promise<number> {
  const main = findModule(process);
  if (!main) return noModule(process, "go: go.mod file not found in current directory or any parent directory; see 'go help modules'");
  const requires = new Map<string, string>();
  for (const path of externalImports(process, main.folder, main.mod)) {
    const owner = moduleFor(path, [...main.mod.requires.keys(), ...goModules().keys()]);
    if (owner === undefined) {
      if (process.network === "none")
        printError(process, `go: ${main.mod.path} imports\n\t${path}: cannot find module providing package ${path}`);
      else {
        printError(
          process,
          `go: finding module for package ${path}`,
          `go: ${main.mod.path} imports\n\t${path}: cannot find module providing package ${path}`,
        );
        unknownModule(process, path);
      }
      return 1;
    }
    if (!main.mod.requires.has(owner)) printError(process, `go: finding module for package ${path}`);
    requires.set(owner, main.mod.requires.get(owner) ?? goModules().get(owner)?.versions[0] ?? "v0.0.0");
  }
  const modules = closure(requires);
  if (!(await download(process, modules))) return 1;
  for (const [path, version] of requires) if (!main.mod.requires.has(path)) printError(process, `go: found ${path} in ${path} ${version}`);
  const all = new Map([...modules].map(([path, { version }]) => [path, version]));
  process.fs.writeFile(`${main.folder}/go.mod`, formatGoMod({ ...main.mod, requires: all }, new Set(requires.keys())));
  if (all.size > 0) writeSums(process, main.folder, modules);
  else process.fs.remove(`${main.folder}/go.sum`, { force: true });
  return 0;
}

/** `go get MODULE[@VERSION]…`. */
export async function get(process: Process, words: readonly string[]): Promise<number> {
  const main = findModule(process);
  if (!main)
    return noModule(
      process,
      "go: go.mod file not found in current directory or any parent directory.\n\t'go get' is no longer supported outside a module.\n\tTo build and install a command, use 'go install' with a version,\n\tlike 'go install example.com/cmd@latest'\n\tFor more information, see https://golang.org/doc/go-get-install-deprecation\n\tor run 'go help get' or 'go help install'.",
    );
  const requires = new Map(main.mod.requires);
  const direct = new Set(main.mod.requires.keys());
  for (const word of words.filter((each) => !each.startsWith("-") && !each.startsWith("."))) {
    const [path = "", asked = "latest"] = word.split("@");
    const owner = moduleFor(path, goModules().keys());
    const item = owner === undefined ? undefined : goModules().get(owner);
    if (!item) {
      if (process.network === "none") {
        printError(
          process,
          `go: ${path}: module ${path}: Get "https://proxy.golang.org/${path}/@v/list": dial tcp: lookup proxy.golang.org on 127.0.0.11:53: server misbehaving`,
        );
        return 1;
      }
      return notFound(process, path, asked);
    }
    const version =
      asked === "latest" || asked === "upgrade"
        ? (item.versions[0] as string)
        : (item.versions.find((each) => each === asked || each.startsWith(`${asked}.`)) ??
          (/^v\d+\.\d+\.\d+$/.test(asked) ? asked : undefined));
    if (version === undefined) {
      printError(process, `go: ${path}@${asked}: invalid version: unknown revision ${asked}`);
      return 1;
    }
    requires.set(item.path, version);
    direct.add(item.path);
    if (!(await download(process, closure(new Map([[item.path, version]]))))) return 1;
    printError(process, `go: added ${item.path} ${version}`);
  }
  const modules = closure(requires);
  const all = new Map([...modules].map(([path, { version }]) => [path, version]));
  process.fs.writeFile(`${main.folder}/go.mod`, formatGoMod({ ...main.mod, requires: all }, direct));
  writeSums(process, main.folder, modules);
  return 0;
}

/** `go mod init`. */
export function modInit(process: Process, toolchain: { version: string }, name: string | undefined): number {
  const path = absolute(process.cwd, "go.mod");
  if (process.fs.exists(path)) return noModule(process, `go: ${path} already exists`);
  if (name === undefined)
    return noModule(
      process,
      `go: cannot determine module path for source directory ${process.cwd} (outside GOPATH, module path must be specified)\n\nExample usage:\n\t'go mod init example.com/m' to initialize a v0 or v1 module\n\t'go mod init example.com/m/v2' to initialize a v2 module\n\nRun 'go help mod init' for more information.`,
    );
  process.fs.writeFile(path, `module ${name}\n\ngo ${toolchain.version}\n`);
  printError(process, `go: creating new go.mod: module ${name}`);
  if (readPackage(process.fs, process.cwd).length > 0) printError(process, "go: to add module requirements and sums:\n\tgo mod tidy");
  return 0;
}

/** Parts of `go mod` that the lab leaves out. */
export function modOther(process: Process, word: string): number {
  if (word === "verify") {
    process.stdout("all modules verified\n");
    return 0;
  }
  if (["edit", "graph", "vendor", "why"].includes(word)) sayLab(process, `go mod ${word} is not part of the lab.`);
  else printError(process, `go mod ${word}: unknown command`, "Run 'go help mod' for usage.");
  return 2;
}

/** A module outside the catalogue: said once, in the lab's words. */
function unknownModule(process: Process, path: string): void {
  sayLab(process, `the lab's module proxy holds ${goModules().size} common modules; ${path} is not one of them.`);
}
