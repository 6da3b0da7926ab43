/** `-e`, `--env-file`, `-l` and `--label-file`. */
import { FsError } from "../../engine/filesystem/errors.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { pairsOf } from "../flags/pairs.ts";
import { absolute } from "../paths.ts";

/**
 * Variables in the order the engine gets them: files first, then `-e`. A name alone takes the value of the shell that runs
 * docker. One that has none there is left out of a file's; from `-e` it goes on alone, which takes the image's away.
 * @throws CliError
 */
export function environmentOf(context: DockerContext, files: readonly string[], given: readonly string[]): string[] {
  const fromFiles = files.flatMap((file) => readPairs(context, file, (name) => inherited(context, name)));
  return [...fromFiles, ...given.map((pair) => (pair.includes("=") ? pair : (inherited(context, pair)[0] ?? pair)))];
}

/** @throws CliError */
export function labelsOf(context: DockerContext, files: readonly string[], given: readonly string[]): Record<string, string> {
  return pairsOf([...files.flatMap((file) => readPairs(context, file, () => [])), ...given]);
}

function inherited(context: DockerContext, name: string): string[] {
  const value = context.env.get(name);
  return value === undefined ? [] : [`${name}=${value}`];
}

/** Files of labels are read, and complained about, as those of variables are. */
function readPairs(context: DockerContext, file: string, alone: (name: string) => string[]): string[] {
  const lines = readLines(context, file);
  return lines.flatMap((line) => {
    const text = line.replace(/^[ \t]+/, "");
    if (text === "" || text.startsWith("#")) return [];
    const at = text.indexOf("=");
    const name = at < 0 ? text : text.slice(0, at);
    if (/[ \t]/.test(name)) throw new CliError(`invalid env file (${file}): variable '${name}' contains whitespaces`);
    if (name === "") throw new CliError(`invalid env file (${file}): no variable name on line '${text}'`);
    return at < 0 ? alone(name.trim()) : [text];
  });
}

/** @throws CliError for bytes that are no text */
function decoded(line: string, number: number, words: string): string {
  const bytes = Uint8Array.from(line, (character) => character.charCodeAt(0));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new CliError(`${words}: invalid utf8 bytes at line ${number}: [${bytes.join(" ")}]`);
  }
}

function readLines(context: DockerContext, file: string): string[] {
  try {
    const text = new TextDecoder("latin1").decode(context.disk.readFile(absolute(context.cwd, file)));
    return text.split(/\r?\n/).map((line, index) => decoded(line, index + 1, `invalid env file (${file})`));
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (error.code === "EISDIR") throw new CliError(`invalid env file (${file}): read ${file}: is a directory`);
    throw new CliError(`open ${file}: ${error.reason.toLowerCase()}`);
  }
}
