/** The options of procps' ps: which columns they ask for, of which processes, in which order. */
import { EngineError } from "../api.ts";

/** One column asked for: ps' name of it, and the heading where it is given another. */
export interface PsColumn {
  readonly name: string;
  readonly title?: string;
}

/** A list that selects processes. */
export interface PsList {
  readonly by: "command" | "group" | "parent" | "pid" | "realUser" | "session" | "terminal" | "user";
  readonly words: readonly string[];
}

export interface SortKey {
  readonly name: string;
  readonly descending: boolean;
}

export interface PsRequest {
  readonly columns: readonly PsColumn[];
  readonly headers: boolean;
  readonly lists: readonly PsList[];
  /** `-e`, `-A`. */
  readonly everyone: boolean;
  readonly negated: boolean;
  readonly running: boolean;
  /** Something asked for that ps does not do to a list of pids. */
  readonly apart: boolean;
  readonly tree: boolean;
  readonly sort: readonly SortKey[];
  /** Options of BSD's style were among them. */
  readonly bsd: boolean;
  /** The environment stands behind the command. */
  readonly environment: boolean;
  /** The letters given, those without a dash as `bsd x`. */
  readonly flags: ReadonlySet<string>;
}

/** What the host's ps ends with; the daemon hands on the first line of it. */
const wrong = (message: string): EngineError => new EngineError(500, `ps: error: ${message}`);

const named = (text: string): PsColumn[] => text.split(" ").map((name) => ({ name }));

/** The layouts of the two styles of options, as ps(1) lists them. */
const layouts = {
  plain: "pid tname time ucmd",
  f: "uid pid ppid c stime tname time cmd",
  F: "uid pid ppid c sz rss psr stime tname time cmd",
  l: "f s uidnumber pid ppid c opri ni addr sz wchan tname time ucmd",
  ly: "s uidnumber pid ppid c opri ni rss sz wchan tname time ucmd",
  j: "pid pgid sid tname time ucmd",
  jf: "uid pid ppid pgid sid c stime tname time cmd",
  lj: "f s uidnumber pid ppid pgid sid c opri ni addr sz wchan tname time ucmd",
  lf: "f s uid pid ppid c opri ni addr sz wchan stime tname time cmd",
  bsd: "pid tname stat shorttime args",
  bsdUser: "user pid %cpu %mem vsz rss tname stat start shorttime args",
  bsdLong: "f uidnumber pid ppid priority ni vsz rss wchan stat tname shorttime args",
  bsdMemory: "pid tname stat shorttime majfl trs drs rss %mem args",
  bsdJobs: "ppid pid pgid sid tname tpgid stat uidnumber shorttime args",
} as const;

/** Letters behind one dash: those that only select or order, and those that take the rest of the word or the next one. */
const dashed = /^[aAdeNHfFljcwyMTLZPrV]$/;
const dashedLists: Readonly<Record<string, PsList["by"]>> = {
  p: "pid",
  q: "pid",
  C: "command",
  G: "group",
  g: "session",
  s: "session",
  t: "terminal",
  u: "user",
  U: "realUser",
};
/** Letters without a dash. */
const bare = /^[agrTtxcefhjlnuvwSmHLVZM]$/;
const bareLists: Readonly<Record<string, PsList["by"]>> = { p: "pid", q: "pid", U: "user" };
const longLists: Readonly<Record<string, PsList["by"]>> = {
  pid: "pid",
  "quick-pid": "pid",
  ppid: "parent",
  user: "user",
  User: "realUser",
  group: "group",
  Group: "group",
  sid: "session",
  tty: "terminal",
};
/** What is said of a list that is not there. Without it the others list nothing in particular. */
const missing: Readonly<Record<string, string>> = {
  C: "list of command names",
  G: "list of real groups",
  p: "list of process IDs",
  q: "list of process IDs",
  "-U": "list of real users",
  U: "list of users",
};
/** `-aux`: what makes no sense behind a dash is read as if there were none. */
const bareAfterAll = /^-[auxwf]*x[auxwf]*$/;
const longFlags = /^--(headers?|deselect|forest|cumulative|context|no-?headings?|no-?headers?|(cols|columns|width|rows|lines)(=\d+)?)$/;
/** Answers of ps about itself are no table. */
const aboutItself = /^--(help|version|info)(=.*)?$/;

