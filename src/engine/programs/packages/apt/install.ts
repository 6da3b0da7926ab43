/** `apt-get install`. */
import type { Process } from "../../program.ts";
import { readAuto, readStatus, writeAuto } from "../dpkg-database.ts";
import { hole } from "../binaries.ts";
import { downloadTime, print, printError, sayLab } from "../lab.ts";
import type { AptArguments } from "./arguments.ts";
import { emptyPackages } from "../libraries.ts";
import { type DebPackage, debPackages, essentialPackages, findDeb, versionAt } from "./catalogue.ts";
import { listsTime, type Release, releaseOf } from "./lists.ts";
import { installDebs, resolveDebs, type Selected } from "./resolve.ts";
import { amount } from "./update.ts";

/** Exit code 0, 1 when it was not confirmed, 100 for anything else that went wrong. */
export async function installCommand(process: Process, args: AptArguments, options: { quietStart?: boolean } = {}): Promise<number> {
  const { fs, clock, signal } = process;
  const quiet = args.flags.has("very-quiet");
  const say = quiet ? () => {} : (...lines: string[]) => print(process, ...lines);
  if (!options.quietStart) say("Reading package lists...", "Building dependency tree...", "Reading state information...");
  await clock.sleep(300, signal);
  const release = releaseOf(fs);
  const time = listsTime(fs);
  const status = new Map(
    readStatus(fs)
      .filter(({ configOnly }) => !configOnly)
      .map((item) => [item.name, item]),
  );
  const wanted: { name: string; version?: string }[] = args.words
    .filter((word) => !word.endsWith(".deb"))
    .map((word) => {
      const [written = "", version] = word.split("=");
      const name = written.replace(/[:/].*$/, "");
      return version === undefined ? { name } : { name, version };
    });
  if (args.words.some((word) => word.endsWith(".deb"))) {
    sayLab(process, "installing a .deb file by its path is not part of the lab.");
    return 100;
  }
  let failed = false;
  for (const { name, version } of wanted) {
    const item = time === undefined ? undefined : findDeb(name);
    const offered = item && time !== undefined ? versionAt(item, release.codename, time) : status.get(name)?.version;
    if (offered === undefined) {
      printError(process, `E: Unable to locate package ${name}`);
      failed = true;
    } else if (version !== undefined && !matchesVersion(offered, version)) {
      printError(process, `E: Version '${version}' for '${name}' was not found`);
      failed = true;
    }
  }
  if (failed)
    return notFound(
      process,
      wanted.map(({ name }) => name),
      time,
      release,
    );
  const empty = wanted.filter(({ name }) => !status.has(name) && !debPackages().has(name));
  if (empty.length > 0) sayLab(process, emptyPackages(empty.map(({ name }) => name)));
  const automatic = readAuto(fs);
  const names = wanted.map(({ name }) => name);
  for (const name of names) {
    const own = status.get(name);
    const item = findDeb(name);
    if (!own || (item && time !== undefined && versionAt(item, release.codename, time) !== own.version)) continue;
    say(`${name} is already the newest version (${own.version}).`);
    if (automatic.has(name)) say(`${name} set to manually installed.`);
    automatic.delete(name);
  }
  const outdated = names.filter((name) => {
    const [own, item] = [status.get(name), findDeb(name)];
    return own && item && time !== undefined && versionAt(item, release.codename, time) !== own.version;
  });
  const installed = new Set([...status.keys()].filter((name) => !outdated.includes(name)));
  const chosen = resolveDebs(names, installed, !args.flags.has("no-recommends"));
  const selected = chosen.map(
    ({ item, automatic: auto }): Selected => ({ item, automatic: auto, version: versionAt(item, release.codename, time ?? 0) }),
  );
  if (selected.length === 0) {
    say("0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.");
    writeAuto(fs, automatic);
    return 0;
  }
  const download = selected.reduce((sum, { item }) => sum + item.downloadKb * 1000, 0);
  const space = selected.reduce((sum, { item }) => sum + item.installedKb * 1000, 0);
  const additional = selected.filter(({ item }) => !names.includes(item.name)).map(({ item }) => item.name);
  if (additional.length > 0) say("The following additional packages will be installed:", ...wrap(additional));
  const left = recommendedLeftOut(selected, installed);
  if (args.flags.has("no-recommends") && left.length > 0) say("Recommended packages:", ...wrap(left));
  say("The following NEW packages will be installed:", ...wrap(selected.map(({ item }) => item.name)));
  say(
    `${outdated.length} upgraded, ${selected.length - outdated.length} newly installed, 0 to remove and 0 not upgraded.`,
    `Need to get ${amount(download)} of archives.`,
    `After this operation, ${amount(space)} of additional disk space will be used.`,
  );
  if (args.flags.has("dry-run")) return 0;
  if (
    !args.flags.has("yes") &&
    (args.flags.has("assume-no") || needsAnswer(names, additional)) &&
    !/^y/i.test((await process.input.readLine()) ?? "")
  ) {
    process.stdout("Do you want to continue? [Y/n] Abort.\n");
    return 1;
  }
  if (!(await fetchAll(process, say, selected, release, download, time))) return 100;
  if (process.env.get("DEBIAN_FRONTEND") !== "noninteractive" && !quiet) {
    printError(process, "debconf: delaying package configuration, since apt-utils is not installed");
  }
  await unpackAll(process, say, selected);
  for (const name of names) automatic.delete(name);
  for (const { item, automatic: auto } of selected) if (auto) automatic.add(item.name);
  installDebs(fs, selected);
  writeAuto(fs, automatic);
  keepArchives(process, selected);
  return 0;
}

