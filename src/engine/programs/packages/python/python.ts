/** The `python` command: what it is told to run, and the packages whose commands the lab has in its own way. */
import { servedPorts } from "../../placeholder/runtimes.ts";
import { holdHttp } from "../../placeholder/server.ts";
import { FsError } from "../../../filesystem/errors.ts";
import type { Process, Program } from "../../program.ts";
import { ownSource } from "../../python/interpreter.ts";
import { runPython, type Start } from "../../python/run.ts";
import { absolute, print, printError, sayLab } from "../lab.ts";
import { noPip, pip } from "../pip/pip.ts";
import { pipenv, poetry } from "../pip/poetry.ts";
import { type InstalledDist, installedDists } from "../pip/unpack.ts";
import { uv } from "../pip/uv.ts";
import { compileAll, compileFiles } from "./compile.ts";
import { isManage, manage } from "./django.ts";
import { environmentOf, type PythonEnvironment } from "./environment.ts";
import { libraryOf, optionsFor, type Flags } from "./start.ts";
import { createVenv } from "./venv.ts";

/** `python`: `--version`, `-c`, `-m`, scripts. */
export const python: Program = async (process, descriptor) => {
  const environment = environmentOf(process, descriptor);
  const args = process.argv.slice(1);
  const flags: Flags = { letters: "" };
  while (args.length > 0) {
    const option = args.shift() as string;
    if (option === "--version" || option === "-V" || option === "-VV") {
      print(process, `Python ${environment.version}`);
      return 0;
    }
    if (option === "-c") {
      const code = args.shift() ?? "";
      return runCode(process, environment, flags, { kind: "text", text: code, file: "<string>", shown: false }, ["-c", ...args], "");
    }
    if (option === "-m") return runModule(process, environment, flags, args.shift() ?? "", args);
    if (option === "-W" || option === "-X") args.shift();
    else if (option === "-" || !option.startsWith("-"))
      return option === "-" ? runInput(process, environment, flags, args) : runScript(process, environment, flags, option, args);
    else if (option === "-h" || option === "--help") {
      print(process, `usage: ${environment.executable} [option] ... [-c cmd | -m mod | file | -] [arg] ...`);
      return 0;
    } else if (!/^-[bBdEiIOPqsSuvx]+$/.test(option)) {
      printError(
        process,
        `Unknown option: ${option}`,
        `usage: ${environment.executable} [option] ... [-c cmd | -m mod | file | -] [arg] ...`,
        "Try `python -h' for more information.",
      );
      return 2;
    } else flags.letters += option.slice(1);
  }
  if (!process.terminal?.stdin) return runInput(process, environment, flags, []);
  sayLab(process, "Python's interactive prompt is not part of the lab.");
  return 0;
};

/** What is typed or piped in, all of it at once. */
async function runInput(process: Process, environment: PythonEnvironment, flags: Flags, args: readonly string[]): Promise<number> {
  const text = await process.input.readAll();
  return runCode(process, environment, flags, { kind: "text", text, file: "<stdin>", shown: false }, ["-", ...args], "");
}

async function runScript(
  process: Process,
  environment: PythonEnvironment,
  flags: Flags,
  script: string,
  args: readonly string[],
): Promise<number> {
  const path = absolute(process.cwd, script);
  const node = process.fs.lookup(path);
  if (!node) {
    printError(process, `${environment.executable}: can't open file '${path}': [Errno 2] No such file or directory`);
    return 2;
  }
  if (node.kind === "directory") {
    printError(process, `${environment.executable}: can't find '__main__' module in '${path}'`);
    return 1;
  }
  let text: string;
  try {
    text = process.fs.readText(path);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    printError(process, `${environment.executable}: can't open file '${path}': [Errno 13] ${error.reason}`);
    return 2;
  }
  if (isManage(text)) return manage(process, text, args, findsModule(process, environment, "django"));
  const entry = /^from (\S+) import (\S+)$/m.exec(text);
  if (entry && /sys\.exit\(\w+\(\)\)/.test(text)) {
    const own = await runEntryPoint(process, environment, script, entry[1] as string, args);
    if (own !== undefined) return own;
  }
  const folder = process.fs.realpath(path);
  const first = folder.slice(0, folder.lastIndexOf("/")) || "/";
  return runCode(process, environment, flags, { kind: "text", text, file: path, shown: true }, [script, ...args], first);
}

