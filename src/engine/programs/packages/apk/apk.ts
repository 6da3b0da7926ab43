/** Alpine's package manager. */
import type { Process, Program } from "../../program.ts";
import { type InstalledApk, readInstalled, readWorld, writeInstalled, writeWorld } from "../apk-database.ts";
import { hole } from "../binaries.ts";
import { downloadTime, print, printError, sayLab } from "../lab.ts";
import { emptyPackages } from "../libraries.ts";
import { type ApkPackage, apkPackages, findApk } from "./catalogue.ts";
import { unpackApk } from "./unpack.ts";

interface Arguments {
  readonly command: string;
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
  /** `--virtual NAME` */
  readonly virtual?: string;
}

const valued = new Set([
  "-t",
  "--virtual",
  "-X",
  "--repository",
  "-p",
  "--root",
  "--arch",
  "--keys-dir",
  "--repositories-file",
  "--cache-dir",
  "--wait",
  "--progress-fd",
  "--cache-max-age",
  "--timeout",
]);
const indexLifetime = 4 * 3600 * 1000;
const cacheFolder = "/var/cache/apk";
const indexNames = ["APKINDEX.9e5c1a7f.tar.gz", "APKINDEX.46f2d0b8.tar.gz"];

function parse(argv: readonly string[]): Arguments {
  const words: string[] = [];
  const flags = new Set<string>();
  let virtual: string | undefined;
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] as string;
    const [name = "", inline] = word.startsWith("--") ? word.split("=") : [word];
    if (valued.has(name)) {
      const value = inline ?? argv[++index];
      if (name === "-t" || name === "--virtual") virtual = value;
    } else if (word.startsWith("--")) flags.add(word.slice(2));
    else if (/^-[a-zA-Z]+$/.test(word)) for (const letter of word.slice(1)) flags.add(letter);
    else words.push(word);
  }
  const [command = "", ...rest] = words;
  return { command, words: rest, flags, ...(virtual !== undefined ? { virtual } : {}) };
}

export const apk: Program = async (process) => {
  const args = parse(process.argv.slice(1));
  if (args.flags.has("version")) {
    print(process, "apk-tools 2.14.9, compiled for x86_64.");
    return 0;
  }
  if (["add", "del", "update", "upgrade", "fix", "cache"].includes(args.command) && process.uid !== 0) {
    printError(process, "ERROR: Unable to lock database: Permission denied", "ERROR: Failed to open apk database: Permission denied");
    return 99;
  }
  switch (args.command) {
    case "update": {
      const there = await fetchIndex(process, true);
      if (!there) return finish(process, 2, "unavailable");
      print(
        process,
        `v${alpineVersion(process)} [https://dl-cdn.alpinelinux.org/alpine/v${branch(process)}/main]`,
        `v${alpineVersion(process)} [https://dl-cdn.alpinelinux.org/alpine/v${branch(process)}/community]`,
        `OK: ${apkPackages().size} distinct packages available`,
      );
      return 0;
    }
    case "add":
      return add(process, args);
    case "del":
      return del(process, args);
    case "upgrade":
      if (!(await fetchIndex(process, !args.flags.has("no-cache")))) return finish(process, 2, "unavailable");
      return ok(process);
    case "info":
    case "list":
      return info(process, args);
    case "search":
      return search(process, args);
    case "fix":
    case "cache":
    case "policy":
    case "fetch":
    case "index":
    case "audit":
    case "verify":
    case "stats":
    case "dot":
      sayLab(process, `apk ${args.command} is not part of the lab.`);
      return 1;
    default:
      print(process, "apk-tools 2.14.9, compiled for x86_64.", "", "usage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]");
      if (args.command !== "") printError(process, `ERROR: '${args.command}' is not an apk command. See 'apk --help'.`);
      return args.command === "" ? 0 : 1;
  }
};

/** `3.22` of 3.22.0. */
function branch(process: Process): string {
  return alpineVersion(process).split(".").slice(0, 2).join(".");
}

function alpineVersion({ fs }: Process): string {
  return fs.exists("/etc/alpine-release") ? fs.readText("/etc/alpine-release").trim() : "3.22.0";
}

/** Brings the indexes; keeps them when `keep`. `false` without a network. */
async function fetchIndex(process: Process, keep: boolean): Promise<boolean> {
  const quiet = process.argv.includes("-q") || process.argv.includes("--quiet");
  const failed: string[] = [];
  for (const repository of ["main", "community"]) {
    const url = `https://dl-cdn.alpinelinux.org/alpine/v${branch(process)}/${repository}`;
    if (!quiet) print(process, `fetch ${url}/x86_64/APKINDEX.tar.gz`);
    if (process.network === "none") {
      await process.clock.sleep(5_000, process.signal);
      failed.push(`WARNING: ${keep ? "updating and opening" : "fetching"} ${url}: temporary error (try again later)`);
      printError(process, failed.at(-1) as string);
    } else await process.clock.sleep(downloadTime(repository === "main" ? 480_000 : 1_900_000), process.signal);
  }
  if (failed.length > 0) return false;
  if (keep) {
    process.fs.writeFile(`${cacheFolder}/${indexNames[0]}`, hole(480_000), { parents: true });
    process.fs.writeFile(`${cacheFolder}/${indexNames[1]}`, hole(1_900_000), { parents: true });
  }
  return true;
}

