/** Going through what a key holds: page by page, or in order. */
import { CommandError } from "../database.ts";
import type { Reply } from "../protocol.ts";
import { type Command, type Commands, type Context, glob, integer, shownFloat, syntaxError } from "./command.ts";
import { ranked } from "./sets.ts";

/** A page of names; the cursor is a place among them. `0` begins and ends. */
export function pageOf(names: readonly string[], [cursor, ...rest]: readonly string[]): { next: string; names: string[]; type?: string } {
  if (!/^\d+$/.test(cursor ?? "")) throw new CommandError("ERR invalid cursor");
  const options = new Map<string, string>();
  for (let index = 0; index < rest.length; index += 2) options.set((rest[index] ?? "").toUpperCase(), rest[index + 1] ?? "");
  const size = Math.max(1, integer(options.get("COUNT") ?? "10"));
  const from = Number(cursor);
  const type = options.get("TYPE");
  return {
    next: from + size >= names.length ? "0" : String(from + size),
    names: names.slice(from, from + size).filter(glob(options.get("MATCH") ?? "*")),
    ...(type !== undefined && { type }),
  };
}

/** @param entries what a key holds: a name, and what is told with it */
const scan = (entries: (context: Context, key: string) => ReadonlyMap<string, readonly string[]>): Command => ({
  arity: -3,
  run: (context, [key = "", ...rest]) => {
    const all = entries(context, key);
    const { next, names } = pageOf([...all.keys()], rest);
    return [next, names.flatMap((name) => [name, ...(all.get(name) ?? [])])];
  },
});

function itemsOf({ database }: Context, key: string): readonly string[] {
  const value = database.get(key);
  if (value?.kind === "set") return [...value.members];
  if (value?.kind === "zset") return [...value.scores.keys()];
  return database.read(key, "list")?.items ?? [];
}

/** `SORT key [LIMIT from count] [ASC|DESC] [ALPHA]` */
function sort(context: Context, [key = "", ...rest]: readonly string[]): Reply {
  const words = rest.map((word) => word.toUpperCase());
  for (const word of ["BY", "GET", "STORE"])
    if (words.includes(word)) throw new CommandError(`ERR drydock: SORT … ${word} is not modelled in the lab`);
  if (words.some((word) => !["LIMIT", "ASC", "DESC", "ALPHA"].includes(word) && !/^-?\d+$/.test(word))) throw syntaxError();
  const items = [...itemsOf(context, key)];
  if (words.includes("ALPHA")) items.sort();
  else if (items.some((item) => item.trim() === "" || Number.isNaN(Number(item))))
    throw new CommandError("ERR One or more scores can't be converted into double");
  else items.sort((a, b) => Number(a) - Number(b));
  if (words.includes("DESC")) items.reverse();
  const limit = words.indexOf("LIMIT");
  if (limit < 0) return items;
  const [from, count] = [integer(rest[limit + 1]), integer(rest[limit + 2])];
  return items.slice(from, count < 0 ? undefined : from + count);
}

export const pages: Commands = {
  hscan: scan(({ database }, key) => new Map([...(database.read(key, "hash")?.fields ?? [])].map(([name, value]) => [name, [value]]))),
  sscan: scan(({ database }, key) => new Map([...(database.read(key, "set")?.members ?? [])].map((name) => [name, []]))),
  zscan: scan((context, key) => new Map(ranked(context, key).map(([name, score]) => [name, [shownFloat(score)]]))),
  sort: { arity: -2, run: sort },
  lpos: {
    arity: 3,
    run: ({ database }, [key = "", item = ""]) => {
      const at = database.read(key, "list")?.items.indexOf(item) ?? -1;
      return at < 0 ? null : at;
    },
  },
};
