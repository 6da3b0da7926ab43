/** The options of procps' ps: which columns they ask for. What they select does not matter where the processes are given. */
import { EngineError } from "../api.ts";

/** One column asked for: ps' name of it, and the heading where it is given another. */
export interface PsColumn {
  readonly name: string;
  readonly title?: string;
}

/** What the host's ps ends with; the daemon hands on the first line of it. */
const wrong = (message: string): EngineError => new EngineError(500, `ps: error: ${message}`);

const named = (text: string): PsColumn[] => text.split(" ").map((name) => ({ name }));

/** The layouts of the two styles of options, as ps(1) lists them. */
const layouts = {
  plain: "pid tty time ucmd",
  f: "uid pid ppid c stime tty time cmd",
  F: "uid pid ppid c sz rss psr stime tty time cmd",
  l: "f s uidnumber pid ppid c pri ni addr sz wchan tty time ucmd",
  j: "pid pgid sid tty time ucmd",
  jf: "uid pid ppid pgid sid c stime tty time cmd",
  lf: "f s uid pid ppid c pri ni addr sz wchan stime tty time cmd",
  bsd: "pid tty stat shorttime args",
  bsdUser: "user pid %cpu %mem vsz rss tty stat start shorttime args",
  bsdLong: "f uidnumber pid ppid pri ni vsz rss wchan stat tty shorttime args",
  bsdJobs: "ppid pid pgid sid tty tpgid stat uidnumber shorttime args",
} as const;

/** Letters behind one dash: those that only select or order, and those that take the rest of the word or the next one. */
const dashed = /^[aAdeNHfFljcwyMTLZ]$/;
const dashedWithList = "pqCGgstuU";
/** Letters without a dash. */
const bare = /^[agrTxcefhjlnuvwSmH]$/;
const bareWithList = "pqtU";
/** `-aux`: what makes no sense behind a dash is read as if there were none. */
const bareAfterAll = /^-[auxwf]*x[auxwf]*$/;
const longFlags =
  /^--(forest|headers?|no-headers?|noheaders?|deselect|cumulative|sort(=.*)?|cols=.*|columns=.*|width=.*|rows=.*|lines=.*)$/;

/**
 * @param args the words behind `docker top CONTAINER`
 * @throws EngineError 500 with what ps says of options it does not take
 */
export function psColumns(args: readonly string[]): readonly PsColumn[] {
  const words = [...args];
  const chosen: PsColumn[] = [];
  const letters = new Set<string>();
  let bsd = false;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const long = /^--(format|pid|ppid|user|tty)(?:=(.*))?$/.exec(word);
    if (long) {
      const value = long[2] ?? words.shift() ?? "";
      if (long[1] === "format") chosen.push(...listed(value));
    } else if (word.startsWith("--")) {
      if (!longFlags.test(word)) throw wrong("unknown gnu long option");
    } else if (/^-?\d+$/.test(word)) continue;
    // Whoever begins with a number lists pids.
    else if (/^\d/.test(word)) requirePids(word);
    else {
      const isBare = !word.startsWith("-") || bareAfterAll.test(word);
      bsd ||= isBare;
      readLetters(word.replace(/^-/, ""), isBare ? "bsd" : "dash", words, letters, chosen);
    }
  }
  if (chosen.length > 0) return chosen;
  return layoutOf(letters, bsd);
}

function readLetters(text: string, style: "bsd" | "dash", words: string[], letters: Set<string>, chosen: PsColumn[]): void {
  const takesList = style === "bsd" ? bareWithList : dashedWithList;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string;
    const rest = text.slice(at + 1);
    if (letter === "o" || letter === "O") {
      const value = rest || words.shift();
      if (value === undefined) throw wrong(`format specification must follow ${style === "bsd" ? "" : "-"}${letter}`);
      chosen.push(...listed(value));
      return;
    }
    if (takesList.includes(letter)) {
      const list = rest || words.shift();
      if (list === undefined) throw wrong(`list of process IDs must follow ${style === "bsd" ? "" : "-"}${letter}`);
      if (letter === "p") requirePids(list);
      return;
    }
    if (!(style === "bsd" ? bare : dashed).test(letter))
      throw wrong(style === "bsd" ? "unsupported option (BSD syntax)" : "unsupported SysV option");
    letters.add(style === "bsd" ? `bsd ${letter}` : letter);
  }
}

/** @throws EngineError 500 */
function requirePids(list: string): void {
  if (!list.split(/[ ,]/).every((word) => /^\d+$/.test(word))) throw wrong("process ID list syntax error");
}

/** `pid,comm=WHAT`: behind the equals sign everything is the heading. */
function listed(text: string): PsColumn[] {
  const at = text.indexOf("=");
  const names = (at < 0 ? text : text.slice(0, at)).split(/[ ,]/).filter((name) => name !== "");
  return names.map((name, index) => ({ name, ...(at >= 0 && index === names.length - 1 ? { title: text.slice(at + 1) } : {}) }));
}

function layoutOf(letters: ReadonlySet<string>, bsd: boolean): PsColumn[] {
  const pick = (): keyof typeof layouts => {
    if (letters.has("bsd u")) return "bsdUser";
    if (letters.has("bsd l")) return "bsdLong";
    if (letters.has("bsd j")) return "bsdJobs";
    if (bsd) return "bsd";
    if (letters.has("F")) return "F";
    if (letters.has("l")) return letters.has("f") ? "lf" : "l";
    if (letters.has("j")) return letters.has("f") ? "jf" : "j";
    return letters.has("f") ? "f" : "plain";
  };
  const columns = named(layouts[pick()]);
  const thread = letters.has("T") ? "spid" : letters.has("L") ? "lwp" : undefined;
  if (thread === undefined) return columns;
  const at = columns.findIndex(({ name }) => name === (letters.has("L") && columns.some(({ name }) => name === "ppid") ? "ppid" : "pid"));
  return columns.toSpliced(at + 1, 0, { name: thread });
}