function finish(process: Process, code: number, what: string): number {
  printError(process, `${code} ${what}, 0 stale; ${readInstalled(process.fs).length} distinct packages available`);
  return 1;
}

async function add(process: Process, args: Arguments): Promise<number> {
  const { fs, clock, signal } = process;
  const noCache = args.flags.has("no-cache");
  const age = fs.lookup(`${cacheFolder}/${indexNames[0]}`)?.mtime;
  const fresh =
    !noCache &&
    !args.flags.has("U") &&
    !args.flags.has("update-cache") &&
    !args.flags.has("update") &&
    age !== undefined &&
    clock.now() - age < indexLifetime;
  const indexed = fresh || (await fetchIndex(process, !noCache));
  const installed = readInstalled(fs);
  const names = new Map(installed.map((item) => [item.name, item]));
  const wanted = args.words.map((word) => ({ word, name: word.replace(/[=<>~@].*$/, ""), constraint: /([=<>~]+)(.+)$/.exec(word) }));
  const missing = wanted.filter(({ name }) => !names.has(name) && (!indexed || !findApk(name)));
  const breaking = wanted.filter(
    ({ name, constraint }) =>
      constraint &&
      apkPackages().has(name) &&
      !constraintHolds(apkPackages().get(name)?.version ?? "", constraint[1] as string, constraint[2] as string),
  );
  if (missing.length > 0 || breaking.length > 0) {
    printError(process, "ERROR: unable to select packages:");
    for (const { word, name } of missing)
      printError(
        process,
        `  ${name} (no such package):`,
        `    required by: ${args.virtual ? `${args.virtual}-20260101.000000` : "world"}[${word}]`,
      );
    for (const { word, name } of breaking)
      printError(process, `  ${name}-${apkPackages().get(name)?.version}:`, `    breaks: world[${word}]`);
    const strange = missing.filter(({ name }) => indexed && !findApk(name));
    if (strange.length > 0)
      sayLab(
        process,
        `the lab's Alpine mirror holds ${apkPackages().size} common packages; ${strange.map(({ name }) => name).join(", ")} ${strange.length === 1 ? "is" : "are"} not among them.`,
      );
    return missing.length + breaking.length;
  }
  const empty = wanted.filter(({ name }) => !names.has(name) && !apkPackages().has(name));
  if (empty.length > 0) sayLab(process, emptyPackages(empty.map(({ name }) => name)));
  const chosen = closure(
    wanted.map(({ name }) => name),
    names,
  );
  const total = chosen.length + (args.virtual ? 1 : 0);
  let step = 0;
  for (const item of chosen) {
    print(process, `(${++step}/${total}) Installing ${item.name} (${item.version})`);
    await clock.sleep(downloadTime(item.downloadKb * 1000) + item.installedKb / 100, signal);
    const files = unpackApk(fs, item);
    installed.push({
      name: item.name,
      version: item.version,
      description: item.description,
      installedSize: item.installedKb * 1000,
      downloadSize: item.downloadKb * 1000,
      depends: item.depends,
      files,
    });
    if (item.files.some((file) => file.startsWith("bin:bash"))) print(process, `Executing ${item.name}-${item.version}.post-install`);
  }
  if (args.virtual) {
    print(process, `(${++step}/${total}) Installing ${args.virtual} (20260101.000000)`);
    installed.push({
      name: args.virtual,
      version: "20260101.000000",
      description: "virtual meta package",
      installedSize: 0,
      downloadSize: 0,
      depends: wanted.map(({ name }) => name),
      files: [],
    });
  }
  writeInstalled(fs, installed);
  writeWorld(fs, [...readWorld(fs), ...(args.virtual ? [args.virtual] : args.words)]);
  if (chosen.length > 0) print(process, `Executing busybox-${names.get("busybox")?.version ?? "1.37.0-r18"}.trigger`);
  if (chosen.some(({ name }) => name === "ca-certificates")) print(process, "Executing ca-certificates-20241121-r2.trigger");
  return ok(process);
}

function constraintHolds(version: string, operator: string, wanted: string): boolean {
  if (operator === "=" || operator === "==") return version === wanted || (wanted.endsWith("*") && version.startsWith(wanted.slice(0, -1)));
  if (operator.includes("~")) return version.startsWith(wanted);
  const order = version.localeCompare(wanted, "en", { numeric: true });
  return operator.includes(">")
    ? order > 0 || (operator.includes("=") && order === 0)
    : order < 0 || (operator.includes("=") && order === 0);
}

