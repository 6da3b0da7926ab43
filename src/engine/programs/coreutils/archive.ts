import { gzipSync } from "fflate";
import { allBytes } from "../../filesystem/content.ts";
import type { Change } from "../../filesystem/diff.ts";
import { FsError } from "../../filesystem/errors.ts";
import type { Node } from "../../filesystem/node.ts";
import { type OwnerNames, writeTar } from "../../filesystem/tar.ts";
import { ArchiveError, compressionOf, decompress, isTar, readTar, type TarEntry, unpack } from "../../filesystem/untar.ts";
import { compareNames } from "../../filesystem/walk.ts";
import { accountsOf, groupsIn } from "../../kernel/accounts.ts";
import { outside } from "../../turns.ts";
import type { Process } from "../program.ts";
import { bytesToText } from "../shell/bytes.ts";
import { patternToRegExp } from "../shell/pattern.ts";
import { type Applets, at, type Tool } from "./applet.ts";
import { formatDate } from "./dates.ts";
import { modeText } from "./modes.ts";
import { OptionError, type Options, parseOptions } from "./options.ts";

const long = {
  create: "c",
  extract: "x",
  get: "x",
  list: "t",
  file: "f:",
  verbose: "v",
  gzip: "z",
  gunzip: "z",
  bzip2: "j",
  xz: "J",
  directory: "C:",
  "strip-components": "strip:",
  exclude: "exclude:",
  "same-owner": "same",
  "no-same-owner": "o",
  "no-same-permissions": "nsp",
  "preserve-permissions": "p",
  "auto-compress": "a",
  overwrite: "overwrite",
  "keep-old-files": "k",
  owner: "owner:",
  group: "group:",
  mtime: "mtime:",
  sort: "sort:",
  "numeric-owner": "numeric",
  wildcards: "wildcards",
  transform: "transform:",
  "to-stdout": "O",
  dereference: "h",
  "no-recursion": "flat",
};

function tar(process: Process, args: readonly string[], tool: Tool): number | Promise<number> {
  // `tar czf x` without a dash.
  const first = args[0];
  const dashed = first !== undefined && !first.startsWith("-") ? expandOld(first, args.slice(1)) : args;
  const options = parseOptions(dashed, { short: "cxtrf:vzjJC:pokahOXT:mPuU", long });
  const modes = ["c", "x", "t"].filter(options.has);
  if (modes.length !== 1) {
    if (tool.gnu)
      process.stderr(
        "tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information.\n",
      );
    else tool.fail("must specify one of -cxt");
    return tool.gnu ? 2 : 1;
  }
  if (options.has("c") && (options.has("J") || options.has("j")))
    return tool.fail("drydock: the lab packs gzip and plain tar only; it unpacks bzip2, xz and zstd too", 2);
  return options.has("c") ? create(process, options, tool) : extract(process, options, tool);
}

function expandOld(letters: string, rest: readonly string[]): string[] {
  const words = [...rest];
  const result: string[] = [];
  for (const letter of letters) {
    result.push(`-${letter}`);
    if (!"fCTX".includes(letter)) continue;
    const value = words.shift();
    if (value === undefined)
      throw new OptionError(`Old option '${letter}' requires an argument.`, `option requires an argument: ${letter}`);
    result.push(value);
  }
  return [...result, ...words];
}