/**
 * @param args the words behind `docker top CONTAINER`
 * @throws EngineError 500 with what ps says of options it does not take
 */
export function readPsOptions(args: readonly string[]): PsRequest {
  return new Reader(args).read();
}

class Reader {
  readonly #words: string[];
  readonly #chosen: PsColumn[] = [];
  /** `-O`: columns beside the usual ones. */
  readonly #beside: PsColumn[] = [];
  readonly #lists: PsList[] = [];
  readonly #sort: SortKey[] = [];
  readonly #flags = new Set<string>();
  #bsd = false;

  constructor(args: readonly string[]) {
    this.#words = [...args];
  }

  read(): PsRequest {
    for (let word = this.#words.shift(); word !== undefined; word = this.#words.shift()) this.#readWord(word);
    const flags = this.#flags;
    const has = (...names: string[]): boolean => names.some((name) => flags.has(name));
    const formats = [...["u", "l", "j", "v"].filter((letter) => has(`bsd ${letter}`))];
    const dashedFormat = has("f", "F", "l", "j") || this.#chosen.length > 0;
    if (formats.length > 1 || (formats.length > 0 && dashedFormat)) throw wrong("conflicting format options");
    if (has("y") && !has("l")) throw wrong("modifier -y without format -l makes no sense");
    const tree = has("--forest", "bsd f");
    return {
      columns: this.#columns(),
      headers: !has("bsd h", "V", "bsd V", "bsd L", "--no-headers"),
      lists: this.#lists,
      everyone: has("e", "A") && !has("N"),
      negated: has("N", "--deselect"),
      running: has("r", "bsd r"),
      apart: tree || has("H", "N", "--deselect", "bsd H") || this.#sort.length > 0,
      tree,
      sort: this.#sort,
      bsd: this.#bsd,
      environment: has("bsd e"),
      flags,
    };
  }

  #readWord(word: string): void {
    const [, name = "", value] = /^--([\w-]+)(?:=(.*))?$/.exec(word) ?? [];
    const by = longLists[name];
    if (by)
      this.#addList(by, value ?? this.#next(by === "pid" || by === "parent" ? `list of process IDs must follow --${name}` : undefined));
    else if (name === "format") this.#chosen.push(...listed(value ?? this.#next("format specification must follow --format")));
    else if (name === "sort") this.#addSort(value ?? this.#next("long sort specification must follow --sort"));
    else if (/^--(cols|columns|width)(=\D.*)?$/.test(word) && !/^\d+$/.test(value ?? this.#words[0] ?? ""))
      throw wrong("number of columns must follow --cols, --width, or --columns");
    else if (aboutItself.test(word)) this.#flags.add("--no-headers");
    else if (word.startsWith("--")) {
      if (!longFlags.test(word)) throw wrong("unknown gnu long option");
      this.#flags.add(/^--no-?head/.test(word) ? "--no-headers" : word);
    } else if (/^-\d+$/.test(word)) this.#addList("session", word.slice(1));
    // Whoever begins with a number lists pids.
    else if (/^\d/.test(word)) this.#addList("pid", word);
    else {
      const isBare = !word.startsWith("-") || bareAfterAll.test(word);
      this.#bsd ||= isBare;
      this.#readLetters(word.replace(/^-/, ""), isBare);
    }
  }

  #readLetters(text: string, isBare: boolean): void {
    const dash = isBare ? "" : "-";
    for (let at = 0; at < text.length; at++) {
      const letter = text[at] as string;
      const rest = text.slice(at + 1);
      const by = (isBare ? bareLists : dashedLists)[letter];
      if (letter === "o" || letter === "O") {
        const names = listed(rest || this.#next(`format specification must follow ${dash}${letter}`));
        (letter === "o" ? this.#chosen : this.#beside).push(...names);
        return;
      }
      if (isBare && letter === "k") {
        this.#addSort(rest || this.#next("long sort specification must follow 'k'"));
        return;
      }
      if (by) {
        const what = missing[dash + letter] ?? missing[letter];
        this.#addList(by, rest || this.#next(what && `${what} must follow ${dash}${letter}`));
        return;
      }
      if (isBare && (letter === "s" || letter === "X"))
        throw new EngineError(500, `drydock: the lab's ps does not know the layout of its option ${letter}`);
      if (!(isBare ? bare : dashed).test(letter)) throw wrong(isBare ? "unsupported option (BSD syntax)" : "unsupported SysV option");
      this.#flags.add(isBare ? `bsd ${letter}` : letter);
    }
  }

  /** @throws EngineError 500 when nothing follows an option that wants something */
  #next(message: string | undefined): string {
    const word = this.#words.shift();
    if (word === undefined && message !== undefined) throw wrong(message);
    return word ?? "";
  }

  /** @throws EngineError 500 */
  #addList(by: PsList["by"], text: string): void {
    const words = text.split(/[ ,]/);
    if (["pid", "parent", "session"].includes(by)) {
      if (!words.every((word) => /^\d+$/.test(word))) throw wrong("process ID list syntax error");
      if (words.some((word) => Number(word) < 1 || Number(word) > 0x7fffffff)) throw wrong("process ID out of range");
    }
    this.#lists.push({ by, words });
  }

  #addSort(text: string): void {
    for (const key of text.split(",")) this.#sort.push({ name: key.replace(/^[+-]/, ""), descending: key.startsWith("-") });
  }

