/** How an interpreter starts: its paths, and what its options and variables say. */
import type { Process } from "../../program.ts";
import type { InterpreterOptions } from "../../python/interpreter.ts";
import type { PythonEnvironment } from "./environment.ts";

export interface Flags {
  /** Letters of options without a value: `uB`. */
  letters: string;
}

/** The folder of the standard library: a virtual environment has that of its Python. */
export function libraryOf(fs: Process["fs"], environment: PythonEnvironment): string {
  if (!environment.venv) return `${environment.prefix}/lib/python${environment.short}`;
  const home = /^home = (.*)$/m.exec(fs.readText(`${environment.prefix}/pyvenv.cfg`))?.[1] ?? "/usr/local/bin";
  return `${home.replace(/\/bin$/, "")}/lib/python${environment.short}`;
}

export function optionsFor(
  process: Process,
  environment: PythonEnvironment,
  { letters }: Flags,
  argv: readonly string[],
  first: string,
): InterpreterOptions {
  const { fs, env } = process;
  const library = libraryOf(fs, environment);
  const isolated = letters.includes("I") || letters.includes("E");
  const given = isolated ? [] : (env.get("PYTHONPATH") ?? "").split(":").filter(Boolean);
  const zip = `${library.replace(/\/python[\d.]+$/, "")}/python${environment.short.replace(".", "")}.zip`;
  const sites = environment.path.filter((folder) => fs.exists(folder));
  const set = (name: string): boolean => !isolated && (env.get(name) ?? "") !== "";
  return {
    version: environment.version,
    executable: environment.executable,
    prefix: environment.prefix,
    argv,
    path: [first, ...given, zip, library, `${library}/lib-dynload`, ...sites, ...editable(fs, sites)],
    libraryFolder: library,
    unbuffered: letters.includes("u") || set("PYTHONUNBUFFERED"),
    writesCache: !letters.includes("B") && !set("PYTHONDONTWRITEBYTECODE"),
  };
}

/** Folders that `.pth` files in site-packages add. */
function editable(fs: Process["fs"], sites: readonly string[]): string[] {
  return sites.flatMap((site) =>
    fs
      .readdir(site)
      .filter((name) => name.endsWith(".pth"))
      .flatMap((name) => fs.readText(`${site}/${name}`).split("\n"))
      .filter((line) => line.startsWith("/")),
  );
}
