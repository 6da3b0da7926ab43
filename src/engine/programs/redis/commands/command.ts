/** What a command is, and how its arguments are read. */
import { CommandError, type Database } from "../database.ts";
import type { Reply } from "../protocol.ts";

export interface Context {
  readonly database: Database;
  readonly now: () => number;
}

export interface Command {
  /** Words with the command's own; negative for at least so many. */
  readonly arity: number;
  /** It changes data: it goes to the append-only file, and counts as a change. */
  readonly writes?: boolean;
  run(context: Context, args: readonly string[]): Reply;
}

export type Commands = Readonly<Record<string, Command>>;

export const syntaxError = (): CommandError => new CommandError("ERR syntax error");

/** Throws for what is no whole number of 64 bits. */
export function integer(text: string | undefined): number {
  if (text === undefined || !/^-?\d{1,19}$/.test(text)) throw new CommandError("ERR value is not an integer or out of range");
  return Number(text);
}

export function float(text: string | undefined): number {
  const word = (text ?? "").toLowerCase();
  if (word === "inf" || word === "+inf") return Number.POSITIVE_INFINITY;
  if (word === "-inf") return Number.NEGATIVE_INFINITY;
  const number = Number(text);
  if (text === undefined || text.trim() === "" || Number.isNaN(number)) throw new CommandError("ERR value is not a valid float");
  return number;
}

export function shownFloat(number: number): string {
  if (number === Number.POSITIVE_INFINITY) return "inf";
  if (number === Number.NEGATIVE_INFINITY) return "-inf";
  return String(number);
}

/** A part of a list by places, of which negative ones count from the end. */
export function slice<T>(items: readonly T[], from: number, to: number): T[] {
  const start = from < 0 ? Math.max(0, items.length + from) : from;
  const end = to < 0 ? items.length + to : to;
  return items.slice(start, end + 1);
}

/** A pattern as KEYS has it: `*`, `?`, `[a-c]`. */
export function glob(pattern: string): (text: string) => boolean {
  const source = pattern.replaceAll(/\\(.)|\[(\^?)([^\]]*)\]|([*?])|([.+^${}()|[\]\\])/g, (_, plain, not, set, wild, special) => {
    if (plain !== undefined) return plain.replace(/[.*+?^${}()|[\]\\]/, "\\$&");
    if (set !== undefined) return `[${not}${set.replaceAll(/[\\\]]/g, "\\$&")}]`;
    if (wild !== undefined) return wild === "*" ? "[\\s\\S]*" : "[\\s\\S]";
    return `\\${special}`;
  });
  const regex = new RegExp(`^${source}$`, "u");
  return (text) => regex.test(text);
}