/** apt asks only when it does more than it was told to. */
function needsAnswer(names: readonly string[], additional: readonly string[]): boolean {
  return names.length > 0 && additional.length > 0;
}

function matchesVersion(offered: string, wanted: string): boolean {
  return wanted.endsWith("*") ? offered.startsWith(wanted.slice(0, -1)) : offered === wanted;
}

function notFound(process: Process, names: readonly string[], time: number | undefined, { id }: Release): number {
  if (time === undefined) return 100;
  const known = new Set([...debPackages().keys(), ...essentialPackages().map(({ name }) => name)]);
  const strange = names.filter((name) => !known.has(name) && !findDeb(name));
  if (strange.length > 0)
    sayLab(
      process,
      `the lab's mirror of ${id === "ubuntu" ? "Ubuntu" : "Debian"} holds ${debPackages().size} common packages; ${strange.join(", ")} ${strange.length === 1 ? "is" : "are"} not among them.`,
    );
  return 100;
}

/** Names of a list, in lines as apt breaks them. */
function wrap(names: readonly string[]): string[] {
  const lines: string[] = [];
  let line = " ";
  for (const name of [...new Set(names)].sort()) {
    if (line.length + name.length + 1 > 79) {
      lines.push(line);
      line = " ";
    }
    line += ` ${name}`;
  }
  return [...lines, line];
}

function recommendedLeftOut(selected: readonly Selected[], installed: ReadonlySet<string>): string[] {
  const chosen = new Set(selected.map(({ item }) => item.name));
  return [...new Set(selected.flatMap(({ item }) => item.recommends))].filter((name) => !chosen.has(name) && !installed.has(name));
}

