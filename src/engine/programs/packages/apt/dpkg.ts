/** `dpkg`, `dpkg-query`, `dpkg-deb`: what is installed. */
import type { Process, Program } from "../../program.ts";
import { listPath, readStatus } from "../dpkg-database.ts";
import { print, printError, sayLab } from "../lab.ts";

export const dpkg: Program = async (process) => {
  const [action = "", ...words] = process.argv
    .slice(1)
    .filter((word) => !/^-(W|f=|-no-pager)/.test(word) && !word.startsWith("--showformat"));
  if (process.argv.some((word) => word === "-W" || word === "--show"))
    return show(
      process,
      [action, ...words].filter((word) => word !== "" && !word.startsWith("-")),
    );
  switch (action) {
    case "-l":
    case "--list":
      return list(process, words);
    case "-L":
    case "--listfiles":
      return files(process, words);
    case "-s":
    case "--status":
      return status(process, words);
    case "-S":
    case "--search":
      return search(process, words);
    case "--print-architecture":
      print(process, "amd64");
      return 0;
    case "--get-selections":
      print(process, ...readStatus(process.fs).map(({ name }) => `${name}\t\t\t\t\tinstall`));
      return 0;
    case "--version":
      print(process, "Debian 'dpkg' package management program version 1.21.22 (amd64).");
      return 0;
    case "--add-architecture":
    case "--configure":
      return 0;
    case "":
      printError(process, "dpkg: error: need an action option");
      return 2;
    default:
      sayLab(process, `of dpkg the lab knows -l, -L, -s, -S, -W and --print-architecture; not ${action}.`);
      return 2;
  }
};

function list(process: Process, patterns: readonly string[]): number {
  const all = readStatus(process.fs).filter(({ name }) => patterns.length === 0 || patterns.some((pattern) => globMatches(pattern, name)));
  if (all.length === 0) {
    for (const pattern of patterns) printError(process, `dpkg-query: no packages found matching ${pattern}`);
    return 1;
  }
  const width = Math.max(14, ...all.map(({ name }) => name.length));
  const second = Math.max(12, ...all.map(({ version }) => version.length));
  print(
    process,
    "Desired=Unknown/Install/Remove/Purge/Hold",
    "| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend",
    "|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)",
  );
  print(
    process,
    `||/ ${"Name".padEnd(width)} ${"Version".padEnd(second)} Architecture Description`,
    `+++-${"=".repeat(width)}-${"=".repeat(second)}-============-=================================`,
  );
  for (const { name, version, architecture, description, configOnly } of all)
    print(
      process,
      `${configOnly ? "rc" : "ii"}  ${name.padEnd(width)} ${version.padEnd(second)} ${architecture.padEnd(12)} ${description}`,
    );
  return 0;
}

function globMatches(pattern: string, name: string): boolean {
  return new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  ).test(name);
}

function files(process: Process, names: readonly string[]): number {
  let code = 0;
  for (const name of names) {
    if (!process.fs.exists(listPath(name))) {
      printError(
        process,
        `dpkg-query: package '${name}' is not installed`,
        "Use dpkg --contents (= dpkg-deb --contents) to list archive files contents.",
      );
      code = 1;
    } else process.stdout(process.fs.readText(listPath(name)));
  }
  return code;
}

function status(process: Process, names: readonly string[]): number {
  const all = readStatus(process.fs);
  let code = 0;
  for (const name of names) {
    const item = all.find((candidate) => candidate.name === name);
    if (!item) {
      printError(
        process,
        `dpkg-query: package '${name}' is not installed and no information is available`,
        "Use dpkg --info (= dpkg-deb --info) to examine archive files.",
      );
      code = 1;
    } else
      print(
        process,
        `Package: ${name}`,
        "Status: install ok installed",
        `Installed-Size: ${item.installedKb}`,
        `Architecture: ${item.architecture}`,
        `Version: ${item.version}`,
        `Description: ${item.description}`,
      );
  }
  return code;
}

function show(process: Process, names: readonly string[]): number {
  const all = readStatus(process.fs);
  for (const name of names) {
    if (!all.some((item) => item.name === name)) {
      printError(process, `dpkg-query: no packages found matching ${name}`);
      return 1;
    }
  }
  const format = process.argv.map((word) => /^(?:-f=?|--showformat=)(.+)$/.exec(word)?.[1]).find((text) => text !== undefined);
  for (const item of all.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const fields: Readonly<Record<string, string>> = {
      Package: item.name,
      Version: item.version,
      Architecture: item.architecture,
      "Installed-Size": String(item.installedKb),
      "binary:Package": item.name,
      Status: "install ok installed",
    };
    process.stdout(
      format
        ? format
            .replace(/\$\{([\w:-]+)(?:;-?\d+)?\}/g, (_, key: string) => fields[key] ?? "")
            .replaceAll("\\n", "\n")
            .replaceAll("\\t", "\t")
        : `${item.name}\t${item.version}\n`,
    );
  }
  return 0;
}

function search(process: Process, paths: readonly string[]): number {
  let code = 0;
  for (const path of paths) {
    const owners = readStatus(process.fs).filter(
      ({ name }) => process.fs.exists(listPath(name)) && process.fs.readText(listPath(name)).split("\n").includes(path),
    );
    if (owners.length === 0) {
      printError(process, `dpkg-query: no path found matching pattern ${path}`);
      code = 1;
    } else print(process, `${owners.map(({ name }) => name).join(", ")}: ${path}`);
  }
  return code;
}
