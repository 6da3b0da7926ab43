import { FsError } from "../../filesystem/errors.ts";
import type { Node } from "../../filesystem/node.ts";
import type { Process } from "../program.ts";
import { accountsOf, groupsIn } from "../../kernel/accounts.ts";
import { type Applet, at } from "./applet.ts";
import { formatDate } from "./dates.ts";
import { blocks, inode } from "./ls.ts";
import { modeText } from "./modes.ts";
import { parseOptions } from "./options.ts";

const kinds = { file: "regular file", directory: "directory", symlink: "symbolic link" } as const;
const special = { character: "character special file", block: "block special file", fifo: "fifo" } as const;
const timeFormat = "%Y-%m-%d %H:%M:%S.%N %z";

export const stat: Applet = (process, args, tool) => {
  const options = parseOptions(args, {
    short: "Lftc:",
    long: { dereference: "L", format: "c:", printf: "printf:", terse: "t", "file-system": "f" },
  });
  if (options.operands.length === 0) return tool.usage("missing operand");
  let status = 0;
  for (const operand of options.operands) {
    const path = at(process, operand);
    let node: Node;
    try {
      node = process.fs.stat(path, { follow: options.has("L") });
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      status = tool.fail(tool.gnu ? `cannot statx '${operand}': ${error.reason}` : `can't stat '${operand}': ${error.reason}`);
      continue;
    }
    const facts = factsOf(process, operand, path, node, options.has("L"), tool.gnu);
    const format = options.value("c");
    const print = options.value("printf");
    if (print !== undefined) process.stdout(fill(print.replaceAll("\\n", "\n").replaceAll("\\t", "\t"), facts));
    else if (format !== undefined) process.stdout(`${fill(format, facts)}\n`);
    else process.stdout(whole(facts, node, tool.gnu));
  }
  return status;
};

type Facts = Readonly<Record<string, string>>;

function factsOf(process: Process, operand: string, path: string, node: Node, follow: boolean, quotes: boolean): Facts {
  const user = accountsOf(process.fs).find(({ uid }) => uid === node.uid)?.name ?? "UNKNOWN";
  const group = groupsIn(process.fs).find(({ gid }) => gid === node.gid)?.name ?? "UNKNOWN";
  const device = node.kind === "file" ? node.device : undefined;
  const { size } = process.fs.attributes(path, { follow });
  const time = formatDate(timeFormat, node.mtime);
  const seconds = Math.floor(node.mtime / 1000).toString();
  const kind = device ? special[device.type] : node.kind === "file" && size === 0 ? "regular empty file" : kinds[node.kind];
  return {
    n: operand,
    // BusyBox quotes names of links only.
    N: node.kind === "symlink" ? `'${operand}' -> '${node.target}'` : quotes ? `'${operand}'` : operand,
    s: size.toString(),
    b: (blocks(node, size) * 2).toString(),
    B: "512",
    o: "4096",
    F: kind,
    f: (
      node.mode |
      { file: 0o100000, directory: 0o040000, symlink: 0o120000, character: 0o020000, block: 0o060000, fifo: 0o010000 }[
        device?.type ?? node.kind
      ]
    ).toString(16),
    a: node.mode.toString(8),
    A: modeText(device?.type ?? node.kind, node.mode),
    u: node.uid.toString(),
    U: user,
    g: node.gid.toString(),
    G: group,
    h: process.fs.links(path, { follow }).toString(),
    i: inode(process.fs, path, node).toString(),
    d: "65024",
    D: "fe00",
    m: "/",
    t: (device?.major ?? 0).toString(16),
    T: (device?.minor ?? 0).toString(16),
    x: time,
    y: time,
    z: time,
    w: "-",
    X: seconds,
    Y: seconds,
    Z: seconds,
    W: "0",
  };
}

function fill(format: string, facts: Facts): string {
  return format.replace(/%([-0]?)(\d*)([a-zA-Z%])/g, (all, flag: string, width: string, letter: string) => {
    if (letter === "%") return "%";
    const value = facts[letter];
    if (value === undefined) return all === `%${letter}` ? "?" : all;
    const size = Number(width || 0);
    return flag === "-" ? value.padEnd(size) : value.padStart(size, flag === "0" ? "0" : " ");
  });
}

function whole(facts: Facts, node: Node, gnu: boolean): string {
  const name = node.kind === "symlink" ? (gnu ? `${facts.n} -> ${node.target}` : `'${facts.n}' -> '${node.target}'`) : facts.n;
  const side = (id: string | undefined, who: string | undefined): string => `(${(id ?? "").padStart(5)}/${(who ?? "").padStart(8)})`;
  const lines = [
    `  File: ${name}`,
    `  Size: ${(facts.s ?? "").padEnd(10)}\tBlocks: ${(facts.b ?? "").padEnd(10)} IO Block: ${(facts.o ?? "").padEnd(6)} ${facts.F}`,
    `Device: ${gnu ? "254,0" : "fe00h/65024d"}\tInode: ${(facts.i ?? "").padEnd(11)} Links: ${facts.h}`,
    `Access: (${(facts.a ?? "").padStart(4, "0")}/${facts.A})  Uid: ${side(facts.u, facts.U)}   Gid: ${side(facts.g, facts.G)}`,
    `Access: ${facts.x}`,
    `Modify: ${facts.y}`,
    `Change: ${facts.z}`,
    ...(gnu ? [` Birth: ${facts.w}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}
