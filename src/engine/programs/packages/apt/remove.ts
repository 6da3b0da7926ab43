/** `apt-get remove`, `purge`, `autoremove`. */
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import type { Process } from "../../program.ts";
import { type InstalledDeb, listPath, readAuto, readStatus, writeAuto, writeStatus } from "../dpkg-database.ts";
import { print, printError } from "../lab.ts";
import type { AptArguments } from "./arguments.ts";
import { debPackages } from "./catalogue.ts";
import { amount } from "./update.ts";

/** Exit code 0, 1 when not confirmed, 100 for an unknown name. */
export async function removeCommand(process: Process, args: AptArguments): Promise<number> {
  const { fs } = process;
  const say = args.flags.has("very-quiet") ? () => {} : (...lines: string[]) => print(process, ...lines);
  say("Reading package lists...", "Building dependency tree...", "Reading state information...");
  const status = new Map(
    readStatus(fs)
      .filter(({ configOnly }) => !configOnly)
      .map((item) => [item.name, item]),
  );
  for (const name of args.words) {
    if (status.has(name)) continue;
    if (!debPackages().has(name)) {
      printError(process, `E: Unable to locate package ${name}`);
      return 100;
    }
    say(`Package '${name}' is not installed, so not removed`);
  }
  const going = new Set(args.words.filter((name) => status.has(name)));
  // What needs a package that goes, goes too.
  for (let size = -1; size !== going.size; ) {
    size = going.size;
    for (const item of status.values()) if (item.depends.some((name) => going.has(name))) going.add(item.name);
  }
  const essential = [...going].filter((name) => status.get(name)?.essential);
  if (essential.length > 0 && !args.flags.has("allow-essential")) {
    printError(process, "E: Removing essential system-critical packages is not permitted. This might break the system.");
    return 100;
  }
  const auto = readAuto(fs);
  if (args.command.startsWith("auto") || args.flags.has("auto")) for (const name of orphans(status, auto, going)) going.add(name);
  if (going.size === 0) {
    say("0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.");
    return 0;
  }
  const list = [...going].sort();
  const purge = args.command === "purge" || args.command === "autopurge" || args.flags.has("purge");
  const freed = list.reduce((sum, name) => sum + (status.get(name)?.installedKb ?? 0) * 1000, 0);
  say(
    "The following packages will be REMOVED:",
    `  ${list.map((name) => name + (purge ? "*" : "")).join(" ")}`,
    `0 upgraded, 0 newly installed, ${list.length} to remove and 0 not upgraded.`,
    `After this operation, ${amount(freed)} disk space will be freed.`,
  );
  if (!args.flags.has("yes") && !/^y/i.test((await process.input.readLine()) ?? "")) {
    process.stdout("Do you want to continue? [Y/n] Abort.\n");
    return 1;
  }
  for (const [index, name] of list.entries()) {
    if (index === 0) say("(Reading database ... 6083 files and directories currently installed.)");
    say(`Removing ${name} (${status.get(name)?.version}) ...`);
    await process.clock.sleep(60, process.signal);
    removeFiles(fs, name);
    status.delete(name);
    auto.delete(name);
  }
  writeStatus(fs, [...status.values()]);
  writeAuto(fs, auto);
  return 0;
}

/** Automatically installed, and nothing that stays needs it. */
function orphans(status: ReadonlyMap<string, InstalledDeb>, auto: ReadonlySet<string>, going: ReadonlySet<string>): string[] {
  const needed = new Set<string>();
  const visit = (name: string): void => {
    if (needed.has(name) || going.has(name)) return;
    needed.add(name);
    const item = debPackages().get(name);
    for (const dependency of [...(status.get(name)?.depends ?? []), ...(item?.recommends ?? [])]) visit(dependency);
  };
  for (const name of status.keys()) if (!auto.has(name)) visit(name);
  return [...auto].filter((name) => status.has(name) && !needed.has(name));
}

/** Deletes what the package's list names, and directories that are left empty. */
function removeFiles(fs: WorkingTree, name: string): void {
  const path = listPath(name);
  const files = fs.exists(path)
    ? fs
        .readText(path)
        .split("\n")
        .filter((line) => line !== "" && line !== "/.")
    : [];
  for (const file of files.reverse()) {
    const node = fs.lookup(file, { follow: false });
    if (node && node.kind !== "directory") fs.remove(file);
    const folder = file.slice(0, file.lastIndexOf("/"));
    if (folder.split("/").length > 3 && fs.lookup(folder, { follow: false })?.kind === "directory" && fs.readdir(folder).length === 0)
      fs.remove(folder);
  }
  fs.remove(path, { force: true });
}
