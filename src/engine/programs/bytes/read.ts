import { FsError } from "../../filesystem/errors.ts";
import type { Process } from "../program.ts";
import { at } from "../coreutils/applet.ts";
import { isStandardInput } from "../coreutils/read-operand.ts";

/** All bytes of a file, or of standard input for `-`; why not, in the system's words, when it can't be read. */
export async function readBytes(process: Process, operand: string): Promise<Uint8Array | string> {
  if (isStandardInput(process, operand)) return process.input.readAllBytes();
  try {
    return process.fs.readFile(at(process, operand));
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return error.reason;
  }
}
