/** `-exec`, `-execdir` and `-ok`: a program for each file (`;`), or for many at once (`+`). */
import { isStartError, resolveProgram, startErrorStatus } from "../../kernel/exec.ts";
import { baseName, dirName } from "../coreutils/applet.ts";
import type { Visit } from "./expression.ts";
import type { Search } from "./search.ts";
import type { Reader } from "./words.ts";

/** As many files as one run of a program is given. */
const batch = 5000;

export const execute: Reader = (words, name) => {
  const { search } = words;
  const argv: string[] = [];
  for (;;) {
    const word = words.value(name);
    if (word === ";") break;
    if (word === "+" && argv.at(-1) === "{}") return together(search, argv.slice(0, -1), name);
    argv.push(word);
  }
  if (argv.length === 0) throw words.missing(name);
  const inPlace = name.endsWith("dir");
  return async (visit) => {
    if (name.startsWith("-ok") && !(await agreed(search, argv, visit))) return false;
    const shown = inPlace ? `./${baseName(visit.name)}` : visit.name;
    return (
      (await run(
        search,
        argv.map((word) => word.replaceAll("{}", shown)),
        inPlace ? dirName(visit.path) : undefined,
      )) === 0
    );
  };
};

function together(search: Search, argv: readonly string[], name: string): (visit: Visit) => Promise<boolean> {
  const inPlace = name.endsWith("dir");
  let files: string[] = [];
  let folder: string | undefined;
  const flush = async (): Promise<void> => {
    if (files.length === 0) return;
    const given = files;
    files = [];
    if ((await run(search, [...argv, ...given], folder)) !== 0) search.status = 1;
  };
  search.flushes.push(flush);
  return async (visit) => {
    const here = inPlace ? dirName(visit.path) : undefined;
    if (here !== folder || files.length >= batch) await flush();
    folder = here;
    files.push(inPlace ? `./${baseName(visit.name)}` : visit.name);
    return true;
  };
}

async function run(search: Search, argv: readonly string[], cwd: string | undefined): Promise<number> {
  const { process } = search;
  const image = resolveProgram(process.fs, argv, process.env.get("PATH"), cwd ?? process.cwd);
  if (isStartError(image)) {
    const status = search.status;
    search.complain(argv[0] ?? "", startErrorStatus(image) === 127 ? "No such file or directory" : "Permission denied");
    // GNU's goes on as after any program that failed.
    if (search.tool.gnu) search.status = status;
    return startErrorStatus(image);
  }
  return process.spawn(argv, { image, ...(cwd === undefined ? {} : { cwd }) });
}

async function agreed(search: Search, argv: readonly string[], visit: Visit): Promise<boolean> {
  search.process.stderr(`< ${argv[0]} ... ${visit.name} > ? `);
  return /^y/i.test((await search.process.input.readLine()) ?? "");
}
