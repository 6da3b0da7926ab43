/** `name=value` on the command line: of `-v`, and between the files. */
import { unescapeString } from "./escapes.ts";
import type { State } from "./state.ts";
import { fromInput } from "./values.ts";

/** Carries an assignment out; false for what is none. */
export function assignOperand(state: State, word: string): boolean {
  const assignment = /^([A-Za-z_]\w*)=([^]*)$/.exec(word);
  if (!assignment) return false;
  const [, name = "", written = ""] = assignment;
  const text = unescapeString(state.decoded(written), state.dialect, (code) => state.character(code));
  if (name === "FS") state.fields.settle();
  state.set(name, fromInput(text));
  return true;
}
