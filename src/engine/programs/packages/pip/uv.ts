/** uv: `pip install`, `venv`, `sync`, `lock`, `run`. */
import type { Process } from "../../program.ts";
import { absolute, print, printError, sayLab } from "../lab.ts";
import { homeOf, type PythonEnvironment } from "../python/environment.ts";
import { hole } from "../binaries.ts";
import { UnknownOption } from "./arguments.ts";
import { ensureVenv, installQuietly, labSentences, pinned, pythonAt, runIn } from "./project-install.ts";
import { MissingFile } from "./requirement.ts";
import { lockedVersions, section, strings } from "./toml.ts";

const valued = new Set(
  "--cache-dir --python -p --group --extra --project --directory --index-url --extra-index-url --default-index --index -r --with -o --output-file --link-mode --only-group --no-group --package".split(
    " ",
  ),
);

/** `argv` without the program's own name. */
export async function uv(process: Process, version: string, argv: readonly string[]): Promise<number> {
  const [command, ...args] = argv;
  const words = args.filter((word, index) => !word.startsWith("-") && !valued.has(args[index - 1] ?? ""));
  switch (command) {
    case "--version":
    case "-V":
    case "version":
      print(process, `uv ${version}`);
      return 0;
    case "pip":
      return pip(process, args);
    case "venv":
      return venv(process, words[0] ?? ".venv");
    case "sync":
      return sync(process, args);
    case "lock":
      return lock(process);
    case "run":
      return run(process, args);
    case "cache":
    case "python":
      return 0;
    case undefined:
    case "help":
    case "--help":
      print(process, "An extremely fast Python package manager.", "", "Usage: uv [OPTIONS] <COMMAND>");
      return command === undefined ? 2 : 0;
    case "add":
    case "remove":
    case "export":
    case "tool":
    case "build":
    case "init":
    case "tree":
    case "publish":
      sayLab(process, `uv ${command} is not part of the lab: it has uv sync, uv pip install, uv venv, uv lock and uv run.`);
      return 2;
    default:
      printError(
        process,
        `error: unrecognized subcommand '${command}'`,
        "",
        "Usage: uv [OPTIONS] <COMMAND>",
        "",
        "For more information, try '--help'.",
      );
      return 2;
  }
}

function noPython(process: Process): number {
  printError(process, "error: No interpreter found in virtual environments, managed installations, or search path");
  sayLab(process, "uv would download a Python of its own; the lab's uv uses the one of the image.");
  return 2;
}

async function venv(process: Process, folder: string): Promise<number> {
  const python = pythonAt(process);
  if (!python) return noPython(process);
  printError(process, `Using CPython ${python.version} interpreter at: ${python.executable}`, `Creating virtual environment at: ${folder}`);
  return (await ensureVenv(process, python, absolute(process.cwd, folder))) ? 0 : 2;
}

async function pip(process: Process, [command, ...args]: readonly string[]): Promise<number> {
  const own = new Set([
    "--system",
    "--no-cache",
    "-n",
    "--compile-bytecode",
    "--no-progress",
    "--frozen",
    "--locked",
    "--strict",
    "--native-tls",
    "--all-extras",
  ]);
  const system = args.includes("--system") || /^(1|true)$/.test(process.env.get("UV_SYSTEM_PYTHON") ?? "");
  const active = process.env.get("VIRTUAL_ENV") ?? `${process.cwd}/.venv`;
  const python = system ? pythonAt(process) : pythonAt(process, `${active}/bin/python`);
  if (!python) {
    if (system) return noPython(process);
    printError(
      process,
      "error: No virtual environment found; run `uv venv` to create an environment, or pass `--system` to install into a non-virtual environment",
    );
    return 2;
  }
  if (command !== "install" && command !== "sync") {
    if (command === "list" || command === "freeze") return process.spawn([python.executable, "-m", "pip", command]);
    sayLab(process, `uv pip ${command ?? ""} is not part of the lab.`);
    return 2;
  }
  const words = args.filter((word) => !own.has(word));
  return add(
    process,
    python,
    command === "sync" ? words.flatMap((word) => (word.startsWith("-") ? [word] : ["-r", word])) : words,
    !args.includes("--no-cache"),
  );
}

