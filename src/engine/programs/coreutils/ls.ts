import { FsError } from "../../filesystem/errors.ts";
import type { Node } from "../../filesystem/node.ts";
import { compareNames } from "../../filesystem/walk.ts";
import type { WorkingTree } from "../../filesystem/working-tree.ts";
import { OpenFile } from "../../kernel/open-file.ts";
import type { Process } from "../program.ts";
import { singleQuoted } from "../shell/quoting.ts";
import { accountsOf, groupsIn } from "../../kernel/accounts.ts";
import type { DeviceNumber } from "../../filesystem/node.ts";
import { type Applet, at, type Tool } from "./applet.ts";
import { formatDate } from "./dates.ts";
import { modeText } from "./modes.ts";
import { type Options, parseOptions } from "./options.ts";
import { humanSize } from "./sizes.ts";

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly node: Node;
  readonly links: number;
  /** `.` and `..` have one. */
  readonly size: number;
}

class OpenDirectory extends OpenFile {
  override readonly readable = true;
}

export const ls: Applet = (process, args, tool) => {
  const options = parseOptions(args, {
    short: "1AaBCcdFfGghHIiklLmNnopqQrRsStTuUvw:xXZ",
    long: {
      all: "a",
      "almost-all": "A",
      directory: "d",
      "human-readable": "h",
      inode: "i",
      recursive: "R",
      reverse: "r",
      size: "s",
      classify: "F?",
      color: "color?",
      "group-directories-first": "groups",
      "full-time": "fulltime",
      "numeric-uid-gid": "n",
      "no-group": "G",
      "time-style": "style:",
      sort: "sort:",
      dereference: "L",
      width: "w:",
      si: "h",
      "show-control-chars": "N",
      "hide-control-chars": "q",
      "quote-name": "Q",
      literal: "N",
      time: "time:",
    },
  });
  return new Listing(process, tool, options).run();
};

class Listing {
  readonly #process: Process;
  readonly #tool: Tool;
  readonly #options: Options;
  readonly #users: ReadonlyMap<number, string>;
  readonly #groups: ReadonlyMap<number, string>;
  readonly #long: boolean;
  #status = 0;

