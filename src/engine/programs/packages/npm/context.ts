/** What all of npm's commands share: the command line, the node it runs in, the end of an error. */
import type { Process } from "../../program.ts";
import { printError } from "../lab.ts";
import { homeOf } from "../python/environment.ts";

export interface NpmArguments {
  readonly command: string;
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  /** After `--`. */
  readonly rest: readonly string[];
}

const valued = new Set([
  "--prefix",
  "--registry",
  "--loglevel",
  "--omit",
  "--include",
  "--cache",
  "--workspace",
  "-w",
  "--script-shell",
  "-C",
  "--fetch-timeout",
  "--fetch-retries",
  "--only",
]);

export function parseNpm(argv: readonly string[]): NpmArguments {
  const words: string[] = [];
  const options = new Map<string, string>();
  const cut = argv.indexOf("--");
  const own = cut < 0 ? argv : argv.slice(0, cut);
  for (let index = 0; index < own.length; index++) {
    const word = own[index] as string;
    if (!word.startsWith("-")) {
      words.push(word);
      continue;
    }
    const equals = word.indexOf("=");
    const name = equals < 0 ? word : word.slice(0, equals);
    options.set(name, equals >= 0 ? word.slice(equals + 1) : valued.has(name) ? (own[++index] ?? "") : "true");
  }
  const [command = "", ...rest] = words;
  return { command, words: rest, options, rest: cut < 0 ? [] : argv.slice(cut + 1) };
}

/** Where the node that runs npm is, and of which version both are. */
export interface NodeHost {
  readonly nodeVersion: string;
  readonly npmVersion: string;
  /** `/usr/local` */
  readonly prefix: string;
}

/** The last line of every npm error. */
export function logHint(process: Process): string[] {
  const stamp = new Date(process.clock.now()).toISOString().replace(/[:.]/g, "_");
  return [`npm error A complete log of this run can be found in: ${homeOf(process)}/.npm/_logs/${stamp}-debug-0.log`];
}

/** Says that there is no package.json to work with; the exit code npm then ends with. */
export function noManifest(process: Process, path: string): number {
  printError(
    process,
    "npm error code ENOENT",
    "npm error syscall open",
    `npm error path ${path}`,
    "npm error errno -2",
    `npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'`,
    "npm error enoent This is related to npm not being able to find a file.",
    "npm error enoent",
    ...logHint(process),
  );
  return 254;
}
