import { escapePattern } from "./pattern.ts";

/**
 * A word on its way to becoming fields. `quoted` text is never split nor a pattern; `split` marks the result of an
 * expansion outside quotes; a `boundary` starts the next field ("$@").
 */
export type Piece = { readonly text: string; readonly quoted: boolean; readonly split: boolean } | "boundary";

export const quotedPiece = (text: string): Piece => ({ text, quoted: true, split: false });
export const literalPiece = (text: string): Piece => ({ text, quoted: false, split: false });
export const expandedPiece = (text: string): Piece => ({ text, quoted: false, split: true });

/** One field: its text, and the same as a pattern in which quoted characters are plain. */
export interface Field {
  readonly text: string;
  readonly pattern: string;
}

class FieldBuilder {
  readonly fields: Field[] = [];
  #text = "";
  #pattern = "";
  #open = false;

  add(text: string, quoted: boolean): void {
    this.#text += text;
    this.#pattern += quoted ? escapePattern(text) : text;
    this.#open = true;
  }

  get open(): boolean {
    return this.#open;
  }

  close(): void {
    this.fields.push({ text: this.#text, pattern: this.#pattern });
    this.#text = "";
    this.#pattern = "";
    this.#open = false;
  }
}

/** Splits by `ifs` (POSIX 2.6.5). No fields at all when everything expanded to nothing outside quotes. */
export function splitFields(pieces: readonly Piece[], ifs: string): Field[] {
  const builder = new FieldBuilder();
  for (const piece of pieces) {
    if (piece === "boundary") builder.close();
    else if (piece.split) splitPiece(builder, piece.text, ifs);
    else if (piece.quoted || piece.text !== "") builder.add(piece.text, piece.quoted);
  }
  if (builder.open) builder.close();
  return builder.fields;
}

function splitPiece(builder: FieldBuilder, text: string, ifs: string): void {
  let endedByBlank = false;
  let run = "";
  const flush = (): void => {
    if (run !== "") builder.add(run, false);
    run = "";
  };
  for (const character of text) {
    if (!ifs.includes(character)) {
      run += character;
      endedByBlank = false;
    } else if (character === " " || character === "\t" || character === "\n") {
      flush();
      if (builder.open) {
        builder.close();
        endedByBlank = true;
      }
    } else {
      flush();
      if (builder.open || !endedByBlank) builder.close();
      endedByBlank = false;
    }
  }
  flush();
}

/** All text, as an assignment or a here-document takes it. */
export function joinText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece === "boundary" ? " " : piece.text)).join("");
}

export function joinPattern(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece === "boundary" ? " " : piece.quoted ? escapePattern(piece.text) : piece.text)).join("");
}
