/** What `l` shows: a text in which every character can be seen. */
import { cEscapes } from "../c-escapes.ts";

const escapes: ReadonlyMap<string, string> = new Map(Object.entries(cEscapes).map(([letter, character]) => [character, `\\${letter}`]));

/** @param width how long a line may be, with the backslash that ends it; below 2 it may be as long as it is */
export function listed(text: string, width: number): string {
  let result = "";
  let column = 0;
  for (const character of text) {
    const shown = escapes.get(character) ?? visible(character);
    if (width > 1 && column + shown.length > width - 1) {
      result += "\\\n";
      column = 0;
    }
    result += shown;
    column += shown.length;
  }
  return `${result}$\n`;
}

function visible(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code >= 0x20 && code < 0x7f) return character;
  if (code > 0x9f && (code < 0xdc80 || code > 0xdcff)) return character;
  return `\\${(code >= 0xdc80 ? code - 0xdc00 : code).toString(8).padStart(3, "0")}`;
}