  constructor(process: Process, tool: Tool, options: Options) {
    this.#process = process;
    this.#tool = tool;
    this.#options = options;
    this.#long = ["l", "n", "g", "o", "fulltime"].some(options.has);
    // The first name with an id wins, as getpwuid has it.
    this.#users = new Map(
      accountsOf(process.fs)
        .map((account) => [account.uid, account.name] as const)
        .reverse(),
    );
    this.#groups = new Map(
      groupsIn(process.fs)
        .map((group) => [group.gid, group.name] as const)
        .reverse(),
    );
  }

  run(): number {
    const operands = this.#options.operands.length > 0 ? this.#options.operands : ["."];
    const files: Entry[] = [];
    const directories: Entry[] = [];
    for (const operand of operands) {
      const entry = this.#operand(operand);
      if (!entry) continue;
      const isDirectory = entry.node.kind === "directory" && !this.#options.has("d");
      (isDirectory ? directories : files).push(entry);
    }
    if (files.length > 0) this.#print(this.#sorted(files), false);
    const titles = operands.length > 1 || this.#options.has("R");
    let first = files.length === 0;
    for (const directory of this.#sorted(directories)) {
      first = this.#directory(directory.name, directory.path, titles, first);
    }
    return this.#status;
  }

  #operand(operand: string): Entry | undefined {
    const { fs } = this.#process;
    const path = at(this.#process, operand);
    const plainLong = this.#long || this.#options.has("d") || this.#options.has("F");
    const follow = this.#options.has("L") || this.#options.has("H") || !plainLong;
    try {
      const link = fs.stat(path, { follow: false });
      const node = follow ? (fs.lookup(path) ?? link) : link;
      return { name: operand, path, node, links: this.#links(path), size: this.#size(path, node) };
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      this.#tool.fail(this.#tool.gnu ? `cannot access '${operand}': ${error.reason}` : `${operand}: ${error.reason}`);
      this.#status = this.#tool.gnu ? 2 : 1;
      return undefined;
    }
  }

  #directory(name: string, path: string, titles: boolean, first: boolean): boolean {
    const { task } = this.#process;
    // It is open while it is read, which shows in `/proc/self/fd`.
    const fd = task.open(new OpenDirectory(path));
    let names: string[];
    try {
      names = this.#process.fs.readdir(path);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      task.setDescriptor(fd, undefined);
      this.#tool.fail(this.#tool.gnu ? `cannot open directory '${name}': ${error.reason}` : `can't open '${name}': ${error.reason}`);
      this.#status = this.#tool.gnu ? 2 : 1;
      return first;
    }
    if (titles) this.#process.stdout(`${first ? "" : "\n"}${name}:\n`);
    const all = this.#options.has("a") || this.#options.has("f");
    const shown = names.filter((entry) => all || this.#options.has("A") || !entry.startsWith("."));
    const entries = (all ? [".", "..", ...shown] : shown).flatMap((entry) => this.#child(path, entry));
    // busybox looks where links lead only when the directory is closed again.
    if (!this.#tool.gnu) task.setDescriptor(fd, undefined);
    this.#print(this.#sorted(entries), true);
    if (this.#tool.gnu) task.setDescriptor(fd, undefined);
    if (!this.#options.has("R")) return false;
    for (const entry of this.#sorted(entries)) {
      if (entry.node.kind !== "directory" || entry.name === "." || entry.name === "..") continue;
      this.#directory(`${name.replace(/\/$/, "")}/${entry.name}`, entry.path, true, false);
    }
    return false;
  }

  #child(directory: string, name: string): Entry[] {
    const path = `${directory === "/" ? "" : directory.replace(/\/$/, "")}/${name}`;
    const node = this.#process.fs.lookup(path, { follow: this.#options.has("L") }) ?? this.#process.fs.lookup(path, { follow: false });
    return node ? [{ name, path, node, links: this.#links(path), size: this.#size(path, node) }] : [];
  }

  #links(path: string): number {
    return this.#long ? this.#process.fs.links(path, { follow: false }) : 1;
  }

  #size(path: string, { kind }: Node): number {
    return this.#process.fs.attributes(path, { follow: kind !== "symlink" }).size;
  }

  #sorted(entries: readonly Entry[]): Entry[] {
    const { has, value } = this.#options;
    if (has("U") || has("f") || value("sort") === "none") return [...entries];
    const byName = this.#tool.gnu ? compareNames : compareNames;
    const order = [...entries].sort((a, b) => {
      if (has("t") || value("sort") === "time") return b.node.mtime - a.node.mtime || byName(a.name, b.name);
      if (has("S") || value("sort") === "size") return b.size - a.size || byName(a.name, b.name);
      if (has("X") || value("sort") === "extension") return byName(extension(a.name), extension(b.name)) || byName(a.name, b.name);
      if (has("v")) return a.name.localeCompare(b.name, "en", { numeric: true });
      return byName(a.name, b.name);
    });
    if (has("r")) order.reverse();
    if (has("groups")) order.sort((a, b) => Number(b.node.kind === "directory") - Number(a.node.kind === "directory"));
    return order;
  }

  #print(entries: readonly Entry[], total: boolean): void {
    if (this.#long) {
      this.#printLong(entries, total);
      return;
    }
    const lead = this.#leadFor(entries);
    const names = entries.map((entry) => this.#prefix(entry) + lead(entry) + this.#shownName(entry));
    const terminal = this.#process.terminal?.stdout ? this.#process.terminal : undefined;
    if (this.#options.has("m")) this.#process.stdout(names.length > 0 ? `${names.join(", ")}\n` : "");
    else if (this.#options.has("1") || (!terminal && !this.#options.has("C") && !this.#options.has("x"))) {
      if (names.length > 0) this.#process.stdout(`${names.join("\n")}\n`);
    } else {
      const width = terminal?.columns ?? 80;
      this.#process.stdout(this.#tool.gnu ? columns(names, width) : evenColumns(names, width));
    }
  }

  #prefix(entry: Entry): string {
    const { has } = this.#options;
    // busybox's columns are as wide as they ever have to be.
    const cell = (value: number, width: number): string => `${String(value).padStart(this.#tool.gnu ? 0 : width)} `;
    const number = has("i") ? cell(inode(this.#process.fs, entry.path, entry.node), 7) : "";
    return number + (has("s") ? cell(blocks(entry.node, entry.size), 6) : "");
  }

  #printLong(entries: readonly Entry[], total: boolean): void {
    const { has } = this.#options;
    const numeric = has("n");
    const lead = this.#leadFor(entries);
    const rows = entries.map((entry) => {
      const { node } = entry;
      const device = node.kind === "file" ? node.device : undefined;
      const size =
        device && device.type !== "fifo"
          ? deviceSize(device, this.#tool.gnu)
          : has("h")
            ? humanSize(entry.size, this.#tool.flavour)
            : entry.size.toString();
      return {
        mode: modeText(device?.type ?? node.kind, node.mode),
        links: entry.links.toString(),
        user: numeric ? node.uid.toString() : (this.#users.get(node.uid) ?? node.uid.toString()),
        group: numeric ? node.gid.toString() : (this.#groups.get(node.gid) ?? node.gid.toString()),
        size,
        time: this.#time(node.mtime),
        name: lead(entry) + this.#shownName(entry) + this.#target(entry),
        prefix: this.#prefix(entry),
      };
    });
    const width = (pick: (row: (typeof rows)[number]) => string, least: number): number =>
      Math.max(least, ...rows.map((row) => pick(row).length));
    const { gnu } = this.#tool;
    const links = width((row) => row.links, gnu ? 1 : 4);
    const user = width((row) => row.user, gnu ? 1 : 8);
    const group = width((row) => row.group, gnu ? 1 : 8);
    const size = width((row) => row.size, gnu ? 1 : has("h") ? 7 : 9);
    let text = "";
    if (total) {
      const sum = entries.reduce((kilobytes, entry) => kilobytes + blocks(entry.node, entry.size), 0);
      text += `total ${has("h") ? humanSize(sum * 1024, this.#tool.flavour) : sum}\n`;
    }
    for (const row of rows) {
      const owner = `${has("g") ? "" : `${row.user.padEnd(user)} `}${has("o") || has("G") ? "" : `${row.group.padEnd(group)} `}`;
      const sized = row.size.padStart(size);
      text += `${row.prefix}${row.mode} ${row.links.padStart(links)} ${owner}${sized} ${row.time} ${row.name}\n`;
    }
    this.#process.stdout(text);
  }

  /** Where a link leads, as it is shown. */
  #target({ node, path }: Entry): string {
    if (node.kind !== "symlink") return "";
    if (this.#process.fs.lookup(path, { follow: false })) return ` -> ${node.target}`;
    this.#tool.fail(`${path}: cannot read link: No such file or directory`);
    return "";
  }

  #time(mtime: number): string {
    const style = this.#options.value("style");
    if (this.#options.has("fulltime") || style === "full-iso") return formatDate("%Y-%m-%d %H:%M:%S.%N %z", mtime);
    if (style === "long-iso") return formatDate("%Y-%m-%d %H:%M", mtime);
    if (style?.startsWith("+")) return formatDate(style.slice(1), mtime);
    const age = this.#process.clock.now() - mtime;
    const recent = age < 15_778_476_000 && age > -3_600_000;
    return formatDate(recent ? "%b %e %H:%M" : "%b %e  %Y", mtime);
  }

  /** Beside quoted names, the others are moved one place so that all line up. */
  #leadFor(entries: readonly Entry[]): (entry: Entry) => string {
    if (!this.#process.terminal?.stdout || !this.#tool.gnu || ["N", "Q", "1", "m"].some(this.#options.has)) return () => "";
    const isQuoted = ({ name }: Entry): boolean => quoteName(name) !== name;
    return entries.some(isQuoted) ? (entry) => (isQuoted(entry) ? "" : " ") : () => "";
  }

  #shownName(entry: Entry): string {
    let name = entry.name;
    if (this.#options.has("Q")) name = JSON.stringify(name);
    else if (this.#process.terminal?.stdout && !this.#options.has("N"))
      name = this.#tool.gnu ? quoteName(name) : name.replace(control, "?");
    else if (this.#options.has("q")) name = name.replace(control, "?");
    return this.#coloured(name, entry.node) + this.#mark(entry.node);
  }

  #coloured(name: string, node: Node): string {
    const when = this.#options.has("color") ? this.#options.value("color") || "always" : "never";
    if (when === "never" || when === "none" || (when === "auto" && !this.#process.terminal?.stdout)) return name;
    const code = node.kind === "directory" ? "01;34" : node.kind === "symlink" ? "01;36" : node.mode & 0o111 ? "01;32" : undefined;
    return code ? `\x1b[${code}m${name}\x1b[0m` : name;
  }

  #mark(node: Node): string {
    if (node.kind === "directory" && (this.#options.has("F") || this.#options.has("p"))) return "/";
    if (!this.#options.has("F")) return "";
    if (node.kind === "symlink") return this.#long ? "" : "@";
    if (node.kind === "file" && node.device?.type === "fifo") return "|";
    return node.mode & 0o111 ? "*" : "";
  }
}

/** Control characters. */
const control = /\p{Cc}/gu;

/** Names that a shell would not read back plainly are quoted on a terminal. */
function quoteName(name: string): string {
  if (name.search(control) >= 0)
    return `''$'${name.replace(/['\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t")}'`.replace(
      /^''\$'([^\\]*)(.*)'$/s,
      (_, plain: string, rest: string) => (plain === "" ? `''$'${rest}'` : `'${plain}'$'${rest}'`),
    );
  if (name.includes("'") && !/["$`\\]/.test(name)) return `"${name}"`;
  return /[\s'"\\$`*?[\](){}|&;<>!#~=^]/.test(name) ? singleQuoted(name) : name;
}

/**
 * Kilobytes on disk, in blocks of 4096 bytes.
 * @param size what its file system says a directory has
 */
export function blocks(node: Node, size = 4096): number {
  if (node.kind === "symlink") return 0;
  return node.kind === "directory" ? Math.floor(size / 4096) * 4 : Math.ceil(node.content.size / 4096) * 4;
}

/** A number for what is at `path`: the same each time, and for all names of a file. */
export function inode(fs: WorkingTree, path: string, node: Node): number {
  const names = node.kind === "directory" ? [] : fs.hardLinks(path, { follow: false });
  const name = names.length > 1 ? (names[0] as string) : path;
  let hash = 2166136261;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 16777619) >>> 0;
  return 100_000 + (hash % 4_000_000);
}

function extension(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot) : "";
}

/** Names in columns that are all as wide as the longest name, down first: busybox's. */
function evenColumns(names: readonly string[], width: number): string {
  const cell = Math.max(0, ...names.map((name) => [...name].length)) + 2;
  const across = Math.max(1, Math.floor(width / cell));
  const rows = Math.ceil(names.length / across);
  const lines = Array.from({ length: rows }, (_, row) => {
    const cells = names.filter((_name, index) => index % rows === row);
    return `${cells.map((name, index) => (index === cells.length - 1 ? name : name.padEnd(cell))).join("")}\n`;
  });
  return lines.join("");
}

/** Names in columns, down first, two blanks between. */
function columns(names: readonly string[], width: number): string {
  if (names.length === 0) return "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours have no width
  const visible = names.map((name) => [...name.replace(/\x1b\[[\d;]*m/g, "")].length);
  for (let rows = 1; rows <= names.length; rows++) {
    const count = Math.ceil(names.length / rows);
    const widths = Array.from({ length: count }, (_, column) => Math.max(...visible.slice(column * rows, (column + 1) * rows)));
    const total = widths.reduce((sum, value) => sum + value + 2, -2);
    if (total > width && rows < names.length) continue;
    let text = "";
    for (let row = 0; row < rows; row++) {
      const cells = [];
      for (let column = 0; column < count; column++) {
        const index = column * rows + row;
        const name = names[index];
        if (name === undefined) continue;
        const last = (column + 1) * rows + row >= names.length;
        cells.push(last ? name : name + " ".repeat((widths[column] ?? 0) + 2 - (visible[index] ?? 0)));
      }
      text += `${cells.join("")}\n`;
    }
    return text;
  }
  return "";
}

/** What stands for a size. */
function deviceSize({ major, minor }: DeviceNumber, gnu: boolean): string {
  return gnu ? `${major}, ${minor}` : `${String(major).padStart(4)},${String(minor).padStart(4)}`;
}