  #columns(): PsColumn[] {
    if (this.#chosen.length > 0) return this.#chosen;
    if (this.#beside.length > 0) return [...named("pid"), ...this.#beside, ...named("s tname time args")];
    return layoutOf(this.#flags, this.#bsd);
  }
}

/** `pid,comm=WHAT`: behind the equals sign everything is the heading. A width shows nowhere. */
function listed(text: string): PsColumn[] {
  const at = text.indexOf("=");
  const names = (at < 0 ? text : text.slice(0, at)).split(/[ ,]/).filter((name) => name !== "");
  if (names.length === 0) throw wrong("improper format list");
  return names.map((written, index) => {
    const [name = "", width] = written.split(":");
    if (width !== undefined && !/^[1-9]\d*$/.test(width)) throw wrong("column widths must be unsigned decimal numbers");
    return { name, ...(at >= 0 && index === names.length - 1 ? { title: text.slice(at + 1) } : {}) };
  });
}

function layoutOf(flags: ReadonlySet<string>, bsd: boolean): PsColumn[] {
  const pick = (): keyof typeof layouts => {
    if (flags.has("bsd u")) return "bsdUser";
    if (flags.has("bsd l")) return "bsdLong";
    if (flags.has("bsd j")) return "bsdJobs";
    if (flags.has("bsd v")) return "bsdMemory";
    if (flags.has("F")) return "F";
    if (flags.has("l") && flags.has("j")) return "lj";
    if (flags.has("l")) return flags.has("f") ? "lf" : flags.has("y") ? "ly" : "l";
    if (flags.has("j")) return flags.has("f") ? "jf" : "j";
    if (flags.has("f")) return "f";
    return bsd ? "bsd" : "plain";
  };
  let columns = named(layouts[pick()]);
  const after = (name: string, added: string): void => {
    columns = columns.flatMap((column) => (column.name === name ? [column, ...named(added)] : [column]));
  };
  if (flags.has("c")) after("pid", "cls pri");
  if (flags.has("P")) after("pid", "psr");
  if (flags.has("T")) after("pid", "spid");
  else if (flags.has("L")) {
    const full = columns.some(({ name }) => name === "ppid");
    after(full ? "ppid" : "pid", "lwp");
    if (full) after("c", "nlwp");
  }
  if (flags.has("bsd c")) columns = columns.map((column) => (column.name === "args" ? { name: "comm" } : column));
  const withLabel = ["M", "Z", "bsd M", "bsd Z", "--context"].some((flag) => flags.has(flag));
  return withLabel ? [{ name: "label" }, ...columns] : columns;
}
