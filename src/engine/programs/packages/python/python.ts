/** The interpreter: as much of it as builds meet. Running programs for real comes with containers. */
import type { Process, Program } from "../../program.ts";
import { absolute, print, printError, sayLab } from "../lab.ts";
import { noPip, pip } from "../pip/pip.ts";
import { pipenv, poetry } from "../pip/poetry.ts";
import { installedDists } from "../pip/unpack.ts";
import { uv } from "../pip/uv.ts";
import { compileAll, compileFiles } from "./compile.ts";
import { isManage, manage } from "./django.ts";
import { environmentOf, type PythonEnvironment } from "./environment.ts";
import { runStatements } from "./statements.ts";
import { createVenv } from "./venv.ts";

/** `python`: `--version`, `-c`, `-m`, scripts. */
export const python: Program = async (process, descriptor) => {
  const environment = environmentOf(process, descriptor);
  const args = process.argv.slice(1);
  while (args.length > 0) {
    const option = args.shift() as string;
    if (option === "--version" || option === "-V" || option === "-VV") {
      print(process, `Python ${environment.version}`);
      return 0;
    }
    if (option === "-c") return runCode(process, environment, args.shift() ?? "", "<string>");
    if (option === "-m") return runModule(process, environment, args.shift() ?? "", args);
    if (option === "-W" || option === "-X") args.shift();
    else if (option === "-" || !option.startsWith("-"))
      return option === "-"
        ? runCode(process, environment, await process.input.readAll(), "<stdin>")
        : runScript(process, environment, option, args);
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
    }
  }
  if (!process.terminal?.stdin) {
    const text = await process.input.readAll();
    if (text !== "") return runCode(process, environment, text, "<stdin>");
  }
  sayLab(process, "Python's interactive prompt is not part of the lab.");
  return 0;
};

async function runScript(process: Process, environment: PythonEnvironment, script: string, args: readonly string[]): Promise<number> {
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
  const text = process.fs.readText(path);
  if (isManage(text)) return manage(process, text, args, findsModule(process, environment, "django"));
  const entry = /^from (\S+) import (\S+)$/m.exec(text);
  if (entry && /sys\.exit\(\w+\(\)\)/.test(text)) return runEntryPoint(process, environment, script, entry[1] as string, args);
  return runCode(process, environment, text, path);
}

/** A console script: what it imports must be there. */
function runEntryPoint(
  process: Process,
  environment: PythonEnvironment,
  script: string,
  module: string,
  args: readonly string[],
): Promise<number> | number {
  const name = module.split(".")[0] as string;
  if (!findsModule(process, environment, name)) {
    printError(
      process,
      "Traceback (most recent call last):",
      `  File "${script}", line 3, in <module>`,
      `    from ${module} import main`,
      `ModuleNotFoundError: No module named '${name}'`,
    );
    return 1;
  }
  return runPackage(process, environment, name, script.slice(script.lastIndexOf("/") + 1), args);
}

async function runModule(process: Process, environment: PythonEnvironment, module: string, args: readonly string[]): Promise<number> {
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
      const local = [`${process.cwd}/${module.replaceAll(".", "/")}.py`, `${process.cwd}/${module.replaceAll(".", "/")}/__main__.py`].find(
        (path) => process.fs.exists(path),
      );
      if (local) return runScript(process, environment, local, args);
      if (!findsModule(process, environment, name)) {
        printError(process, `${environment.executable}: No module named ${module}`);
        return 1;
      }
      return runPackage(process, environment, name, name, args);
    }
  }
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
  if (["uvicorn", "gunicorn", "flask", "celery", "http", "django", "streamlit"].includes(name)) {
    sayLab(process, `${command} is installed; servers run when the lab has containers, not yet while building.`);
    return 1;
  }
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
export function findsModule({ fs, cwd }: Process, environment: PythonEnvironment, name: string): boolean {
  const standard = `${environment.venv ? standardLibrary(fs, environment) : `${environment.prefix}/lib/python${environment.short}`}`;
  return [cwd, ...environment.path, standard].some((folder) => fs.exists(`${folder}/${name}`) || fs.exists(`${folder}/${name}.py`));
}

function standardLibrary(fs: Process["fs"], environment: PythonEnvironment): string {
  const home = /^home = (.*)$/m.exec(fs.readText(`${environment.prefix}/pyvenv.cfg`))?.[1] ?? "/usr/local/bin";
  return `${home.replace(/\/bin$/, "")}/lib/python${environment.short}`;
}

function runCode(process: Process, environment: PythonEnvironment, code: string, name: string): number {
  return runStatements(process, code, name, {
    version: environment.version,
    finds: (module) => builtins.has(module) || findsModule(process, environment, module),
    versionOf: (module) => installedDists(process.fs, environment.path).find((dist) => dist.name.replaceAll("-", "_") === module)?.version,
  });
}

const builtins = new Set(
  "sys time math builtins itertools gc errno posix _thread marshal atexit array cmath fcntl select struct binascii zlib".split(" "),
);
