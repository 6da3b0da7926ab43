/** The main input: the files that `ARGV` names as it stands when each is come to, or standard input. */
import { assignOperand } from "./assignments.ts";
import { type Eventually, after } from "./eventually.ts";
import { fileReason } from "./inputs.ts";
import { RunFailure } from "./mistakes.ts";
import type { InputRecord, RecordReader } from "./records.ts";
import type { State } from "./state.ts";

export class MainInput {
  readonly #state: State;
  /** Says that a file is skipped. */
  readonly #warn: (path: string, reason: string) => void;
  #reader: RecordReader | undefined;
  #argument = 0;
  #anyFile = false;

  constructor(state: State, warn: (path: string, reason: string) => void) {
    this.#state = state;
    this.#warn = warn;
  }

  /** The next record of whichever file it is in. */
  next(): Eventually<InputRecord | undefined> {
    const reader = this.#reader ?? this.#open();
    if (!reader) return undefined;
    const { separator } = this.#state;
    return after(reader.ready(separator) ?? reader.next(separator), (record) => {
      if (record) return record;
      this.#reader = undefined;
      return this.next();
    });
  }

  /** Leaves the rest of the file alone. */
  skipFile(): void {
    this.#reader = undefined;
  }

  #open(): RecordReader | undefined {
    const state = this.#state;
    const argv = state.cell("ARGV").becomeArray();
    while (++this.#argument < state.toNumber(state.get("ARGC"))) {
      const name = state.toText(argv.get(String(this.#argument)));
      if (name === "" || assignOperand(state, name)) continue;
      this.#anyFile = true;
      state.set("FILENAME", name);
      state.set("FNR", 0);
      const reader = this.#file(name);
      if (reader) return reader;
    }
    if (this.#anyFile) return undefined;
    this.#anyFile = true;
    return this.#file("-");
  }

  #file(name: string): RecordReader | undefined {
    try {
      this.#reader = this.#state.inputs.opened(name);
      return this.#reader;
    } catch (error) {
      const reason = fileReason(error);
      if (reason === undefined) throw error;
      if (reason === "Is a directory") {
        if (this.#state.dialect.name !== "gawk") throw new RunFailure({ kind: "read", path: name, reason });
        this.#warn(name, reason);
        return undefined;
      }
      throw new RunFailure({ kind: "open-input", path: name, reason });
    }
  }
}
