// biome-ignore-all lint/suspicious/noControlCharactersInRegex: a terminal speaks in control characters.
import { graphemes, graphemeWidth } from "./width.ts";

/** Where text that is printed from some column ends up. Rows count from the row it starts in. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Follows text through a terminal of `columns` cells, wrapping as xterm does. Colour sequences take no room. */
export function placeAfter(text: string, start: Place, columns: number): Place {
  let { row, column } = start;
  for (const part of text.split(/(\x1b\[[0-9;?]*[a-zA-Z]|\x1b\][^\x07]*\x07)/)) {
    if (part.startsWith("\x1b")) continue;
    for (const grapheme of graphemes(part)) {
      if (grapheme === "\n") {
        row++;
        column = 0;
        continue;
      }
      const width = graphemeWidth(grapheme);
      if (column + width > columns) {
        row++;
        column = 0;
      }
      column += width;
    }
  }
  return { row, column };
}

export interface Drawing {
  readonly prompt: string;
  readonly text: string;
  /** UTF-16 units into `text`. */
  readonly cursor: number;
}

/** What the second and later lines of an unfinished command begin with. */
const continuationPrompt = "> ";

/**
 * Draws the line being edited, and draws it again over itself. Keeps only where the cursor was left, in rows below the row
 * the prompt began in.
 */
export class InputScreen {
  #row = 0;
  #start = 0;

  /** How many rows above the cursor the prompt began. */
  get row(): number {
    return this.#row;
  }

  /** A new line begins here: `column` is where the output before it left the cursor. */
  begin(column = 0): void {
    this.#row = 0;
    this.#start = column;
  }

  /** The bytes that show `drawing` in place of the one before. */
  draw(drawing: Drawing, columns: number): string {
    const body = shown(drawing.text);
    const before = shown(drawing.text.slice(0, drawing.cursor));
    const from = { row: 0, column: this.#start };
    const end = placeAfter(drawing.prompt + body, from, columns);
    const target = placeAfter(drawing.prompt + before, from, columns);
    let out = this.#back();
    out += (drawing.prompt + body).replaceAll("\n", "\r\n");
    // A terminal leaves the cursor on the last cell when a row is just full; a space and a step back make it wrap.
    const full = end.column === columns;
    if (full) out += " \r";
    const endRow = full ? end.row + 1 : end.row;
    const [row, column] = target.column === columns ? [target.row + 1, 0] : [target.row, target.column];
    if (endRow > row) out += `\x1b[${endRow - row}A`;
    out += "\r";
    if (column > 0) out += `\x1b[${column}C`;
    this.#row = row;
    return out;
  }

  /** Moves below the line that was drawn, for output to follow. */
  leave(drawing: Drawing, columns: number): string {
    return `${this.draw({ ...drawing, cursor: drawing.text.length }, columns)}\r\n`;
  }

  /** Back to where the prompt began, everything from there on wiped. */
  #back(): string {
    const up = this.#row > 0 ? `\x1b[${this.#row}A` : "";
    const right = this.#start > 0 ? `\x1b[${this.#start}C` : "";
    return `${up}\r${right}\x1b[J`;
  }
}

/** The text as it is drawn: continuation prompts in, and control characters (a pasted tab) as their pictures, one cell each. */
function shown(text: string): string {
  return text
    .replace(/[\x00-\x09\x0b-\x1f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(/[\x7f-\x9f]/g, "\u2421")
    .replaceAll("\n", `\n${continuationPrompt}`);
}
