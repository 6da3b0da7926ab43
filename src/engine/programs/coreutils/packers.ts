/** gzip, bzip2 and xz: one program each, with a name for every way to use it. The lab packs gzip only. */
import { gunzipSync, gzipSync } from "fflate";
import { FsError } from "../../filesystem/errors.ts";
import { compressionOf } from "../../filesystem/untar.ts";
import { outside } from "../../turns.ts";
import type { Process } from "../program.ts";
import { bytesToText } from "../shell/bytes.ts";
import { type Applet, type Applets, at, Tool } from "./applet.ts";
import { parseOptions } from "./options.ts";

interface Packer {
  readonly name: "gzip" | "bzip2" | "xz";
  /** What it adds to a file's name, and what a packed tar is called for short. */
  readonly suffix: string;
  readonly tar: string;
  /** What GNU's says of a file that it did not pack. */
  wrong(file: string): string;
  /** GNU's gzip leaves a line before it complains of a file's content. */
  readonly blankBefore?: boolean;
  pack?(bytes: Uint8Array): Uint8Array;
  /** Throws when the bytes are nothing of its own, or broken. */
  unpack(bytes: Uint8Array): Promise<Uint8Array> | Uint8Array;
}

const packers: Readonly<Record<Packer["name"], Packer>> = {
  gzip: {
    name: "gzip",
    suffix: ".gz",
    tar: ".tgz",
    wrong: (file) => `${file}: not in gzip format`,
    blankBefore: true,
    pack: (bytes) => gzipSync(bytes, { mtime: 0 }),
    unpack: (bytes) => gunzipSync(bytes),
  },
  bzip2: { name: "bzip2", suffix: ".bz2", tar: ".tbz2", wrong: (file) => `${file} is not a bzip2 file.`, unpack: unpackWith("bzip2") },
  xz: { name: "xz", suffix: ".xz", tar: ".txz", wrong: (file) => `${file}: File format not recognized`, unpack: unpackWith("xz") },
};

function unpackWith(compression: "bzip2" | "xz") {
  return async (bytes: Uint8Array): Promise<Uint8Array> => {
    if (compressionOf(bytes) !== compression) throw new Error(`not ${compression}`);
    const { decompressAll } = await outside(import("../../filesystem/decompress/index.ts"));
    const { bytes: plain, error } = decompressAll(bytes);
    if (error !== undefined) throw new Error(error);
    return plain;
  };
}

function plainName(file: string, { suffix, tar }: Packer): string {
  if (file.endsWith(tar)) return `${file.slice(0, -tar.length)}.tar`;
  return file.endsWith(suffix) ? file.slice(0, -suffix.length) : file;
}

function packer(kind: Packer["name"]): Applet {
  return (process, args, called) => run(packers[kind], process, args, called);
}

async function run(packer: Packer, process: Process, args: readonly string[], called: Tool): Promise<number> {
  const { suffix } = packer;
  // GNU's gunzip and zcat are gzip, and speak as it.
  const tool = called.gnu ? new Tool(process, packer.name, "gnu") : called;
  const options = parseOptions(args, {
    short: "cdfklnNqrtv123456789",
    long: {
      stdout: "c",
      "to-stdout": "c",
      decompress: "d",
      uncompress: "d",
      force: "f",
      keep: "k",
      best: "9",
      fast: "1",
      "no-name": "n",
      quiet: "q",
      test: "t",
      verbose: "v",
    },
  });
  const printsAlways = called.name.endsWith("cat");
  const unpacks = options.has("d") || options.has("t") || /^b?un|^gun/.test(called.name) || printsAlways;
  const toOutput = options.has("c") || printsAlways;
  if (!unpacks && !packer.pack) return tool.fail(`drydock: the lab unpacks ${packer.name}, it packs gzip only`);
  let status = 0;
  for (const operand of options.operands.length > 0 ? options.operands : ["-"]) {
    let bytes: Uint8Array;
    const path = operand === "-" ? "" : at(process, operand);
    try {
      bytes = operand === "-" ? await process.input.readAllBytes() : process.fs.readFile(path);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      status = tool.fail(error.code === "EISDIR" ? `${operand} is a directory -- ignored` : `${operand}: ${error.reason}`);
      continue;
    }
    const target = unpacks ? plainName(operand, packer) : `${operand}${suffix}`;
    if (operand !== "-" && !toOutput && target === operand) {
      status = tool.fail(`${operand}: unknown suffix ${tool.gnu ? "--" : "-"} ignored`, tool.gnu ? 2 : 1);
      continue;
    }
    if (operand !== "-" && !unpacks && operand.endsWith(suffix) && !toOutput) {
      status = tool.fail(`${operand} already has ${suffix} suffix -- unchanged`, 2);
      continue;
    }
    let result: Uint8Array;
    try {
      result = unpacks ? await packer.unpack(bytes) : (packer.pack?.(bytes) ?? bytes);
    } catch {
      if (tool.gnu && packer.blankBefore) process.stderr("\n");
      status = tool.fail(
        tool.gnu ? packer.wrong(operand === "-" ? "stdin" : operand) : called.name === "zcat" ? "no gzip/bzip2/xz magic" : "invalid magic",
      );
      continue;
    }
    if (options.has("t")) continue;
    if (operand === "-" || toOutput) {
      process.stdout(bytesToText(result));
      continue;
    }
    if (process.fs.exists(at(process, target)) && !options.has("f")) {
      status = tool.fail(tool.gnu ? `${target} already exists;	not overwritten` : `can't open '${target}': File exists`, tool.gnu ? 2 : 1);
      continue;
    }
    const { mode, mtime } = process.fs.attributes(path);
    process.fs.writeFile(at(process, target), result);
    process.fs.chmod(at(process, target), mode);
    process.fs.utimes(at(process, target), mtime);
    if (!options.has("k")) process.fs.remove(path);
  }
  return status;
}

export const packerApplets: Applets = {
  gzip: packer("gzip"),
  gunzip: packer("gzip"),
  zcat: packer("gzip"),
  bzip2: packer("bzip2"),
  bunzip2: packer("bzip2"),
  bzcat: packer("bzip2"),
  xz: packer("xz"),
  unxz: packer("xz"),
  xzcat: packer("xz"),
};