function create(process: Process, options: Options, tool: Tool): number {
  const base = options.value("C") === undefined ? process.cwd : at(process, options.value("C") as string);
  const excluded = options.values("exclude").map((pattern) => patternToRegExp(pattern));
  const changes: Change[] = [];
  const archive = options.value("f") ?? "-";
  const toFile = archive !== "-";
  const say = (text: string): void => (toFile ? process.stdout(text) : process.stderr(text));
  let status = 0;
  let stripped = false;
  const add = (written: string, node: Node): void => {
    if (excluded.some((pattern) => pattern.test(written) || pattern.test(written.split("/").pop() ?? ""))) return;
    const path = written.replace(/^\/+/, "").replace(/\/+$/, "");
    if (path !== written.replace(/\/+$/, "") && !stripped) {
      stripped = true;
      tool.fail(tool.gnu ? "Removing leading `/' from member names" : "removing leading '/' from member names");
    }
    if (options.has("v")) say(`${path}${node.kind === "directory" ? "/" : ""}\n`);
    changes.push({ path, node, kind: "added", size: 0, hidden: 0 });
    if (node.kind !== "directory" || options.has("flat")) return;
    for (const name of [...node.entries.keys()].sort(compareNames))
      add(`${written.replace(/\/$/, "")}/${name}`, node.entries.get(name) as Node);
  };
  if (!process.fs.exists(base)) return noDirectory(options, tool);
  if (options.operands.length === 0)
    return tool.fail(tool.gnu ? "Cowardly refusing to create an empty archive" : "empty archive", tool.gnu ? 2 : 1);
  for (const operand of options.operands) {
    const full = operand.startsWith("/") ? operand : `${base}/${operand}`;
    const node = process.fs.lookup(full, { follow: options.has("h") });
    if (node) add(operand, node);
    else {
      tool.fail(tool.gnu ? `${operand}: Cannot stat: No such file or directory` : `${operand}: No such file or directory`);
      status = tool.gnu ? 2 : 1;
    }
  }
  let bytes = writeTar(changes, options.has("numeric") ? undefined : namesOf(process));
  if (tool.gnu) bytes = wholeRecords(bytes);
  if (options.has("z") || (options.has("a") && /\.t?gz$/.test(archive))) bytes = gzipSync(bytes, { mtime: 0 });
  if (toFile) process.fs.writeFile(at(process, archive), bytes);
  else process.stdout(bytesToText(bytes));
  if (status !== 0) tool.fail(tool.gnu ? "Exiting with failure status due to previous errors" : "error exit delayed from previous errors");
  return status;
}

