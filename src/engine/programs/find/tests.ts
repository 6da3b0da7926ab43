/** Tests of a find expression: what a file is called, what kind it is, whose, how big and how old. */
import { parseDate } from "../coreutils/dates.ts";
import { inode } from "../coreutils/ls.ts";
import { ModeError, parseMode } from "../coreutils/modes.ts";
import { javascriptPattern, PatternError } from "../coreutils/posix-pattern.ts";
import { accountsOf, groupsIn } from "../../kernel/accounts.ts";
import { patternToRegExp } from "../shell/pattern.ts";
import { testWords } from "../shell/test-expression.ts";
import { baseName } from "../coreutils/applet.ts";
import { FindError, type Predicate, type Visit } from "./expression.ts";
import { counted } from "./numbers.ts";
import type { Search } from "./search.ts";
import { typeLetter } from "./type-letter.ts";
import type { Reader, Words } from "./words.ts";

function glob(of: (visit: Visit) => string, ignoreCase = false): Reader {
  return (words, name) => {
    const pattern = patternToRegExp(words.value(name), { ignoreCase });
    return (visit) => pattern.test(of(visit));
  };
}

/** A start such as `./` is called by what stands before the slash. */
function ownName({ name }: Visit): string {
  return baseName(name);
}

function regex(ignoreCase: boolean): Reader {
  return (words, name) => {
    const text = words.value(name);
    const { tool, regexType } = words.search;
    const extended = /egrep|extended|awk/.test(regexType);
    try {
      // GNU's own kind is Emacs's: `+` and `?` are bare, groups have backslashes.
      const own = tool.gnu && ["findutils-default", "emacs"].includes(regexType);
      const source = own
        ? javascriptPattern(
            text.replace(/\\.|\[\^?\]?[^\]]*\]|[+?]/g, (part) => (part === "+" || part === "?" ? `\\${part}` : part)),
            "basic",
          )
        : javascriptPattern(text, extended ? "extended" : "basic");
      const pattern = new RegExp(`^(?:${source})$`, ignoreCase ? "isu" : "su");
      return (visit) => pattern.test(visit.name);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      throw new FindError(
        tool.gnu ? `failed to compile regular expression '${text}': ${error.message}` : `bad regex '${text}': ${error.message}`,
      );
    }
  };
}

const type: Reader = (words, name) => {
  const text = words.value(name);
  const { gnu } = words.search.tool;
  const letters = text.split(",");
  if (gnu && text.length > 1 && !text.includes(",")) throw new FindError(`Must separate multiple arguments to ${name} using: ','`);
  for (const letter of letters)
    if (!/^[bcdflps]$/.test(letter))
      throw new FindError(gnu ? `Unknown argument to ${name}: ${text}` : `invalid argument '${text}' to '${name}'`);
  const follows = name === "-xtype";
  return ({ node, path }) => {
    const seen = follows && node.kind === "symlink" ? (words.search.process.fs.lookup(path) ?? node) : node;
    return letters.includes(typeLetter(seen));
  };
};

/** Bytes to a unit of `-size`. */
const sizeUnits: Readonly<Record<string, number>> = { "": 512, b: 512, c: 1, w: 2, k: 1024, M: 1024 ** 2, G: 1024 ** 3 };

const size: Reader = (words, name) => {
  const text = words.value(name);
  const [, number = "", unit = ""] = /^([-+]?\d+)(.?)$/.exec(text) ?? [];
  const bytes = sizeUnits[unit];
  const { gnu } = words.search.tool;
  if (number === "") throw new FindError(gnu ? `Invalid argument \`${text}' to ${name}` : `invalid number '${text}'`);
  if (bytes === undefined || (!gnu && !/^[bcwk]?$/.test(unit)))
    throw new FindError(gnu ? `invalid ${name} type \`${unit}'` : `invalid number '${text}'`);
  const matches = counted(number) as (value: number) => boolean;
  return ({ path }) => {
    const { size: found } = words.search.process.fs.attributes(path, { follow: false });
    // GNU counts units that are begun; busybox compares bytes, and a unit less than one is none.
    return matches(Math.ceil(found / bytes));
  };
};

/** `-mtime`, `-mmin`: how many units old. The lab keeps one time of a file. */
function age(unit: number): Reader {
  return (words, name) => {
    const text = words.value(name);
    const { search } = words;
    const matches = counted(text);
    if (!matches) throw badNumber(search, name, text);
    return ({ node }) => matches(Math.floor((search.now - node.mtime) / unit));
  };
}

function badNumber({ tool }: Search, name: string, text: string): FindError {
  return new FindError(tool.gnu ? `invalid argument \`${text}' to \`${name}'` : `invalid number '${text}'`);
}

function number(of: (visit: Visit, search: Search) => number): Reader {
  return (words, name) => {
    const text = words.value(name);
    const matches = counted(text);
    if (!matches) throw badNumber(words.search, name, text);
    return (visit) => matches(of(visit, words.search));
  };
}

