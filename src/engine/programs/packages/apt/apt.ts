/** `apt`, `apt-get`, `apt-cache`, `apt-mark`. */
import type { Process, Program } from "../../program.ts";
import { print, printError, sayLab } from "../lab.ts";
import { readAuto, readStatus, writeAuto } from "../dpkg-database.ts";
import { debPackages, versionAt } from "./catalogue.ts";
import { installCommand } from "./install.ts";
import { listsFolder, listsTime, releaseOf } from "./lists.ts";
import { parseApt, type AptArguments } from "./arguments.ts";
import { removeCommand } from "./remove.ts";
import { update } from "./update.ts";

const help = [
  "apt 2.6.1 (amd64)",
  "Usage: apt-get [options] command",
  "       apt-get [options] install|remove pkg1 [pkg2 ...]",
  "",
  "Most used commands:",
  "  update - Retrieve new lists of packages",
  "  upgrade - Perform an upgrade",
  "  install - Install new packages (pkg is libc6 not libc6.deb)",
  "  remove - Remove packages",
  "  purge - Remove packages and config files",
  "  autoremove - Remove automatically all unused packages",
  "  clean - Erase downloaded archive files",
];

export const apt: Program = async (process, descriptor) => {
  const tool = String(descriptor.data?.tool ?? "apt-get");
  const args = parseApt(process.argv.slice(1));
  if (args.unknown) {
    printError(
      process,
      args.unknown.startsWith("--")
        ? `E: Command line option ${args.unknown} is not understood in combination with the other options`
        : `E: Command line option '${args.unknown[1]}' [from ${args.unknown}] is not understood in combination with the other options.`,
    );
    return 100;
  }
  if (tool === "apt" && !process.terminal?.stdout && args.command)
    printError(process, "", "WARNING: apt does not have a stable CLI interface. Use with caution in scripts.", "");
  if (args.flags.has("version")) {
    print(process, "apt 2.6.1 (amd64)");
    return 0;
  }
  if (tool === "apt-mark") return mark(process, args);
  if (tool === "apt-cache" || ["search", "show", "policy", "madison", "list"].includes(args.command)) return query(process, args);
  if (tool === "apt-config") return 0;
  const changes = [
    "update",
    "install",
    "remove",
    "purge",
    "autoremove",
    "autopurge",
    "upgrade",
    "dist-upgrade",
    "full-upgrade",
    "clean",
    "autoclean",
    "reinstall",
    "build-dep",
  ];
  if (changes.includes(args.command) && process.uid !== 0) return notRoot(process, args.command);
  switch (args.command) {
    case "update":
      return update(process, args, tool);
    case "install":
    case "reinstall":
      return installCommand(process, args);
    case "upgrade":
    case "dist-upgrade":
    case "full-upgrade":
      return upgrade(process);
    case "remove":
    case "purge":
    case "autoremove":
    case "autopurge":
      return removeCommand(process, args);
    case "clean":
    case "autoclean":
      for (const name of process.fs.exists("/var/cache/apt/archives") ? process.fs.readdir("/var/cache/apt/archives") : []) {
        if (name.endsWith(".deb")) process.fs.remove(`/var/cache/apt/archives/${name}`);
      }
      for (const name of ["pkgcache.bin", "srcpkgcache.bin"]) process.fs.remove(`/var/cache/apt/${name}`, { force: true });
      return 0;
    case "check":
      print(process, "Reading package lists...", "Building dependency tree...", "Reading state information...");
      return 0;
    case "":
    case "help":
      print(process, ...help);
      return 0;
    case "build-dep":
    case "source":
    case "download":
    case "changelog":
    case "edit-sources":
      sayLab(process, `${tool} ${args.command} is not part of the lab.`);
      return 100;
    default:
      printError(process, `E: Invalid operation ${args.command}`);
      return 100;
  }
};

function notRoot(process: Process, command: string): number {
  if (command === "update")
    printError(
      process,
      `E: Could not open lock file ${listsFolder}/lock - open (13: Permission denied)`,
      `E: Unable to lock directory ${listsFolder}/`,
    );
  else
    printError(
      process,
      "E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)",
      "E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?",
    );
  return 100;
}