/** Installs and tells it as uv does: on standard error, a line for each package. */
async function add(process: Process, python: PythonEnvironment, words: readonly string[], cached: boolean): Promise<number> {
  const started = process.clock.now();
  let result: Awaited<ReturnType<typeof installQuietly>>;
  try {
    result = await installQuietly(process, python, words);
  } catch (error) {
    if (error instanceof UnknownOption)
      printError(process, `error: unexpected argument '${error.message.replace("no such option: ", "")}' found`);
    else if (error instanceof MissingFile) printError(process, `error: File not found: \`${error.message}\``);
    else throw error;
    return 2;
  }
  if (result.code !== 0) {
    const wanted = /No matching distribution found for (\S+)/.exec(result.errors)?.[1];
    const name = wanted?.replace(/[<>=!~[].*$/, "");
    if (wanted === undefined) printError(process, ...result.errors.trimEnd().split("\n"));
    else {
      printError(
        process,
        "  × No solution found when resolving dependencies:",
        `  ╰─▶ Because ${wanted === name ? `${name} was not found in the package registry` : `there is no version of ${wanted}`} and you require ${wanted}, we can`,
        "      conclude that your requirements are unsatisfiable.",
      );
      process.stderr(labSentences(result.errors));
    }
    return 1;
  }
  const spent = process.clock.now() - started;
  const time = (share: number): string => `${Math.max(1, Math.round(spent * share))}ms`;
  const { added } = result;
  printError(process, `Resolved ${added.length} package${added.length === 1 ? "" : "s"} in ${time(0.2)}`);
  if (added.length === 0) return 0;
  const plural = `${added.length} package${added.length === 1 ? "" : "s"}`;
  printError(
    process,
    `Prepared ${plural} in ${time(0.6)}`,
    `Installed ${plural} in ${time(0.1)}`,
    ...added.map(({ name, version }) => ` + ${name}==${version}`),
  );
  if (cached) keep(process, added.length);
  return 0;
}

/** The wheels stay in uv's cache, unpacked. */
function keep(process: Process, count: number): void {
  const folder = process.env.get("UV_CACHE_DIR") ?? `${homeOf(process)}/.cache/uv`;
  process.fs.writeFile(`${folder}/CACHEDIR.TAG`, "Signature: 8a477f597d28d172789f06886806bc55\n", { parents: true });
  process.fs.writeFile(`${folder}/archive-v0/wheels`, hole(count * 900_000), { parents: true });
}

async function sync(process: Process, args: readonly string[]): Promise<number> {
  const path = `${process.cwd}/pyproject.toml`;
  if (!process.fs.exists(path)) {
    printError(process, "error: No `pyproject.toml` found in current directory or any parent directory");
    return 2;
  }
  const text = process.fs.readText(path);
  const lockPath = `${process.cwd}/uv.lock`;
  const frozen = args.includes("--frozen") || args.includes("--locked");
  if (frozen && !process.fs.exists(lockPath)) {
    printError(process, "error: Unable to find lockfile at `uv.lock`. To create a lockfile, run `uv lock` or `uv sync`.");
    return 2;
  }
  const python = pythonAt(process);
  if (!python) return noPython(process);
  const folder = absolute(process.cwd, process.env.get("UV_PROJECT_ENVIRONMENT") ?? ".venv");
  if (!process.fs.exists(`${folder}/pyvenv.cfg`) && folder !== python.prefix)
    printError(
      process,
      `Using CPython ${python.version} interpreter at: ${python.executable}`,
      `Creating virtual environment at: ${folder.replace(`${process.cwd}/`, "")}`,
    );
  const own = folder === python.prefix ? python : await ensureVenv(process, python, folder);
  if (!own) return 2;
  const locked = process.fs.exists(lockPath) ? lockedVersions(process.fs.readText(lockPath)) : new Map<string, string>();
  const groups = section(text, "dependency-groups");
  const wanted = [
    ...strings(section(text, "project")?.get("dependencies")),
    ...(args.includes("--no-dev") || process.env.get("UV_NO_DEV") === "1" ? [] : strings(groups?.get("dev"))),
  ];
  const words = wanted.map((each) => pinned(each, locked));
  if (text.includes("[build-system]") && !args.includes("--no-install-project"))
    words.push(args.includes("--no-editable") ? "." : "-e", ...(args.includes("--no-editable") ? [] : ["."]));
  if (!process.fs.exists(lockPath)) writeLock(process, wanted);
  if (words.length === 0) {
    printError(process, "Resolved 1 package in 1ms", "Audited in 0.01ms");
    return 0;
  }
  return add(process, own, words, !args.includes("--no-cache"));
}

function writeLock(process: Process, wanted: readonly string[]): void {
  const names = wanted.map((each) => each.replace(/[[<>=!~; ].*$/, ""));
  process.fs.writeFile(`${process.cwd}/uv.lock`, `version = 1\nrevision = 2\nrequires-python = ">=3.12"\n\n# ${names.join(" ")}\n`);
}

function lock(process: Process): number {
  if (!process.fs.exists(`${process.cwd}/pyproject.toml`)) {
    printError(process, "error: No `pyproject.toml` found in current directory or any parent directory");
    return 2;
  }
  const wanted = strings(section(process.fs.readText(`${process.cwd}/pyproject.toml`), "project")?.get("dependencies"));
  if (!process.fs.exists(`${process.cwd}/uv.lock`)) writeLock(process, wanted);
  printError(process, `Resolved ${wanted.length + 1} packages in 12ms`);
  return 0;
}

async function run(process: Process, args: readonly string[]): Promise<number> {
  let from = args.findIndex((word, index) => !word.startsWith("-") && !valued.has(args[index - 1] ?? ""));
  if (from < 0) from = args.length;
  if (process.fs.exists(`${process.cwd}/pyproject.toml`) && !args.slice(0, from).includes("--no-sync")) {
    const code = await sync({ ...process, stderr: () => {} }, args.slice(0, from));
    if (code !== 0) return sync(process, args.slice(0, from));
  }
  const folder = absolute(process.cwd, process.env.get("UV_PROJECT_ENVIRONMENT") ?? ".venv");
  return runIn(process, process.fs.exists(`${folder}/pyvenv.cfg`) ? folder : undefined, args.slice(from));
}