const newer: Reader = (words, name) => {
  const file = words.value(name);
  const { search } = words;
  const node = search.process.fs.lookup(search.at(file));
  if (!node)
    throw new FindError(search.tool.gnu ? `‘${file}’: No such file or directory` : `can't stat '${file}': No such file or directory`);
  return (visit) => visit.node.mtime > node.mtime;
};

/** `-newermt DATE`, `-newermm FILE`. */
const newerThan: Reader = (words, name) => {
  if (!name.endsWith("t")) return newer(words, name);
  const text = words.value(name);
  const time = parseDate(text, words.search.now);
  if (time === undefined) throw new FindError(`I cannot figure out how to interpret ‘${text}’ as a date or time`);
  return (visit) => visit.node.mtime > time;
};

function owner(kind: "user" | "group"): Reader {
  return (words, name) => {
    const text = words.value(name);
    const { process, tool } = words.search;
    const id =
      kind === "user"
        ? accountsOf(process.fs).find((one) => one.name === text)?.uid
        : groupsIn(process.fs).find((one) => one.name === text)?.gid;
    const wanted = id ?? (/^\d+$/.test(text) ? Number(text) : undefined);
    if (wanted === undefined)
      throw new FindError(
        tool.gnu ? `‘${text}’ is not the name of ${kind === "user" ? "a known user" : "an existing group"}` : `unknown ${kind} ${text}`,
      );
    return ({ node }) => (kind === "user" ? node.uid : node.gid) === wanted;
  };
}

const perm: Reader = (words, name) => {
  const text = words.value(name);
  const [, sign = "", mode = ""] = /^([-/]?)(.*)$/s.exec(text) as RegExpExecArray;
  let wanted: number;
  try {
    wanted = parseMode(mode, 0, { directory: false, umask: 0 });
  } catch (error) {
    if (!(error instanceof ModeError)) throw error;
    throw new FindError(`invalid mode ${words.search.tool.gnu ? `‘${text}’` : `'${text}'`}`);
  }
  return ({ node }) =>
    sign === "-" ? (node.mode & wanted) === wanted : sign === "/" ? wanted === 0 || (node.mode & wanted) !== 0 : node.mode === wanted;
};

function access(letter: "r" | "w" | "x"): Reader {
  return ({ search }) =>
    ({ path }) =>
      testWords([`-${letter}`, path], search.process, "gnu");
}

const sameFile: Reader = (words, name) => {
  const file = words.value(name);
  const { process, at } = { process: words.search.process, at: words.search.at(file) };
  if (!process.fs.exists(at)) throw new FindError(`‘${file}’: No such file or directory`);
  const names = process.fs.hardLinks(at);
  const real = process.fs.realpath(at);
  return ({ path }) => path === real || names.includes(path);
};

function unknownOwner(kind: "user" | "group"): (words: Words) => Predicate {
  return ({ search }) => {
    const known = new Set(
      kind === "user" ? accountsOf(search.process.fs).map(({ uid }) => uid) : groupsIn(search.process.fs).map(({ gid }) => gid),
    );
    return ({ node }) => !known.has(kind === "user" ? node.uid : node.gid);
  };
}

const day = 86_400_000;
const linkTarget = ({ node }: Visit): string => (node.kind === "symlink" ? node.target : "");
const whole = ({ name }: Visit): string => name;

export const tests: Readonly<Record<string, Reader>> = {
  "-name": glob(ownName),
  "-iname": glob(ownName, true),
  "-path": glob(whole),
  "-wholename": glob(whole),
  "-ipath": glob(whole, true),
  "-iwholename": glob(whole, true),
  "-lname": glob(linkTarget),
  "-ilname": glob(linkTarget, true),
  "-regex": regex(false),
  "-iregex": regex(true),
  "-type": type,
  "-xtype": type,
  "-size": size,
  "-empty":
    () =>
    ({ node }) =>
      node.kind === "directory" ? node.entries.size === 0 : node.kind === "file" && node.content.size === 0,
  "-mtime": age(day),
  "-atime": age(day),
  "-ctime": age(day),
  "-mmin": age(60_000),
  "-amin": age(60_000),
  "-cmin": age(60_000),
  "-newer": newer,
  "-anewer": newer,
  "-cnewer": newer,
  "-newerXY": newerThan,
  "-user": owner("user"),
  "-group": owner("group"),
  "-uid": number(({ node }) => node.uid),
  "-gid": number(({ node }) => node.gid),
  "-nouser": unknownOwner("user"),
  "-nogroup": unknownOwner("group"),
  "-links": number(({ path }, { process }) => process.fs.links(path, { follow: false })),
  "-inum": number(({ path, node }, { process }) => inode(process.fs, path, node)),
  "-perm": perm,
  "-readable": access("r"),
  "-writable": access("w"),
  "-executable": access("x"),
  "-samefile": sameFile,
  "-true": () => () => true,
  "-false": () => () => false,
};
