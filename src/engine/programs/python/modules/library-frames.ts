/** Frames of the real library, so that an exception raised in what the lab does itself has the traceback it would have. */
import { PyRaise } from "../runtime/errors.ts";
import type { PyException, TracebackEntry } from "../runtime/values.ts";

export interface LibraryFrame {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  /** The line as it is printed; absent where there is no source to show (`<frozen os>`). */
  readonly source?: string;
  /** The part of it that is marked. */
  readonly marked?: string;
}

/** Raises an exception as if it came through these frames, the outermost first. */
export function raiseThrough(error: PyException, frames: readonly LibraryFrame[]): never {
  error.traceback = frames.map(entry);
  throw new PyRaise(error);
}

function entry({ file, line, name, source, marked }: LibraryFrame): TracebackEntry {
  const lines: string[] = [];
  if (source !== undefined) lines[line - 1] = source;
  const column = source !== undefined && marked !== undefined ? source.indexOf(marked) : 0;
  return {
    code: { name, qualifiedName: name, file: { name: file, lines: source === undefined ? undefined : lines }, firstLine: line },
    position: { line, column, endLine: line, endColumn: column + (marked ?? "").length },
  };
}
