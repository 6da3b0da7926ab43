/** `dd`: copying blocks. Zeros become a hole, so that a file of gigabytes weighs what it says and takes no memory. */
import { FsError } from "../../filesystem/errors.ts";
import type { Content } from "../../filesystem/node.ts";
import { bytesToText, textToBytes } from "../shell/bytes.ts";
import { LabLimit } from "../../kernel/budget.ts";
import { smallestMemory } from "../../kernel/memory.ts";
import { ProcessTree } from "../../kernel/process-tree.ts";
import type { Process } from "../program.ts";
import { type Applet, at } from "./applet.ts";
import { openPipeToWrite, readPipe } from "./named-pipes.ts";

const units: Readonly<Record<string, number>> = {
  "": 1,
  c: 1,
  w: 2,
  b: 512,
  kB: 1000,
  K: 1024,
  k: 1024,
  KiB: 1024,
  MB: 1e6,
  M: 1024 ** 2,
  MiB: 1024 ** 2,
  GB: 1e9,
  G: 1024 ** 3,
  GiB: 1024 ** 3,
};
/** The host's disk is not endless either. */
const largest = 46 * 1024 ** 3;

function size(text: string): number | undefined {
  const match = /^(\d+)([A-Za-z]*)$/.exec(text);
  const unit = units[match?.[2] ?? ""];
  return match && unit !== undefined ? Number(match[1]) * unit : undefined;
}

/** The first `length` bytes of a device that never ends; zeros are a hole. */
export function endless(process: Process, path: string, length: number): Content | undefined {
  if (path === "/dev/zero") return { bytes: new Uint8Array(), size: length };
  if (path !== "/dev/urandom" && path !== "/dev/random") return undefined;
  const bytes = process.fs.readFile(path);
  // As good as random for whoever looks: the beginning differs, the rest is not kept.
  return { bytes: bytes.slice(0, Math.min(bytes.length, length)), size: length };
}

export const dd: Applet = async (process, args, tool) => {
  const given = new Map<string, string>();
  for (const word of args) {
    const [, name = "", value = ""] = /^(\w+)=(.*)$/s.exec(word) ?? [];
    if (!["if", "of", "bs", "ibs", "obs", "count", "skip", "seek", "status", "conv", "iflag", "oflag"].includes(name))
      return tool.gnu ? tool.usage(`unrecognized operand ‘${word}’`) : tool.usage(`unrecognized option '${word}'`);
    given.set(name, value);
  }
  const number = (name: string, otherwise: number): number => size(given.get(name) ?? "") ?? otherwise;
  for (const name of ["bs", "count", "skip", "seek"]) {
    const value = given.get(name);
    if (value !== undefined && size(value) === undefined)
      return tool.fail(tool.gnu ? `invalid number: ‘${value}’` : `invalid number '${value}'`);
  }
  const block = number("bs", 512);
  const wanted = given.has("count") ? number("count", 0) * block : Number.POSITIVE_INFINITY;
  const from = given.get("if");
  const path = from === undefined ? undefined : at(process, from);
  if (path === "/dev/zero" || path === "/dev/urandom" || path === "/dev/random") {
    if (wanted > largest) {
      if (given.get("of") === undefined || given.get("of") === "/dev/null")
        throw new LabLimit(`drydock: dd stopped: ${from} never ends; give it a count= (a limit of the lab, not of Docker)`);
      return tool.fail(`error writing '${given.get("of")}': No space left on device`);
    }
  }
  let content = path === undefined ? undefined : endless(process, path, wanted);
  if (!content) {
    const piped = path === undefined ? undefined : await readPipe(process, path);
    const bytes = path === undefined ? await process.input.readAllBytes() : piped === undefined ? undefined : textToBytes(piped);
    const node = path === undefined ? undefined : process.fs.lookup(path);
    if (path !== undefined && !node)
      return tool.fail(
        tool.gnu ? `failed to open '${from}': No such file or directory` : `can't open '${from}': No such file or directory`,
      );
    if (path !== undefined && process.fs instanceof ProcessTree && !process.fs.may(path, 4))
      return tool.fail(tool.gnu ? `failed to open '${from}': Permission denied` : `can't open '${from}': Permission denied`);
    if (node?.kind === "directory") return tool.fail(`error reading '${from}': Is a directory`);
    const whole: Content = bytes
      ? { bytes, size: bytes.length }
      : node?.kind === "file"
        ? node.content
        : { bytes: process.fs.readFile(path as string), size: 0 };
    const start = number("skip", 0) * block;
    const end = Math.min(Math.max(whole.size, whole.bytes.length), start + wanted);
    content = { bytes: whole.bytes.slice(start, end), size: Math.max(0, end - start) };
  }
  // A block is held whole, as far as it was filled.
  process.useMemory(smallestMemory + Math.min(block, content.size));
  const seek = number("seek", 0) * block;
  const blocks = Math.ceil(content.size / block);
  const written = (await intoPipe(process, given.get("of"), content)) ? blocks : writeWhatFits(process, given, content, seek, block);
  const status = written < blocks ? tool.fail(`error writing '${given.get("of")}': No space left on device`) : 0;
  if (given.get("status") === "none") return status;
  const records = (count: number): string => {
    const partial = (content as Content).size < count * block ? 1 : 0;
    return `${count - partial}+${partial} records`;
  };
  // The block there was no room for had been read.
  process.stderr(`${records(Math.min(blocks, written + 1))} in\n${records(written)} out\n`);
  if (written < blocks) content = head(content, written * block);
  const seconds = Math.max(0.0001, content.size / 2e9);
  const human =
    content.size >= 1000
      ? ` (${shown(content.size, 1000, ["B", "kB", "MB", "GB"])}, ${shown(content.size, 1024, ["B", "KiB", "MiB", "GiB"])})`
      : "";
  if (given.get("status") !== "noxfer")
    process.stderr(
      tool.gnu
        ? `${content.size} bytes${human} copied, ${Number(seconds.toPrecision(6))} s, ${shown(content.size / seconds, 1000, ["B", "kB", "MB", "GB"])}/s\n`
        : `${content.size} bytes (${shown(content.size, 1024, ["B", "KB", "MB", "GB"]).replace(" ", "")}) copied, ${seconds.toFixed(6)} seconds, 1.9GB/s\n`,
    );
  return status;
};

