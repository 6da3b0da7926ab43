import { FsError } from "../../filesystem/errors.ts";
import { deviceOf } from "../../kernel/devices.ts";
import { bytesToText } from "../shell/bytes.ts";
import type { Process } from "../program.ts";
import { at, type Tool } from "./applet.ts";
import { openPipe, readPipe } from "./named-pipes.ts";

/** `-`, `/dev/stdin`, `/proc/self/fd/0`. */
export function isStandardInput(process: Process, operand: string): boolean {
  return operand === "-" || deviceOf(process.fs, at(process, operand)) === "/dev/stdin";
}

/** What comes piece by piece, and may never end. */
export interface Incoming {
  /** The next piece; empty at the end. */
  read(): Promise<string>;
  close(): void;
}

/** Standard input or a named pipe, opened; undefined for what is read as a whole. */
export async function openIncoming(process: Process, operand: string): Promise<Incoming | undefined> {
  if (isStandardInput(process, operand)) return { read: () => process.input.read(), close() {} };
  const pipe = await openPipe(process, operand);
  return pipe && { read: () => pipe.file.read(process.signal), close: pipe.close };
}

/** A device that never ends: what it gives next. */
export function endlessDevice(process: Process, operand: string): (() => string) | undefined {
  const device = deviceOf(process.fs, at(process, operand));
  if (device !== "/dev/zero" && device !== "/dev/urandom" && device !== "/dev/random") return undefined;
  const text = bytesToText(process.fs.readFile(device));
  return () => text;
}

/** A file's text, or standard input's for `-`. Says what is wrong and gives undefined. */
export async function readOperand(process: Process, tool: Tool, operand: string): Promise<string | undefined> {
  if (isStandardInput(process, operand)) return process.input.readAll();
  const piped = await readPipe(process, operand);
  if (piped !== undefined) return piped;
  try {
    return bytesToText(process.fs.readFile(at(process, operand)));
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (error.code === "EISDIR")
      tool.fail(
        tool.name === "cat" && tool.gnu
          ? `${operand}: Is a directory`
          : tool.gnu
            ? `error reading '${operand}': Is a directory`
            : "read error: Is a directory",
      );
    else
      tool.failFile(
        error,
        tool.name === "head" || tool.name === "tail" ? `cannot open '${operand}' for reading` : operand,
        tool.name === "head" || tool.name === "wc" ? operand : `can't open '${operand}'`,
      );
    return undefined;
  }
}
