/** pip: what `python -m pip` and the `pip` script run. */
import type { Process } from "../../program.ts";
import { print, printError, sayLab } from "../lab.ts";
import { homeOf, type PythonEnvironment } from "../python/environment.ts";
import { type InstallArguments, parseArguments, UnknownOption } from "./arguments.ts";
import { install } from "./install.ts";
import { normalize, parseRequirement, readRequirements } from "./requirement.ts";
import { type InstalledDist, installedDists, removeDist } from "./unpack.ts";

/** `argv` without the program's own name. */
export async function pip(process: Process, environment: PythonEnvironment, argv: readonly string[]): Promise<number> {
  const general = argv.findIndex((word) => !word.startsWith("-"));
  const before = general < 0 ? argv : argv.slice(0, general);
  if (before.includes("--version") || before.includes("-V")) return version(process, environment);
  const command = general < 0 ? "help" : (argv[general] as string);
  if (command === "help" || before.includes("--help") || before.includes("-h")) {
    print(
      process,
      "",
      "Usage:   ",
      "  pip <command> [options]",
      "",
      "Commands:",
      "  install                     Install packages.",
      "  download                    Download packages.",
      "  uninstall                   Uninstall packages.",
      "  freeze                      Output installed packages in requirements format.",
      "  list                        List installed packages.",
      "  show                        Show information about installed packages.",
      "  check                       Verify installed packages have compatible dependencies.",
      "  cache                       Inspect and manage pip's wheel cache.",
    );
    return 0;
  }
  let args: InstallArguments;
  try {
    args = parseArguments(
      [
        ...before,
        ...argv
          .slice(general + 1)
          .filter(
            (word) =>
              !(command === "list" && /^--(format|outdated|not-required)/.test(word)) &&
              word !== "--all" &&
              word !== "--files" &&
              word !== "-f",
          ),
      ],
      process.env,
    );
  } catch (error) {
    if (!(error instanceof UnknownOption)) throw error;
    printError(
      process,
      "",
      "Usage:   ",
      `  pip ${command} [options] <requirement specifier> [package-index-options] ...`,
      "",
      error.message,
    );
    return 2;
  }
  const run = commands[command];
  if (run) return run(process, environment, args, argv);
  if (["index", "search", "config", "debug", "hash", "inspect", "completion"].includes(command)) {
    sayLab(process, `pip ${command} is not part of the lab.`);
    return 1;
  }
  printError(process, `ERROR: unknown command "${command}"`);
  return 1;
}

type Command = (
  process: Process,
  environment: PythonEnvironment,
  args: InstallArguments,
  argv: readonly string[],
) => number | Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  install: (process, environment, args) => install(process, environment, args, "install"),
  download: (process, environment, args) => install(process, environment, args, "download"),
  wheel: (process, environment, args) => install(process, environment, args, "wheel"),
  uninstall,
  list,
  freeze,
  show,
  check: (process) => {
    print(process, "No broken requirements found.");
    return 0;
  },
  cache,
};

function version(process: Process, environment: PythonEnvironment): number {
  const own = installedDists(process.fs, environment.path).find(({ name }) => name === "pip");
  if (!own) return noPip(process, environment);
  print(process, `pip ${own.version} from ${own.site}/pip (python ${environment.short})`);
  return 0;
}

/** What Python says when pip itself is gone. */
export function noPip(process: Process, environment: PythonEnvironment): number {
  printError(process, `${environment.executable}: No module named pip`);
  return 1;
}

function list(process: Process, environment: PythonEnvironment, _args: InstallArguments, argv: readonly string[]): number {
  const dists = installedDists(process.fs, environment.path);
  const format =
    argv.find((word) => word.startsWith("--format="))?.slice(9) ??
    (argv.includes("--format") ? argv[argv.indexOf("--format") + 1] : undefined);
  if (format === "freeze") print(process, ...dists.map(({ name, version: own }) => `${name}==${own}`));
  else if (format === "json") print(process, JSON.stringify(dists.map(({ name, version: own }) => ({ name, version: own }))));
  else {
    const width = Math.max(7, ...dists.map(({ name }) => name.length));
    const second = Math.max(7, ...dists.map(({ version: own }) => own.length));
    print(
      process,
      `${"Package".padEnd(width)} Version`,
      `${"-".repeat(width)} ${"-".repeat(second)}`,
      ...dists.map(({ name, version: own }) => `${name.padEnd(width)} ${own}`),
    );
  }
  return 0;
}