/** False where the output is no named pipe. */
async function intoPipe(process: Process, to: string | undefined, content: Content): Promise<boolean> {
  const pipe = to === undefined ? undefined : await openPipeToWrite(process, to);
  if (!pipe) return false;
  pipe.file.write(textOf(content));
  await pipe.file.drained(process.signal);
  pipe.close();
  return true;
}

/** As it is printed: of a hole no more than a screen or a pipe has use for. */
function textOf({ bytes, size }: Content): string {
  const whole = new Uint8Array(Math.min(size, 16 * 1024 * 1024));
  whole.set(bytes.subarray(0, whole.length));
  return bytesToText(whole);
}

function head({ bytes }: Content, size: number): Content {
  return { bytes: bytes.slice(0, size), size };
}

/** Writes it all, or as many blocks as there is room for. Gives how many blocks that was. */
function writeWhatFits(process: Process, given: ReadonlyMap<string, string>, content: Content, seek: number, block: number): number {
  const blocks = Math.ceil(content.size / block);
  const fits = (count: number): boolean => {
    try {
      write(process, given, count < blocks ? head(content, count * block) : content, seek);
      return true;
    } catch (error) {
      if (error instanceof FsError && error.code === "ENOSPC") return false;
      throw error;
    }
  };
  if (fits(blocks)) return blocks;
  let [least, most] = [0, blocks];
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle;
  }
  fits(least);
  return least;
}

function write(process: Process, given: ReadonlyMap<string, string>, content: Content, seek: number): void {
  const to = given.get("of");
  if (to === undefined) {
    process.stdout(textOf(content));
    return;
  }
  const path = at(process, to);
  const before = process.fs.lookup(path);
  if (before?.kind !== "file" || (seek === 0 && !given.get("conv")?.includes("notrunc"))) {
    process.fs.writeFile(path, { bytes: content.bytes, size: seek + content.size });
    return;
  }
  const kept = before.content.bytes.slice(0, seek);
  const bytes = new Uint8Array(content.bytes.length === 0 ? kept.length : seek + content.bytes.length);
  bytes.set(kept);
  bytes.set(content.bytes, content.bytes.length === 0 ? 0 : seek);
  process.fs.writeFile(path, {
    bytes,
    size: Math.max(seek + content.size, given.get("conv")?.includes("notrunc") ? before.content.size : 0),
  });
}

/** `1.0 GB`: two digits below ten, none after. */
function shown(amount: number, base: number, names: readonly string[]): string {
  let value = amount;
  let index = 0;
  while (value >= base && index < names.length - 1) {
    value /= base;
    index++;
  }
  return `${value < 9.95 && index > 0 ? value.toFixed(1) : Math.round(value)} ${names[index]}`;
}
