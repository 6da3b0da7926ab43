/** `python -m compileall` and `-m py_compile`. */
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import type { Process } from "../../program.ts";
import { hole } from "../binaries.ts";
import { absolute, print, printError } from "../lab.ts";
import type { PythonEnvironment } from "./environment.ts";
import { parseModule } from "../../python/syntax/statements.ts";
import { PythonSyntaxError } from "../../python/syntax/syntax-error.ts";

/** Compiles every module below the given folders; `-q` says nothing. */
export function compileAll(process: Process, environment: PythonEnvironment, args: readonly string[]): number {
  const quiet = args.some((word) => word.startsWith("-q"));
  const places = args.filter((word) => !word.startsWith("-"));
  let status = 0;
  const visit = (path: string, shown: string): void => {
    const node = process.fs.lookup(path);
    if (node?.kind === "directory") {
      if (!quiet) print(process, `Listing '${shown}'...`);
      for (const name of process.fs.readdir(path)) {
        const child = process.fs.lookup(`${path}/${name}`);
        if (child?.kind === "directory" ? name !== "__pycache__" : name.endsWith(".py")) visit(`${path}/${name}`, `${shown}/${name}`);
      }
    } else if (node) {
      if (!quiet) print(process, `Compiling '${shown}'...`);
      if (!compile(process, environment, path, shown)) status = 1;
    } else {
      print(process, `Listing '${shown}'...`, `Can't list '${shown}'`);
      status = 1;
    }
  };
  for (const place of places.length > 0 ? places : [environment.site]) visit(absolute(process.cwd, place), place);
  return status;
}

/** Compiles the named files. */
export function compileFiles(process: Process, environment: PythonEnvironment, args: readonly string[]): number {
  let status = 0;
  for (const file of args) {
    const path = absolute(process.cwd, file);
    if (!process.fs.exists(path)) {
      printError(process, `[Errno 2] No such file or directory: '${file}'`);
      status = 1;
    } else if (!compile(process, environment, path, file)) status = 1;
  }
  return status;
}

function compile(process: Process, environment: PythonEnvironment, path: string, shown: string): boolean {
  const text = process.fs.readText(path);
  try {
    parseModule(text);
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    const source = (text.split("\n")[error.line - 1] ?? "").trim();
    printError(process, `***   File "${shown}", line ${error.line}`, `    ${source}`, `${error.kind}: ${error.message}`, "");
    return false;
  }
  writeCompiled(process.fs, environment, path, text.length);
  return true;
}

function writeCompiled(fs: WorkingTree, environment: PythonEnvironment, path: string, size: number): void {
  const slash = path.lastIndexOf("/");
  const name = path.slice(slash + 1).replace(/\.py$/, "");
  fs.writeFile(`${path.slice(0, slash)}/__pycache__/${name}.cpython-${environment.short.replace(".", "")}.pyc`, hole(120 + size), {
    parents: true,
  });
}
