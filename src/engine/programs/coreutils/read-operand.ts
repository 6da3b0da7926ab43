import { FsError } from "../../filesystem/errors.ts";
import { deviceOf } from "../../kernel/devices.ts";
import { namedPipeAt } from "../../kernel/named-pipe.ts";
import type { OpenFile } from "../../kernel/open-file.ts";
import { allows } from "../../kernel/permissions.ts";
import { ProcessTree } from "../../kernel/process-tree.ts";
import { bytesToText } from "../shell/bytes.ts";
import type { Process } from "../program.ts";
import { at, type Tool } from "./applet.ts";

/** `-`, `/dev/stdin`, `/proc/self/fd/0`. */
export function isStandardInput(process: Process, operand: string): boolean {
  return operand === "-" || deviceOf(process.fs, at(process, operand)) === "/dev/stdin";
}

/** A device that never ends: what it gives next. */
export function endlessDevice(process: Process, operand: string): (() => string) | undefined {
  const device = deviceOf(process.fs, at(process, operand));
  if (device !== "/dev/zero" && device !== "/dev/urandom" && device !== "/dev/random") return undefined;
  const text = bytesToText(process.fs.readFile(device));
  return () => text;
}

/** A named pipe, opened as soon as somebody writes to it. The caller releases it; a process that ends leaves it too. */
export async function openPipe(process: Process, operand: string): Promise<OpenFile | undefined> {
  const path = at(process, operand);
  // Whoever may not read it is told by the ordinary way of opening files.
  const { fs } = process;
  if (fs instanceof ProcessTree && fs.exists(path) && !allows(fs, fs.stat(path), 4)) return undefined;
  const file = await namedPipeAt(process.fs, path)?.openForReading(path, process.signal);
  return file?.retain();
}

/** What a named pipe gives next, opened when it is first asked for; empty at its end. Undefined where there is no pipe to be read. */
export function pipePieces(process: Process, operand: string): (() => Promise<string>) | undefined {
  if (!namedPipeAt(process.fs, at(process, operand))) return undefined;
  let pipe: OpenFile | undefined;
  return async () => {
    pipe ??= await openPipe(process, operand);
    const piece = (await pipe?.read(process.signal)) ?? "";
    if (piece === "") pipe?.release();
    return piece;
  };
}

/** A file's text, or standard input's for `-`. Says what is wrong and gives undefined. */
export async function readOperand(process: Process, tool: Tool, operand: string): Promise<string | undefined> {
  if (isStandardInput(process, operand)) return process.input.readAll();
  const pipe = await openPipe(process, operand);
  if (pipe) {
    const text = await pipe.readAll(process.signal);
    pipe.release();
    return text;
  }
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
