/** The module that a command works in. */
import type { Process } from "../../program.ts";
import { type GoMod, parseGoMod } from "./source.ts";

/** The module a folder is in. */
export interface MainModule {
  readonly folder: string;
  readonly mod: GoMod;
}

/** Looks for go.mod here and above. */
export function findModule(process: Process): MainModule | undefined {
  for (let folder = process.cwd; ; folder = folder.slice(0, folder.lastIndexOf("/"))) {
    const path = `${folder === "/" ? "" : folder}/go.mod`;
    if (process.fs.exists(path)) return { folder: folder || "/", mod: parseGoMod(process.fs.readText(path)) };
    if (folder === "" || folder === "/") return undefined;
  }
}
