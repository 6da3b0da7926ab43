/** Named pipes as programs open them: as a descriptor of the process, which is closed when the process ends at the latest. */
import { namedPipeAt, type NamedPipe } from "../../kernel/named-pipe.ts";
import type { OpenFile } from "../../kernel/open-file.ts";
import { mayOpenDevice } from "../../kernel/process-tree.ts";
import type { Process } from "../program.ts";
import { at } from "./applet.ts";

export interface OpenPipe {
  readonly file: OpenFile;
  close(): void;
}

/** A named pipe, opened as soon as somebody writes to it; undefined where there is none to be read. */
export async function openPipe(process: Process, operand: string): Promise<OpenPipe | undefined> {
  const pipe = pipeFor(process, operand, 4);
  return pipe && opened(process, await pipe.openForReading(at(process, operand), process.signal));
}

/** A named pipe, opened as soon as somebody reads it; undefined where there is none to be written to. */
export async function openPipeToWrite(process: Process, operand: string): Promise<OpenPipe | undefined> {
  const pipe = pipeFor(process, operand, 2);
  return pipe && opened(process, await pipe.openForWriting(at(process, operand), process.signal));
}

/** What a named pipe gives next, opened when it is first asked for; empty at its end. Undefined where there is none to be read. */
export function pipePieces(process: Process, operand: string): (() => Promise<string>) | undefined {
  if (!pipeFor(process, operand, 4)) return undefined;
  let pipe: OpenPipe | undefined;
  return async () => {
    pipe ??= await openPipe(process, operand);
    const piece = (await pipe?.file.read(process.signal)) ?? "";
    if (piece === "") pipe?.close();
    return piece;
  };
}

/** All that is written into a named pipe until nobody writes to it any more; undefined where there is none to be read. */
export async function readPipe(process: Process, operand: string): Promise<string | undefined> {
  const pipe = await openPipe(process, operand);
  const text = await pipe?.file.readAll(process.signal);
  pipe?.close();
  return text;
}

/** Whoever may not open it is told by the ordinary way of opening files. */
function pipeFor(process: Process, operand: string, right: 2 | 4): NamedPipe | undefined {
  const { fs } = process;
  const path = at(process, operand);
  const pipe = namedPipeAt(fs, path);
  return pipe && mayOpenDevice(fs, path, right) ? pipe : undefined;
}

function opened({ task }: Process, file: OpenFile): OpenPipe {
  const fd = task.open(file);
  return { file, close: () => task.setDescriptor(fd, undefined) };
}