/** A console script of a package that the lab does in its own way; `undefined` when Python is to run it. */
function runEntryPoint(
  process: Process,
  environment: PythonEnvironment,
  script: string,
  module: string,
  args: readonly string[],
): Promise<number> | number | undefined {
  const name = module.split(".")[0] as string;
  if (!findsModule(process, environment, name) || hasSource(process, environment, name)) return undefined;
  return runPackage(process, environment, name, script.slice(script.lastIndexOf("/") + 1), args);
}

/** Whether a package is there with what it does: somebody's own files, or one that the lab wrote. */
function hasSource({ fs, cwd }: Process, environment: PythonEnvironment, name: string): boolean {
  for (const folder of [cwd, ...environment.path])
    for (const path of [`${folder}/${name}/__init__.py`, `${folder}/${name}.py`]) {
      const node = fs.lookup(path);
      if (node?.kind !== "file") continue;
      const { content } = node;
      return content.size === content.bytes.length || new TextDecoder().decode(content.bytes.slice(0, 40)).startsWith(ownSource);
    }
  return false;
}

async function runModule(
  process: Process,
  environment: PythonEnvironment,
  flags: Flags,
  module: string,
  args: readonly string[],
): Promise<number> {
  switch (module) {
    case "venv":
      return createVenv(process, environment, args);
    case "compileall":
      return compileAll(process, environment, args);
    case "py_compile":
      return compileFiles(process, environment, args);
    case "ensurepip":
      print(process, "Requirement already satisfied: pip");
      return 0;
    case "pip":
      return findsModule(process, environment, "pip") ? pip(process, environment, args) : noPip(process, environment);
    default: {
      const name = module.split(".")[0] as string;
      const start = { kind: "module", name: module } as const;
      const known =
        findsModule(process, environment, name) &&
        installedDists(process.fs, environment.path).some((dist) => importNames(process, dist).includes(name));
      if (known && !hasSource(process, environment, name)) return runPackage(process, environment, name, name, args);
      return runCode(process, environment, flags, start, ["-m", ...args], process.cwd);
    }
  }
}

/** What a distribution is imported as. */
function importNames(process: Process, dist: InstalledDist): string[] {
  const listed = `${dist.info}/top_level.txt`;
  return [dist.name.replaceAll("-", "_"), ...(process.fs.exists(listed) ? [process.fs.readText(listed).trim()] : [])];
}

/** A package of the catalogue: its version is known, its behaviour is not. */
function runPackage(
  process: Process,
  environment: PythonEnvironment,
  name: string,
  command: string,
  args: readonly string[],
): Promise<number> | number {
  if (name === "pip") return pip(process, environment, args);
  const dist = installedDists(process.fs, environment.path).find(
    (item) =>
      item.name.replaceAll("-", "_") === name ||
      (process.fs.exists(`${item.info}/top_level.txt`) && process.fs.readText(`${item.info}/top_level.txt`).trim() === name),
  );
  if (dist && name === "uv") return uv(process, dist.version, args);
  if (dist && name === "poetry") return poetry(process, environment, dist.version, args);
  if (dist && name === "pipenv") return pipenv(process, environment, dist.version, args);
  if (args[0] === "--version" && dist) {
    print(process, versionLine(command, dist.version, environment));
    return 0;
  }
  const ports = servedPorts(command, args, process.env);
  if (ports) return holdHttp(process, `what ${command} starts`, ports);
  sayLab(process, `${command} is installed, but what it does when it runs is not part of the lab.`);
  return 1;
}

function versionLine(command: string, version: string, environment: PythonEnvironment): string {
  switch (command) {
    case "uvicorn":
      return `Running uvicorn ${version} with CPython ${environment.version} on Linux`;
    case "gunicorn":
      return `gunicorn (version ${version})`;
    case "flask":
      return `Python ${environment.version}\nFlask ${version}`;
    case "pytest":
      return `pytest ${version}`;
    case "django-admin":
      return version;
    case "black":
      return `black, ${version} (compiled: yes)\nPython (CPython) ${environment.version}`;
    default:
      return `${command} ${version}`;
  }
}

/** Whether `import name` would find something. */
function findsModule({ fs, cwd }: Process, environment: PythonEnvironment, name: string): boolean {
  return [cwd, ...environment.path, libraryOf(fs, environment)].some(
    (folder) => fs.exists(`${folder}/${name}`) || fs.exists(`${folder}/${name}.py`),
  );
}

/** Runs Python code. `first` is where imports are looked for first. */
function runCode(
  process: Process,
  environment: PythonEnvironment,
  flags: Flags,
  start: Start,
  argv: readonly string[],
  first: string,
): Promise<number> {
  return runPython(process, optionsFor(process, environment, flags, argv, first), start);
}
