import { FsError } from "../engine/filesystem/errors.ts";
import type { DockerContext } from "./context.ts";
import { CliError } from "./errors.ts";
import { absolute, parentDirectory } from "./paths.ts";

/**
 * `--output FILE` of `save` and `export`.
 * @param words what stands before the complaint
 * @throws CliError for a place where no file can be
 */
export function checkOutput(path: string, words: string, context: DockerContext): void {
  const fail = (problem: string) => new CliError(`${words}: ${problem}`);
  const parent = parentDirectory(path);
  try {
    const node = context.disk.lookup(absolute(context.cwd, path));
    if (node?.kind === "directory") throw fail("cannot write to a directory");
    if (/^\/dev\/(null|zero|full|tty|stdout|random|urandom)$/.test(absolute(context.cwd, path)))
      throw fail("cannot write to a character device file");
    if (!context.disk.exists(absolute(context.cwd, parent))) throw fail(`invalid output path: stat ${parent}: no such file or directory`);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw fail(`invalid output path: stat ${parent}: ${error.reason.toLowerCase()}`);
  }
}
