/** What uv, Poetry and Pipenv share: an environment for a project, and packages in it, said in words of their own. */
import { decodeExecutable } from "../../executable.ts";
import type { Process } from "../../program.ts";
import { which } from "../lab.ts";
import { environmentOf, type PythonEnvironment } from "../python/environment.ts";
import { createVenv } from "../python/venv.ts";
import { type InstallArguments, parseArguments } from "./arguments.ts";
import { install } from "./install.ts";
import { normalize, parseRequirement } from "./requirement.ts";
import { installedDists } from "./unpack.ts";

/** The Python at `path`, or the first one on PATH; `undefined` when there is none. */
export function pythonAt(process: Process, path = which(process, "python3")): PythonEnvironment | undefined {
  if (path === undefined || !process.fs.exists(path)) return undefined;
  const descriptor = decodeExecutable(
    process.fs.stat(process.fs.realpath(path)).kind === "file" ? contentAt(process, path) : { bytes: new Uint8Array(), size: 0 },
  );
  return descriptor?.program === "python" ? environmentOf({ ...process, argv: [path] }, descriptor) : undefined;
}

function contentAt(process: Process, path: string): { bytes: Uint8Array; size: number } {
  const node = process.fs.lookup(process.fs.realpath(path));
  return node?.kind === "file" ? node.content : { bytes: new Uint8Array(), size: 0 };
}

/** Makes the virtual environment when it is not there, without pip. */
export async function ensureVenv(process: Process, python: PythonEnvironment, folder: string): Promise<PythonEnvironment | undefined> {
  if (!process.fs.exists(`${folder}/pyvenv.cfg`)) {
    const code = await createVenv(process, python, ["--without-pip", folder]);
    if (code !== 0) return undefined;
  }
  return pythonAt(process, `${folder}/bin/python`);
}

export interface Installed {
  readonly code: number;
  /** pip's words when it failed. */
  readonly errors: string;
  readonly added: readonly { readonly name: string; readonly version: string }[];
}

/** Installs in silence; `words` are requirements, and options as pip has them. */
export async function installQuietly(process: Process, python: PythonEnvironment, words: readonly string[]): Promise<Installed> {
  let errors = "";
  const silent: Process = {
    ...process,
    stdout: () => {},
    stderr: (text) => {
      errors += text;
    },
  };
  const args: InstallArguments = parseArguments([...words, "--no-cache-dir", "--disable-pip-version-check"], new Map());
  const before = new Set(installedDists(process.fs, python.path).map(({ name, version }) => `${name} ${version}`));
  const code = await install(silent, { ...python, managed: false }, { ...args, flags: new Set([...args.flags, "ignore-root"]) }, "install");
  const added = installedDists(process.fs, python.path)
    .filter(({ name, version }) => !before.has(`${name} ${version}`))
    .map(({ name, version }) => ({ name, version }));
  return { code, errors, added };
}

/** A requirement with the version a lock file has for it. */
export function pinned(text: string, locked: ReadonlyMap<string, string>): string {
  const requirement = parseRequirement(text, "");
  const version = requirement && (locked.get(requirement.name.toLowerCase()) ?? locked.get(normalize(requirement.name)));
  if (!requirement || version === undefined) return text;
  return `${requirement.name}${requirement.extras.length > 0 ? `[${requirement.extras.join(",")}]` : ""}==${version}`;
}

/** Starts a program of the project's environment. */
export function runIn(process: Process, folder: string | undefined, argv: readonly string[]): Promise<number> {
  if (folder === undefined) return process.spawn(argv);
  const env = new Map(process.env);
  env.set("VIRTUAL_ENV", folder);
  env.set("PATH", `${folder}/bin:${process.env.get("PATH") ?? ""}`);
  return process.spawn(argv, { env });
}

/** The lab's sentences out of pip's words. */
export function labSentences(errors: string): string {
  return errors
    .split("\n")
    .filter((line) => line.startsWith("drydock: "))
    .map((line) => `${line}\n`)
    .join("");
}
