/** `-printf` and `-ls`: what find can tell of a file. */
import { accountsOf, groupsIn } from "../../kernel/accounts.ts";
import { baseName, dirName } from "../coreutils/applet.ts";
import { formatDate } from "../coreutils/dates.ts";
import { blocks, inode } from "../coreutils/ls.ts";
import { modeText } from "../coreutils/modes.ts";
import { cEscapes } from "../c-escapes.ts";
import type { Visit } from "./expression.ts";
import type { Search } from "./search.ts";
import { typeLetter } from "./type-letter.ts";

/** How wide the directives are; below 0 the text stands on the left. */
interface Layout {
  readonly columns: readonly number[];
}

/** A function that fills in the format for a file. What it does not know is printed as it stands, with a warning. */
export function printf(format: string, search: Search, layout?: Layout): (visit: Visit) => string {
  const parts: ((visit: Visit) => string)[] = [];
  let column = 0;
  const pattern =
    /%(?<flags>[-+ 0#]*)(?<width>\d*)(?:\.(?<precision>\d+))?(?<letter>[ACTB]?.)|\\(?<octal>[0-7]{1,3})|\\(?<escape>.)|%$|[^%\\]+|\\$/gsu;
  for (const { 0: all, groups = {} } of format.matchAll(pattern)) {
    const { flags = "", width = "", precision, octal, escape: escaped } = groups;
    let { letter } = groups;
    let rest = "";
    if (letter !== undefined && letter.length > 1 && !/^[ACTB][@a-zA-Z+]$/.test(letter)) {
      rest = letter.slice(1);
      letter = letter.slice(0, 1);
    }
    if (octal !== undefined) parts.push(() => String.fromCharCode(Number.parseInt(octal, 8)));
    else if (escaped === "c") break;
    else if (escaped !== undefined) parts.push(() => cEscapes[escaped] ?? `\\${escaped}`);
    else if (letter === undefined) parts.push(() => all);
    else if (letter === "%") parts.push(() => "%");
    else {
      const directive = fields[letter] ?? (letter.length === 2 ? timeField(letter) : undefined);
      if (!directive) {
        search.tool.fail(`warning: unrecognized format directive \`%${letter}'`);
        parts.push(() => all);
        continue;
      }
      const given = layout?.columns[column++] ?? 0;
      const wide = Number(width) || Math.abs(given);
      const left = flags.includes("-") || given < 0;
      parts.push((visit) => {
        const text = directive(visit, search);
        const cut = precision === undefined ? text : text.slice(0, Number(precision));
        if (left) return cut.padEnd(wide);
        return cut.padStart(wide, flags.includes("0") ? "0" : " ");
      });
    }
    if (rest !== "") parts.push(() => rest);
  }
  return (visit) => parts.map((part) => part(visit)).join("");
}

type Field = (visit: Visit, search: Search) => string;

const user: Field = ({ node }, { process }) => accountsOf(process.fs).find(({ uid }) => uid === node.uid)?.name ?? String(node.uid);
const group: Field = ({ node }, { process }) => groupsIn(process.fs).find(({ gid }) => gid === node.gid)?.name ?? String(node.gid);
const time: Field = ({ node }) => formatDate("%a %b %e %H:%M:%S.%N0 %Y", node.mtime);
const size: Field = ({ path }, { process }) => String(process.fs.attributes(path, { follow: false }).size);
/** What stands before the last name; `.` where nothing does. */
const folder: Field = ({ name }) => (name.includes("/") ? dirName(name) : ".");
const seconds: Field = ({ node }) => `${(node.mtime / 1000).toFixed(9)}0`;

const fields: Readonly<Record<string, Field>> = {
  p: ({ name }) => name,
  P: ({ name, start }) => name.slice(start.length).replace(/^\//, ""),
  f: ({ name }) => baseName(name),
  h: folder,
  H: ({ start }) => start,
  s: size,
  k: ({ node, path }, { process }) => String(blocks(node, process.fs.attributes(path, { follow: false }).size)),
  b: ({ node, path }, { process }) => String(2 * blocks(node, process.fs.attributes(path, { follow: false }).size)),
  m: ({ node }) => node.mode.toString(8),
  M: ({ node }) => modeText(node.kind === "file" ? (node.device?.type ?? "file") : node.kind, node.mode),
  u: user,
  g: group,
  U: ({ node }) => String(node.uid),
  G: ({ node }) => String(node.gid),
  y: ({ node }) => typeLetter(node),
  Y: ({ node, path }, { process }) => {
    const target = node.kind === "symlink" ? process.fs.lookup(path) : node;
    return target ? typeLetter(target) : "N";
  },
  l: ({ node }) => (node.kind === "symlink" ? node.target : ""),
  d: ({ depth }) => String(depth),
  n: ({ path }, { process }) => String(process.fs.links(path, { follow: false })),
  i: ({ path, node }, { process }) => String(inode(process.fs, path, node)),
  F: () => "overlay",
  D: () => "47",
  a: time,
  c: time,
  t: time,
};

/** `%T@`, `%TY`, `%T+`: a part of a file's time. The lab keeps one. */
function timeField(letters: string): Field | undefined {
  const kind = letters[1] as string;
  if (kind === "@") return seconds;
  if (kind === "+") return ({ node }) => formatDate("%Y-%m-%d+%H:%M:%S.%N0", node.mtime);
  if (kind === "S" || kind === "T") return ({ node }) => formatDate(`%${kind}.%N0`, node.mtime);
  return /[a-zA-Z]/.test(kind) ? ({ node }) => formatDate(`%${kind}`, node.mtime) : undefined;
}
