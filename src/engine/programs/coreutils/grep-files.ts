/** Which files `grep` looks into. */
import type { Process } from "../program.ts";
import { at, baseName } from "./applet.ts";
import { patternToRegExp } from "../shell/pattern.ts";
import type { Options } from "./options.ts";

export interface FileToSearch {
  /** As on the command line or below it; `undefined` for standard input. */
  readonly path?: string;
  /** What stands before its lines; `undefined` where only standard input is read. */
  readonly title?: string;
}

/** The operands, and with `-r` all that is below them. */
export function* filesToSearch(process: Process, options: Options, operands: readonly string[]): Generator<FileToSearch> {
  const recursive = options.has("r") || options.has("R");
  if (operands.length === 0 && !recursive) {
    yield {};
    return;
  }
  for (const operand of operands.length > 0 ? operands : ["."]) {
    if (operand === "-") yield { title: options.value("label") ?? "(standard input)" };
    else if (recursive && process.fs.lookup(at(process, operand))?.kind === "directory")
      yield* below(process, options, operand, operands.length === 0 ? "" : `${operand.replace(/\/$/, "")}/`);
    else yield { path: operand, title: operand };
  }
}

function* below(process: Process, options: Options, folder: string, prefix: string): Generator<FileToSearch> {
  const wanted = (name: string): boolean => {
    const matches = (globs: readonly string[]): boolean => globs.some((glob) => patternToRegExp(glob).test(name));
    return (!options.has("include") || matches(options.values("include"))) && !matches(options.values("exclude"));
  };
  for (const name of process.fs.readdir(at(process, folder))) {
    const path = `${folder === "/" ? "" : folder}/${name}`;
    const node = process.fs.lookup(at(process, path), { follow: options.has("R") });
    if (node?.kind === "directory") {
      if (!options.values("exclude-dir").some((glob) => patternToRegExp(glob).test(baseName(name))))
        yield* below(process, options, path, `${prefix}${name}/`);
    } else if (node?.kind === "file" && wanted(name)) yield { path, title: `${prefix}${name}` };
  }
}