/** Downloads; `false` when a file is gone from the mirror or there is no network. */
async function fetchAll(
  process: Process,
  say: (...lines: string[]) => void,
  selected: readonly Selected[],
  release: Release,
  total: number,
  time: number | undefined,
): Promise<boolean> {
  const now = process.clock.now();
  const errors: string[] = [];
  for (const [index, { item, version }] of selected.entries()) {
    const { uri, suite } = originOf(item, release, version);
    const host = uri.replace("http://", "").replace(/\/.*$/, "");
    const file = `${uri}/pool/main/${poolFolder(item.name)}/${item.name}_${version.replace(/^\d+:/, "").replaceAll("+", "%2b").replaceAll("~", "%7e")}_amd64.deb`;
    if (process.network === "none") {
      if (index === 0) await process.clock.sleep(4_000, process.signal);
      say(`Err:${index + 1} ${uri} ${suite}/main amd64 ${item.name} amd64 ${version}`, `  Temporary failure resolving '${host}'`);
      errors.push(`E: Failed to fetch ${file}  Temporary failure resolving '${host}'`);
    } else if (versionAt(item, release.codename, now) !== version) {
      say(`Err:${index + 1} ${uri} ${suite}/main amd64 ${item.name} amd64 ${version}`, "  404  Not Found [IP: 151.101.2.132 80]");
      errors.push(`E: Failed to fetch ${file}  404  Not Found [IP: 151.101.2.132 80]`);
    } else {
      await process.clock.sleep(downloadTime(item.downloadKb * 1000), process.signal);
      say(`Get:${index + 1} ${uri} ${suite}/main amd64 ${item.name} amd64 ${version} [${amount(item.downloadKb * 1000)}]`);
    }
  }
  if (errors.length > 0) {
    printError(process, ...errors, "E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?");
    if (process.network !== "none" && time !== undefined) say("");
    return false;
  }
  const seconds = Math.max(1, Math.round(downloadTime(total) / 1000));
  say(`Fetched ${amount(total)} in ${seconds}s (${amount(total / seconds)}/s)`);
  return true;
}

function originOf(item: DebPackage, { codename, id }: Release, version: string): { uri: string; suite: string } {
  if (id === "ubuntu")
    return { uri: "http://archive.ubuntu.com/ubuntu", suite: `${codename}${/ubuntu\d+\.\d/.test(version) ? "-updates" : ""}` };
  return version !== item.version && /deb\d+u/.test(version)
    ? { uri: "http://deb.debian.org/debian-security", suite: `${codename}-security` }
    : { uri: "http://deb.debian.org/debian", suite: codename };
}

function poolFolder(name: string): string {
  return `${name.startsWith("lib") ? name.slice(0, 4) : name[0]}/${name}`;
}

async function unpackAll(process: Process, say: (...lines: string[]) => void, selected: readonly Selected[]): Promise<void> {
  let files = 6_083;
  for (const [index, { item, version }] of selected.entries()) {
    say(`Selecting previously unselected package ${item.name}.`);
    if (index === 0) say(`(Reading database ... ${files} files and directories currently installed.)`);
    say(`Preparing to unpack .../${item.name}_${version.replace(/^\d+:/, "")}_amd64.deb ...`, `Unpacking ${item.name} (${version}) ...`);
    files += 10;
    await process.clock.sleep(40 + item.installedKb / 60, process.signal);
  }
  for (const { item, version } of selected) {
    say(`Setting up ${item.name} (${version}) ...`);
    if (item.name === "ca-certificates") say("Updating certificates in /etc/ssl/certs...", "142 added, 0 removed; done.");
    await process.clock.sleep(50, process.signal);
  }
  if (selected.some(({ item }) => item.files.some((file) => file.startsWith("lib:"))))
    say("Processing triggers for libc-bin (2.36-9+deb12u10) ...");
}

/** Official images delete archives after each installation; where that was taken out, they stay. */
function keepArchives({ fs }: Process, selected: readonly Selected[]): void {
  if (fs.exists("/etc/apt/apt.conf.d/docker-clean")) return;
  for (const { item, version } of selected) {
    fs.writeFile(
      `/var/cache/apt/archives/${item.name}_${version.replaceAll(":", "%3a")}_amd64.deb`,
      hole(item.downloadKb * 1000, "!<arch>\n"),
      { parents: true },
    );
  }
}
