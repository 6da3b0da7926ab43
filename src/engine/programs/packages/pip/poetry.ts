/** Poetry and Pipenv: installing a project's packages, and running programs among them. */
import type { Process } from "../../program.ts";
import { print, printError, sayLab } from "../lab.ts";
import { homeOf, type PythonEnvironment } from "../python/environment.ts";
import { ensureVenv, installQuietly, labSentences, pinned, runIn } from "./project-install.ts";
import { lockedVersions, section, strings } from "./toml.ts";

/** `argv` without the program's own name; `python` is the one Poetry itself runs in. */
export async function poetry(process: Process, python: PythonEnvironment, version: string, argv: readonly string[]): Promise<number> {
  const [command = "list", ...args] = argv.filter((word) => !/^(-n|-q|-v+|--no-ansi|--no-interaction|--quiet)$/.test(word));
  if (command === "--version" || command === "-V") {
    print(process, `Poetry (version ${version})`);
    return 0;
  }
  const config = `${homeOf(process)}/.config/pypoetry/config.toml`;
  if (command === "config") {
    const [name, value] = args.filter((word) => !word.startsWith("-"));
    if (name !== undefined && value !== undefined)
      process.fs.writeFile(config, `${process.fs.exists(config) ? process.fs.readText(config) : ""}${name} = ${value}\n`, {
        parents: true,
      });
    return 0;
  }
  if (!["install", "sync", "run", "lock", "check"].includes(command)) {
    sayLab(process, `poetry ${command} is not part of the lab: it has poetry install, poetry run, poetry lock and poetry config.`);
    return 1;
  }
  const path = `${process.cwd}/pyproject.toml`;
  if (!process.fs.exists(path)) {
    printError(process, "", `Poetry could not find a pyproject.toml file in ${process.cwd} or its parents`);
    return 1;
  }
  const text = process.fs.readText(path);
  const name = /^\s*name\s*=\s*"([^"]+)"/m.exec(text)?.[1] ?? "project";
  const setting = (key: string): string | undefined =>
    process.env.get(`POETRY_${key.toUpperCase().replaceAll(/[.-]/g, "_")}`) ??
    (process.fs.exists(config)
      ? new RegExp(`^${key.replaceAll(".", "\\.")} = (.*)$`, "m").exec(process.fs.readText(config))?.[1]
      : undefined);
  const folder =
    python.venv || /^(false|0)$/i.test(setting("virtualenvs.create") ?? "")
      ? undefined
      : /^(true|1)$/i.test(setting("virtualenvs.in-project") ?? "")
        ? `${process.cwd}/.venv`
        : `${homeOf(process)}/.cache/pypoetry/virtualenvs/${name}-9TtSrW0h-py${python.short}`;
  if (command === "run") return runIn(process, folder, args);
  if (command === "lock") {
    print(process, "Resolving dependencies...", "", "Writing lock file");
    writePoetryLock(process);
    return 0;
  }
  if (command === "check") {
    print(process, "All set!");
    return 0;
  }
  if (folder && !process.fs.exists(folder))
    print(process, `Creating virtualenv ${folder.split("/").at(-1)} in ${folder.slice(0, folder.lastIndexOf("/"))}`);
  const target = folder ? await ensureVenv(process, python, folder) : python;
  if (!target) return 1;
  const lockPath = `${process.cwd}/poetry.lock`;
  const locked = process.fs.exists(lockPath) ? lockedVersions(process.fs.readText(lockPath)) : undefined;
  if (locked) print(process, "Installing dependencies from lock file", "");
  else {
    print(process, "Updating dependencies", "Resolving dependencies...", "");
    writePoetryLock(process);
  }
  const wanted = poetryRequirements(text, args).map((each) => pinned(each, locked ?? new Map()));
  const code = wanted.length === 0 ? 0 : await operations(process, target, wanted);
  if (code !== 0 || args.includes("--no-root") || /^\s*package-mode\s*=\s*false/m.test(text)) {
    if (code === 0 && wanted.length === 0) print(process, "No dependencies to install or update");
    return code;
  }
  print(process, "", `Installing the current project: ${name} (${/^\s*version\s*=\s*"([^"]+)"/m.exec(text)?.[1] ?? "0.0.0"})`);
  const module = name.replaceAll("-", "_");
  if (
    [module, `src/${module}`, `${module}.py`].some((each) => process.fs.exists(`${process.cwd}/${each}`)) ||
    /^\s*packages\s*=/m.test(text)
  )
    return 0;
  printError(
    process,
    "",
    `Error: The current project could not be installed: No file/folder found for package ${name}`,
    "If you do not want to install the current project use --no-root.",
    "If you want to use Poetry only for dependency management but not for packaging, you can disable package mode by setting package-mode = false in your pyproject.toml file.",
  );
  return 1;
}

async function operations(process: Process, python: PythonEnvironment, wanted: readonly string[]): Promise<number> {
  const { code, errors, added } = await installQuietly(process, python, wanted);
  if (code !== 0) {
    const missing = /No matching distribution found for (\S+)/.exec(errors)?.[1];
    if (missing === undefined) printError(process, ...errors.trimEnd().split("\n"));
    else {
      printError(process, "", `Because project depends on ${missing} which doesn't match any versions, version solving failed.`);
      process.stderr(labSentences(errors));
    }
    return 1;
  }
  print(
    process,
    `Package operations: ${added.length} install${added.length === 1 ? "" : "s"}, 0 updates, 0 removals`,
    "",
    ...added.map(({ name, version }) => `  - Installing ${name} (${version})`),
  );
  return 0;
}