function freeze(process: Process, environment: PythonEnvironment, _args: InstallArguments, argv: readonly string[]): number {
  const hidden = argv.includes("--all") ? [] : ["pip", "setuptools", "wheel"];
  for (const dist of installedDists(process.fs, environment.path)) {
    if (hidden.includes(dist.name)) continue;
    print(process, dist.editable ? `${dist.name} @ file://${dist.editable}` : `${dist.name}==${dist.version}`);
  }
  return 0;
}

function show(process: Process, environment: PythonEnvironment, args: InstallArguments): number {
  const all = installedDists(process.fs, environment.path);
  const missing: string[] = [];
  const found: InstalledDist[] = [];
  for (const word of args.words) {
    const dist = all.find(({ name }) => normalize(name) === normalize(word));
    if (dist) found.push(dist);
    else missing.push(word);
  }
  if (args.words.length === 0) printError(process, "WARNING: ERROR: Please provide a package name or names.");
  if (missing.length > 0) printError(process, `WARNING: Package(s) not found: ${missing.join(", ")}`);
  for (const [index, dist] of found.entries()) {
    const needs = dist.requires.map((text) => parseRequirement(text, "")?.name ?? text);
    const neededBy = all.filter(({ requires }) =>
      requires.some((text) => normalize(parseRequirement(text, "")?.name ?? "") === normalize(dist.name)),
    );
    if (index > 0) print(process, "---");
    print(
      process,
      `Name: ${dist.name}`,
      `Version: ${dist.version}`,
      `Summary: ${dist.summary}`,
      "Home-page: ",
      "Author: ",
      "Author-email: ",
      "License: ",
      `Location: ${dist.site}`,
      `Requires: ${needs.join(", ")}`,
      `Required-by: ${neededBy.map(({ name }) => name).join(", ")}`,
    );
  }
  return found.length > 0 ? 0 : 1;
}

async function uninstall(process: Process, environment: PythonEnvironment, args: InstallArguments): Promise<number> {
  const all = installedDists(process.fs, environment.path);
  const names = [
    ...args.words,
    ...args.files.flatMap((file) => readRequirements(process.fs, process.cwd, file).requirements.map(({ name }) => name)),
  ];
  if (names.length === 0) {
    printError(process, 'ERROR: You must give at least one requirement to uninstall (see "pip help uninstall")');
    return 1;
  }
  for (const word of names) {
    const dist = all.find(({ name }) => normalize(name) === normalize(word));
    if (!dist) {
      printError(process, `WARNING: Skipping ${word} as it is not installed.`);
      continue;
    }
    print(process, `Found existing installation: ${dist.name} ${dist.version}`, `Uninstalling ${dist.name}-${dist.version}:`);
    if (!args.flags.has("yes")) {
      process.stdout("Proceed (Y/n)? ");
      if (!/^y?$/i.test((await process.input.readLine()) ?? "no")) {
        printError(process, "ERROR: Exception:", "EOFError: EOF when reading a line");
        return 2;
      }
    }
    removeDist(process.fs, dist);
    print(process, `  Successfully uninstalled ${dist.name}-${dist.version}`);
  }
  return 0;
}

function cache(process: Process, _environment: PythonEnvironment, args: InstallArguments): number {
  const folder = args.cacheDir ?? `${homeOf(process)}/.cache/pip`;
  const [action] = args.words;
  if (action === "dir") print(process, folder);
  else if (action === "purge") {
    const there = process.fs.exists(`${folder}/http-v2`);
    if (!there) printError(process, "WARNING: No matching packages");
    process.fs.remove(`${folder}/http-v2`, { recursive: true, force: true });
    print(process, `Files removed: ${there ? 2 : 0}`);
  } else {
    sayLab(process, "of `pip cache` the lab knows `dir` and `purge`.");
    return 1;
  }
  return 0;
}