/** What must be installed, dependencies first. */
function closure(names: readonly string[], installed: ReadonlyMap<string, InstalledApk>): ApkPackage[] {
  const result: ApkPackage[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const item = findApk(name);
    if (!item || seen.has(name) || installed.has(name)) return;
    seen.add(name);
    item.depends.forEach(visit);
    result.push(item);
  };
  [...names].sort().forEach(visit);
  return result;
}

function ok(process: Process): number {
  const installed = readInstalled(process.fs);
  const bytes = installed.reduce((sum, { installedSize }) => sum + installedSize, 0);
  print(process, `OK: ${Math.round(bytes / (1 << 20))} MiB in ${installed.length} packages`);
  return 0;
}

async function del(process: Process, args: Arguments): Promise<number> {
  const { fs } = process;
  let installed = readInstalled(fs);
  const unknown = args.words.filter((name) => !installed.some((item) => item.name === name));
  let world = readWorld(fs).filter((entry) => !args.words.includes(entry.replace(/[=<>~@].*$/, "")));
  if (unknown.length === args.words.length) return ok(process);
  // What neither the world nor another package that stays needs, goes.
  const byName = new Map(installed.map((item) => [item.name, item]));
  const kept = new Set<string>();
  const keep = (name: string): void => {
    if (kept.has(name) || !byName.has(name)) return;
    kept.add(name);
    byName.get(name)?.depends.forEach(keep);
  };
  const base = installed.filter(
    ({ files, name }) =>
      files.length === 0 && !apkPackages().has(name) && !name.startsWith(".") && byName.get(name)?.description !== "virtual meta package",
  );
  for (const entry of world) keep(entry.replace(/[=<>~@].*$/, ""));
  for (const { name } of base) keep(name);
  const needed = args.words.filter((name) => kept.has(name));
  if (needed.length > 0) {
    for (const name of needed)
      printError(
        process,
        `World updated, but the following packages are not removed due to:`,
        `  ${name}: ${[...byName.values()]
          .filter((item) => kept.has(item.name) && item.depends.includes(name))
          .map((item) => item.name)
          .join(" ")}`,
        "",
      );
  }
  const going = installed.filter(({ name }) => !kept.has(name));
  for (const [index, item] of going.entries()) {
    print(process, `(${index + 1}/${going.length}) Purging ${item.name} (${item.version})`);
    await process.clock.sleep(20, process.signal);
    for (const file of item.files) fs.remove(file, { force: true });
  }
  installed = installed.filter(({ name }) => kept.has(name));
  world = [...new Set(world)];
  writeInstalled(fs, installed);
  writeWorld(fs, world);
  if (going.length > 0) print(process, `Executing busybox-${byName.get("busybox")?.version ?? "1.37.0-r18"}.trigger`);
  return ok(process);
}

function info(process: Process, { words, flags, command }: Arguments): number {
  const installed = readInstalled(process.fs).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (words.length === 0) {
    print(
      process,
      ...installed.map(({ name, version, description }) =>
        command === "list"
          ? `${name}-${version} x86_64 {${name}} () [installed]`
          : flags.has("v")
            ? `${name}-${version} - ${description}`
            : name,
      ),
    );
    return 0;
  }
  let code = 0;
  for (const word of words) {
    const item = installed.find(({ name }) => name === word);
    if (!item) {
      code = 1;
      continue;
    }
    if (flags.has("e") || flags.has("installed")) print(process, item.name);
    else if (flags.has("L") || flags.has("contents"))
      print(process, `${item.name}-${item.version} contains:`, ...item.files.map((file) => file.slice(1)), "");
    else if (flags.has("R") || flags.has("depends")) print(process, `${item.name}-${item.version} depends on:`, ...item.depends, "");
    else if (flags.has("s") || flags.has("size"))
      print(process, `${item.name}-${item.version} installed size:`, `${Math.round(item.installedSize / 1024)} KiB`, "");
    else
      print(
        process,
        `${item.name}-${item.version} description:`,
        item.description,
        "",
        `${item.name}-${item.version} installed size:`,
        `${Math.round(item.installedSize / 1024)} KiB`,
        "",
      );
  }
  return code;
}

async function search(process: Process, { words, flags }: Arguments): Promise<number> {
  const there = process.fs.exists(`${cacheFolder}/${indexNames[0]}`) || (flags.has("no-cache") && (await fetchIndex(process, false)));
  if (!there) {
    printError(
      process,
      ...["main", "community"].map(
        (name) =>
          `WARNING: opening from cache https://dl-cdn.alpinelinux.org/alpine/v${branch(process)}/${name}: No such file or directory`,
      ),
    );
    return 0;
  }
  for (const item of apkPackages().values())
    if (words.every((word) => item.name.includes(word.replaceAll("*", "")))) print(process, `${item.name}-${item.version}`);
  return 0;
}