async function extract(process: Process, options: Options, tool: Tool): Promise<number> {
  const archive = options.value("f") ?? "-";
  let entries: TarEntry[];
  try {
    const bytes = archive === "-" ? await process.input.readAllBytes() : process.fs.readFile(at(process, archive));
    const plain = await unpacked(bytes);
    if (!isTar(plain) && (plain.length === 0 || plain.some((byte) => byte !== 0))) throw new ArchiveError("no tar header");
    entries = readTar(plain);
  } catch (error) {
    if (error instanceof FsError) {
      if (!tool.gnu) return tool.fail(`can't open '${archive}': ${error.reason}`);
      tool.fail(`${archive}: Cannot open: ${error.reason}`);
      return tool.fail("Error is not recoverable: exiting now", 2);
    }
    if (!(error instanceof ArchiveError)) throw error;
    if (!tool.gnu) return tool.fail(options.has("z") ? "invalid magic" : "short read");
    tool.fail(options.has("z") ? "Child returned status 1" : "This does not look like a tar archive");
    return tool.fail(options.has("z") ? "Error is not recoverable: exiting now" : "Exiting with failure status due to previous errors", 2);
  }
  const wanted = options.operands.map((operand) => operand.replace(/^\.\//, "").replace(/\/+$/, ""));
  const chosen = entries.filter(
    ({ path }) =>
      wanted.length === 0 ||
      wanted.some((name) => path === name || path.startsWith(`${name}/`) || (options.has("wildcards") && patternToRegExp(name).test(path))),
  );
  const absent = wanted.find(
    (name) => !options.has("wildcards") && !entries.some(({ path }) => path === name || path.startsWith(`${name}/`)),
  );
  if (options.has("t")) for (const entry of chosen) process.stdout(listed(entry, options, tool));
  else if (options.has("O")) {
    for (const { node } of chosen) if (node.kind === "file") process.stdout(bytesToText(allBytes(node.content)));
  } else {
    const failed = lay(process, options, tool, chosen);
    if (failed !== 0) return failed;
  }
  if (absent === undefined) return 0;
  tool.fail(tool.gnu ? `${absent}: Not found in archive` : `${absent}: not found in archive`);
  if (tool.gnu) tool.fail("Exiting with failure status due to previous errors");
  return tool.gnu ? 2 : 1;
}

/** Whatever it was packed with, as tar finds out by itself. @throws ArchiveError */
async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  if (["none", "gzip"].includes(compressionOf(bytes))) return decompress(bytes);
  const { decompressAll } = await outside(import("../../filesystem/decompress/index.ts"));
  const { bytes: plain, error } = decompressAll(bytes);
  if (error !== undefined) throw new ArchiveError(error);
  return plain;
}

function lay(process: Process, options: Options, tool: Tool, entries: readonly TarEntry[]): number {
  const base = options.value("C") === undefined ? process.cwd : at(process, options.value("C") as string);
  if (!process.fs.exists(base)) return noDirectory(options, tool);
  const strip = Number(options.value("strip") ?? 0);
  const idsOf = ownersHere(process, options.has("numeric"));
  const placed = entries.flatMap((entry): TarEntry[] => {
    const path = entry.path.split("/").slice(strip).join("/");
    if (path === "" && strip > 0) return [];
    // Only root gives files away, and not with -o.
    const owner = process.uid === 0 && !options.has("o") ? idsOf(entry) : { uid: process.uid, gid: process.gid };
    return [{ path, node: { ...entry.node, ...owner } }];
  });
  if (options.has("v")) for (const { path, node } of placed) process.stdout(`${path}${node.kind === "directory" ? "/" : ""}\n`);
  try {
    unpack(process.fs, base, placed);
    const top = placed.find(({ path, node }) => path === "" && node.kind === "directory");
    if (top) becomeLike(process, base, top.node);
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const path = error.path.replace(`${base}/`, "");
    tool.fail(tool.gnu ? `${path}: Cannot open: ${error.reason}` : `can't open '${path}': ${error.reason}`);
    if (tool.gnu) tool.fail("Exiting with failure status due to previous errors");
    return tool.gnu ? 2 : 1;
  }
}

/** An archive's `./` says how the directory is to be that it is unpacked in. */
function becomeLike({ fs, uid }: Process, path: string, node: TarEntry["node"]): void {
  if (uid !== 0) return;
  fs.chown(path, node.uid, node.gid);
  fs.chmod(path, node.mode);
  fs.utimes(path, node.mtime);
}

function noDirectory(options: Options, tool: Tool): number {
  if (!tool.gnu) return tool.fail(`can't change directory to '${options.value("C")}': No such file or directory`);
  tool.fail(`${options.value("C")}: Cannot open: No such file or directory`);
  return tool.fail("Error is not recoverable: exiting now", 2);
}

/** Who owns a file, by the names that go into an archive: none for a number without an account. */
function namesOf({ fs }: Process): OwnerNames {
  const [users, groups] = [accountsOf(fs), groupsIn(fs)];
  return (node) => ({
    user: users.find(({ uid }) => uid === node.uid)?.name ?? "",
    group: groups.find(({ gid }) => gid === node.gid)?.name ?? "",
  });
}

/** Whose a file becomes: the account of that name if there is one here, else the number. */
function ownersHere({ fs }: Process, numeric: boolean): (entry: TarEntry) => { uid: number; gid: number } {
  const [users, groups] = numeric ? [[], []] : [accountsOf(fs), groupsIn(fs)];
  return ({ node, owner }) => ({
    uid: users.find(({ name }) => name === owner?.user)?.uid ?? node.uid,
    gid: groups.find(({ name }) => name === owner?.group)?.gid ?? node.gid,
  });
}

function listed({ path, node, owner }: TarEntry, options: Options, tool: Tool): string {
  const name = `${path}${node.kind === "directory" ? "/" : ""}`;
  if (!options.has("v")) return `${name}\n`;
  const named = options.has("numeric") ? undefined : owner;
  const user = named?.user || node.uid.toString();
  const group = named?.group || node.gid.toString();
  const size = node.kind === "file" ? node.content.size : 0;
  const width = tool.gnu ? Math.max(1, 19 - user.length - group.length - 1) : 10;
  const time = formatDate(tool.gnu ? "%Y-%m-%d %H:%M" : "%Y-%m-%d %H:%M:%S", node.mtime);
  const isLink = node.kind === "link";
  const mode = modeText(isLink ? "file" : (node.kind === "file" && node.device?.type) || node.kind, node.mode);
  const target = node.kind === "link" || node.kind === "symlink" ? ` ${isLink && tool.gnu ? "link to" : "->"} ${node.target}` : "";
  return `${isLink && tool.gnu ? `h${mode.slice(1)}` : mode} ${user}/${group} ${size.toString().padStart(width - (tool.gnu ? 1 : 0))} ${time} ${name}${target}\n`;
}

export const archiveApplets: Applets = { tar };

/** GNU tar writes records of twenty blocks and fills the last one up with zeros; busybox writes blocks. */
function wholeRecords(bytes: Uint8Array): Uint8Array {
  const record = 20 * 512;
  const whole = new Uint8Array(Math.ceil(bytes.length / record) * record);
  whole.set(bytes);
  return whole;
}
