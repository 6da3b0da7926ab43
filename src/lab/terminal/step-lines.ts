import type { IDecoration, Terminal } from "@xterm/xterm";
import type { StepId } from "../../engine/api.ts";
import { stepById } from "../editor/marks.ts";
import type { Lab } from "../state/lab.ts";

/** Lights the lines that the last build in sight printed for a step. */
export class StepLines {
  readonly #terminal: Terminal;
  readonly #lab: Lab;
  #lit: IDecoration[] = [];

  constructor(terminal: Terminal, lab: Lab) {
    this.#terminal = terminal;
    this.#lab = lab;
  }

  light(id: StepId | undefined): void {
    for (const decoration of this.#lit.splice(0)) decoration.dispose();
    const step = stepById(this.#lab.which.ofTheseFiles.peek(), id);
    if (!step?.label) return;
    const buffer = this.#terminal.buffer.active;
    const bottom = buffer.baseY + buffer.cursorY;
    const last = Math.max(0, buffer.length - 400);
    let found = false;
    for (let row = buffer.length - 1; row >= last; row--) {
      const text = buffer.getLine(row)?.translateToString(true) ?? "";
      // Above the command that printed the lines there are only older builds.
      if (found && /\$ docker (?:image |buildx )?build\b/.test(text)) return;
      if (!isLineOf(text, step.label)) continue;
      found = true;
      const marker = this.#terminal.registerMarker(row - bottom);
      const decoration = this.#terminal.registerDecoration({
        marker,
        width: this.#terminal.cols,
        backgroundColor: "#5a3a22",
        layer: "bottom",
      });
      if (decoration) this.#lit.push(decoration);
    }
  }
}

/** ` => CACHED [2/5] WORKDIR /app` or `#6 [2/5] WORKDIR /app`: is it about the step with this label? */
function isLineOf(line: string, label: string): boolean {
  const match = /^(?:#\d+|\s*=>)\s+(?:CACHED\s+|ERROR\s+|CANCELED\s+)?\[(.*?)\]/.exec(line);
  return match?.[1]?.replace(/\s+/g, " ") === label;
}
