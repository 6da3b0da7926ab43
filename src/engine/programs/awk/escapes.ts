/** Backslashes in strings and regular expressions. */
import { cEscapes } from "../c-escapes.ts";

const named: Readonly<Record<string, string>> = { ...cEscapes, '"': '"' };

/** In what awks differ. */
export interface EscapeStyle {
  /** A backslash that means nothing stays. */
  readonly keepsBackslash: boolean;
  /** One at the end of a line joins it with the next. */
  readonly joinsLines: boolean;
}

/**
 * What a string's escapes stand for. A backslash before any other letter goes (gawk, busybox) or stays (mawk).
 * @param character the character of a code from 0 to 255
 */
export function unescapeString(text: string, { keepsBackslash, joinsLines }: EscapeStyle, character: (code: number) => string): string {
  return text.replace(/\\(?:\r?\n|([0-7]{1,3})|x([0-9a-fA-F]{1,2})|([^]))/g, (written, octal?: string, hex?: string, letter?: string) => {
    if (octal !== undefined) return character(Number.parseInt(octal, 8) & 0xff);
    if (hex !== undefined) return character(Number.parseInt(hex, 16));
    if (letter === undefined) return joinsLines ? "" : "\n";
    return named[letter] ?? (keepsBackslash ? written : letter);
  });
}