function writePoetryLock(process: Process): void {
  const path = `${process.cwd}/poetry.lock`;
  if (!process.fs.exists(path))
    process.fs.writeFile(
      path,
      '# This file is automatically @generated by Poetry and should not be changed by hand.\n[metadata]\nlock-version = "2.1"\n',
    );
}

function poetryRequirements(text: string, args: readonly string[]): string[] {
  const value = (name: string): string | undefined => {
    const index = args.indexOf(name);
    return index >= 0 ? args[index + 1] : args.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  };
  const groups = [...text.matchAll(/^\[tool\.poetry\.group\.([\w-]+)\.dependencies\]/gm)].map((match) => match[1] as string);
  const only = value("--only")?.split(",");
  const without = value("--without")?.split(",") ?? (args.includes("--no-dev") ? ["dev"] : []);
  const chosen = groups.filter((group) => (only ? only.includes(group) : !without.includes(group)));
  const main = !only || only.includes("main");
  return [
    ...(main ? strings(section(text, "project")?.get("dependencies")).map(openParentheses) : []),
    ...(main ? [...(section(text, "tool.poetry.dependencies") ?? [])].flatMap(([name, each]) => requirement(name, each)) : []),
    ...(main && !only && without.length === 0
      ? [...(section(text, "tool.poetry.dev-dependencies") ?? [])].flatMap(([name, each]) => requirement(name, each))
      : []),
    ...chosen.flatMap((group) =>
      [...(section(text, `tool.poetry.group.${group}.dependencies`) ?? [])].flatMap(([name, each]) => requirement(name, each)),
    ),
  ];
}

/** Poetry 2 writes `flask (>=3.0,<4.0)`. */
function openParentheses(text: string): string {
  return text.replace(/\s*\(([^)]*)\)/, "$1");
}

/** `^1.2`, `{version = "^1.2", extras = ["x"]}`, `*` as pip would write it. */
function requirement(name: string, text: string): string[] {
  if (name === "python" || /optional\s*=\s*true|(path|git|url)\s*=/.test(text)) return [];
  const version = text.startsWith("{") ? (/version\s*=\s*"([^"]*)"/.exec(text)?.[1] ?? "*") : (strings(text)[0] ?? "*");
  const extras = /extras\s*=\s*\[([^\]]*)\]/.exec(text)?.[1];
  return [`${name}${extras ? `[${strings(extras).join(",")}]` : ""}${specifier(version)}`];
}

function specifier(version: string): string {
  if (version === "*" || version === "latest") return "";
  if (/^\d[\w.]*$/.test(version)) return `==${version}`;
  const caret = /^\^(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version);
  if (!caret)
    return version
      .replaceAll(" ", "")
      .replace(/^~(?=\d)/, "~=")
      .replace(/^~=(\d+)$/, "==$1.*");
  const [major = 0, minor = 0, patch = 0] = caret.slice(1).map((each) => Number(each ?? 0));
  const upper =
    major > 0 || caret[2] === undefined ? `${major + 1}` : minor > 0 || caret[3] === undefined ? `0.${minor + 1}` : `0.0.${patch + 1}`;
  return `>=${version.slice(1)},<${upper}`;
}

/** `argv` without the program's own name. */
export async function pipenv(process: Process, python: PythonEnvironment, version: string, argv: readonly string[]): Promise<number> {
  const [command, ...args] = argv;
  if (command === "--version") {
    print(process, `pipenv, version ${version}`);
    return 0;
  }
  const folder = args.includes("--system") || python.venv ? undefined : `${homeOf(process)}/.local/share/virtualenvs/app-x7Kq2`;
  if (command === "run") return runIn(process, folder, args);
  if (command !== "install" && command !== "sync") {
    sayLab(process, `pipenv ${command ?? ""} is not part of the lab: it has pipenv install, pipenv sync and pipenv run.`);
    return 1;
  }
  const lockPath = `${process.cwd}/Pipfile.lock`;
  if (!process.fs.exists(`${process.cwd}/Pipfile`) && !process.fs.exists(lockPath)) {
    printError(process, "Error: No Pipfile present at project home.");
    return 1;
  }
  if ((args.includes("--deploy") || args.includes("--ignore-pipfile") || command === "sync") && !process.fs.exists(lockPath)) {
    printError(process, "Your Pipfile.lock is out of date. Expected: (none).", "ERROR:: Aborting deploy");
    return 1;
  }
  const wanted: string[] = [];
  if (process.fs.exists(lockPath)) {
    const lock = JSON.parse(process.fs.readText(lockPath)) as Record<string, Record<string, { version?: string; extras?: string[] }>>;
    for (const group of args.includes("--dev") || args.includes("-d") ? ["default", "develop"] : ["default"])
      for (const [name, { version: own = "", extras }] of Object.entries(lock[group] ?? {}))
        wanted.push(`${name}${extras ? `[${extras.join(",")}]` : ""}${own}`);
    print(
      process,
      `Installing dependencies from Pipfile.lock (${/"sha256":\s*"(\w{6})/.exec(process.fs.readText(lockPath))?.[1] ?? "0a1b2c"})...`,
    );
  } else {
    wanted.push(
      ...[...(section(process.fs.readText(`${process.cwd}/Pipfile`), "packages") ?? [])].flatMap(([name, each]) => requirement(name, each)),
    );
    print(process, "Pipfile.lock not found, creating...", "Installing dependencies...");
  }
  const target = folder ? await ensureVenv(process, python, folder) : python;
  if (!target) return 1;
  const { code, errors } = wanted.length === 0 ? { code: 0, errors: "" } : await installQuietly(process, target, wanted);
  if (code !== 0) printError(process, ...errors.trimEnd().split("\n"), "ERROR: Couldn't install package: all of them are needed.");
  return code;
}