/** The snapshot has nothing newer than what the images hold, but for packages that move on. */
async function upgrade(process: Process): Promise<number> {
  print(process, "Reading package lists...", "Building dependency tree...", "Reading state information...", "Calculating upgrade...");
  const time = listsTime(process.fs);
  const { codename } = releaseOf(process.fs);
  const outdated =
    time === undefined
      ? []
      : readStatus(process.fs).filter(({ name, version }) => {
          const item = debPackages().get(name);
          return item !== undefined && versionAt(item, codename, time) !== version;
        });
  if (outdated.length > 0)
    return installCommand(process, { ...parseApt(["install", "-y"]), words: outdated.map(({ name }) => name) }, { quietStart: true });
  print(process, "0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.");
  return 0;
}

function mark(process: Process, { command, words }: AptArguments): number {
  const auto = readAuto(process.fs);
  const names = readStatus(process.fs).map(({ name }) => name);
  if (command === "showmanual" || command === "showauto") {
    print(process, ...names.filter((name) => auto.has(name) === (command === "showauto")));
    return 0;
  }
  if (command === "auto" || command === "manual") {
    for (const word of words.filter((name) => name !== ".*")) {
      if (!names.includes(word)) {
        printError(process, `E: Unable to locate package ${word}`);
        return 100;
      }
    }
    for (const word of words.includes(".*") ? names : words) {
      if (command === "auto") auto.add(word);
      else auto.delete(word);
      if (!words.includes(".*")) print(process, `${word} set to ${command === "auto" ? "automatically" : "manually"} installed.`);
    }
    writeAuto(process.fs, auto);
    return 0;
  }
  if (command === "hold" || command === "unhold") {
    for (const word of words) print(process, command === "hold" ? `${word} set on hold.` : `Canceled hold on ${word}.`);
    return 0;
  }
  printError(process, `E: Invalid operation ${command}`);
  return 100;
}

function query(process: Process, { command, words, flags }: AptArguments): number {
  const time = listsTime(process.fs);
  const installed = new Map(readStatus(process.fs).map((item) => [item.name, item]));
  const { codename } = releaseOf(process.fs);
  if (command === "list" && (flags.has("installed") || time === undefined)) {
    print(process, "Listing...", ...[...installed.values()].map(({ name, version }) => `${name}/now ${version} amd64 [installed,local]`));
    return 0;
  }
  const known = time === undefined ? [] : [...debPackages().values()];
  if (command === "search") {
    for (const item of known.filter(({ name, description }) => words.every((word) => `${name} ${description}`.includes(word))))
      print(process, `${item.name} - ${item.description}`);
    return 0;
  }
  for (const word of words) {
    const item = known.find(({ name }) => name === word);
    const own = installed.get(word);
    if (!item && !own) {
      printError(process, command === "show" ? `E: No packages found` : `N: Unable to locate package ${word}`);
      if (command === "show") return 100;
      continue;
    }
    const candidate = item && time !== undefined ? versionAt(item, codename, time) : own?.version;
    if (command === "policy")
      print(
        process,
        `${word}:`,
        `  Installed: ${own?.version ?? "(none)"}`,
        `  Candidate: ${candidate}`,
        "  Version table:",
        `     ${candidate} 500`,
        `        500 http://deb.debian.org/debian ${codename}/main amd64 Packages`,
      );
    else if (command === "madison")
      print(process, `${word.padStart(10)} | ${candidate} | http://deb.debian.org/debian ${codename}/main amd64 Packages`);
    else if (command === "list") print(process, `${word}/${codename} ${candidate} amd64${own ? " [installed]" : ""}`);
    else
      print(
        process,
        `Package: ${word}`,
        `Version: ${candidate}`,
        `Installed-Size: ${item?.installedKb ?? own?.installedKb} kB`,
        `Depends: ${(item ?? own)?.depends.join(", ")}`,
        `Description: ${(item ?? own)?.description}`,
        "",
      );
  }
  return 0;
}
