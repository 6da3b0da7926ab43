/** `getline` in all its forms. */
import { type Eventually, after } from "./eventually.ts";
import type { Evaluator } from "./evaluate.ts";
import { fileReason } from "./inputs.ts";
import { RunFailure } from "./mistakes.ts";
import type { InputRecord, RecordReader } from "./records.ts";
import type { State } from "./state.ts";
import type { Getline } from "./syntax.ts";
import { fromInput, type Value } from "./values.ts";

/** 1 for a record, 0 at the end, -1 when there is nothing to read. */
export function readRecord(evaluator: Evaluator, getline: Getline): Eventually<Value> {
  const { state } = evaluator;
  const take = (record: InputRecord | undefined): Eventually<Value> => {
    if (!record) return 0;
    const value = fromInput(record.text);
    if (!getline.from) count(state);
    if (state.dialect.gnuVariables) state.set("RT", record.terminator);
    if (getline.into) return after(evaluator.assign(getline.into, value), () => 1);
    state.fields.record = value;
    return 1;
  };
  const { from } = getline;
  if (!from) return after(state.main?.next(), take);
  return after(evaluator.text(from.name), (name) => {
    const reader = readerOf(state, from.kind, name);
    if (typeof reader === "number") return reader;
    return after(reader.ready(state.separator) ?? reader.next(state.separator), take);
  });
}

/** What is to be read, or what `getline` gives when it can't be. */
function readerOf(state: State, kind: "file" | "command", name: string): RecordReader | number {
  try {
    if (kind === "file") return state.inputs.file(name);
    state.outputs.flush();
    return state.inputs.command(name);
  } catch (error) {
    const reason = fileReason(error);
    if (reason === undefined) throw error;
    if (reason === "Is a directory" && state.dialect.name === "mawk") throw new RunFailure({ kind: "read", path: name, reason });
    return -1;
  }
}

/** Counts a record of the main input; those of files and commands beside it are not counted. */
export function count(state: State): void {
  state.set("NR", state.toNumber(state.get("NR")) + 1);
  state.set("FNR", state.toNumber(state.get("FNR")) + 1);
}
