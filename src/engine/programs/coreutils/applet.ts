import { FsError } from "../../filesystem/errors.ts";
import type { Process } from "../program.ts";
import { inLocale } from "./locale.ts";

/** The two families of tools that images have: their options are much the same, their words are not. */
export type Flavour = "gnu" | "busybox";

/** One tool. `name` is what it was called by, `args` what followed. */
export type Applet = (process: Process, args: readonly string[], tool: Tool) => Promise<number> | number;

export type Applets = Readonly<Record<string, Applet>>;

/** How a tool speaks. */
export class Tool {
  readonly name: string;
  readonly flavour: Flavour;
  readonly #process: Process;

  constructor(process: Process, name: string, flavour: Flavour) {
    this.#process = process;
    this.name = name;
    this.flavour = flavour;
  }

  get gnu(): boolean {
    return this.flavour === "gnu";
  }

  /** `name: text` on standard error; gives 1. Quotes are written ‘ ’ and come out as the locale has them. */
  fail(text: string, status = 1): number {
    this.#process.stderr(`${this.name}: ${inLocale(this.#process, text)}\n`);
    return status;
  }

  /** Says what went wrong with a file. `gnu` and `busybox` are what stands before the reason. */
  failFile(error: unknown, gnu: string, busybox: string): number {
    if (!(error instanceof FsError)) throw error;
    return this.fail(`${this.gnu ? gnu : busybox}: ${error.reason}`);
  }

  /** A mistake in the command line. */
  usage(text: string, status = 1): number {
    // busybox answers a missing operand with the usage alone.
    if (this.gnu || !text.startsWith("missing")) this.fail(text);
    if (!this.gnu) this.#process.stderr(busyboxUsage(this.name));
    else this.#process.stderr(`Try '${this.name} --help' for more information.\n`);
    return status;
  }
}

const usages: Readonly<Record<string, string>> = {
  basename: "FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...",
  comm: "[-123] FILE1 FILE2",
  dirname: "FILENAME",
  factor: "[NUMBER]...",
  find: "[-HL] [PATH]... [OPTIONS] [ACTIONS]",
  flock: "[-sxun] FD | { FILE [-c] PROG ARGS }",
  head: "[OPTIONS] [FILE]...",
  link: "FILE LINK",
  mkfifo: "[-m MODE] NAME",
  readlink: "[-fnv] FILE",
  realpath: "FILE...",
  seq: "[-w] [-s SEP] [FIRST [INC]] LAST",
  setsid: "[-c] PROG ARGS",
  shred: "[-fuz] [-n N] [-s SIZE] FILE...",
  shuf: "[-n NUM] [-o FILE] [-z] [FILE | -e [ARG...] | -i L-H]",
  sort: "[-nrugMcszbdfiokt] [-o FILE] [-k START[.OFS][OPTS][,END[.OFS][OPTS]] [-t CHAR] [FILE]...",
  timeout: "[-s SIG] [-k KILL_SECS] SECS PROG ARGS",
  uname: "[-amnrspvio]",
  unlink: "FILE",
  watch: "[-n SEC] [-t] PROG ARGS",
  xxd: "[-pri] [-g N] [-c N] [-l LEN] [-s OFS] [-o OFS] [FILE]",
  cat: "[-nbvteA] [FILE]...",
  chmod: "[-Rcvf] MODE[,MODE]... FILE...",
  chown: "[-Rhcvf]... USER[:[GRP]] FILE...",
  cp: "[-arPLHpfinlsTu] SOURCE DEST\n   or: cp [-arPLHpfinlsu] SOURCE... { -t DIRECTORY | DIRECTORY }",
  grep: "[-HhnlLoqvsrRiwFEz] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...\n\nSearch for PATTERN in FILEs (or stdin)",
  ln: "[-sfnbtv] [-S SUF] TARGET... LINK|DIR",
  ls: "[-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...",
  mkdir: "[-m MODE] [-p] DIRECTORY...",
  mv: "[-finT] SOURCE DEST\n   or: mv [-fin] SOURCE... { -t DIRECTORY | DIRECTORY }",
  rm: "[-irf] FILE...",
  rmdir: "[-p] DIRECTORY...",
  sleep: "[N]...",
  tar: "c|x|t [-ZzJjahmvokO] [-f TARFILE] [-C DIR] [FILE]...",
  touch: "[-cham] [-d DATE] [-t DATE] [-r FILE] FILE...",
};

function busyboxUsage(name: string): string {
  return `BusyBox v1.37.0 multi-call binary.\n\nUsage: ${name} ${usages[name] ?? "[OPTION]... [ARG]..."}\n`;
}

/** An absolute path for one given on the command line. */
export function at(process: Process, path: string): string {
  return path.startsWith("/") ? path : `${process.cwd === "/" ? "" : process.cwd}/${path}`;
}

export function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" ? (path === "" ? "" : "/") : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

export function dirName(path: string): string {
  const trimmed = path.replace(/\/+$/, "");
  const slash = trimmed.lastIndexOf("/");
  if (slash < 0) return trimmed === "" && path.startsWith("/") ? "/" : ".";
  return trimmed.slice(0, slash).replace(/\/+$/, "") || "/";
}

/** A name as GNU tools quote it in messages. */
export function quoted(path: string): string {
  return path.includes("'") && !path.includes('"') ? `"${path}"` : `'${path}'`;
}
