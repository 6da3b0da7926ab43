/** Looking around in a project's folder. */
import type { Process } from "../../program.ts";

/** Files below a folder whose path matches, in order of name; never those of installed packages or of git. */
export function sourcesBelow({ fs }: Pick<Process, "fs">, folder: string, pattern: RegExp): string[] {
  if (fs.lookup(folder)?.kind !== "directory") return [];
  return fs
    .readdir(folder)
    .toSorted()
    .flatMap((name) => {
      const path = `${folder === "/" ? "" : folder}/${name}`;
      const node = fs.lookup(path, { follow: false });
      if (node?.kind === "directory")
        return name === "node_modules" || name === ".git" || name === ".next" ? [] : sourcesBelow({ fs }, path, pattern);
      return node?.kind === "file" && pattern.test(path) ? [path] : [];
    });
}

/** The value of `--name value` or `--name=value`. */
export function optionOf(args: readonly string[], name: string): string | undefined {
  const index = args.indexOf(name);
  if (index >= 0) return args[index + 1];
  return args.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}
