/** Lists. */
import { CommandError } from "../database.ts";
import { ok, type Reply } from "../protocol.ts";
import { type Command, type Commands, type Context, integer, slice, syntaxError } from "./command.ts";

const items = ({ database }: Context, key: string): readonly string[] => database.read(key, "list")?.items ?? [];

const push = (side: "left" | "right", onlyExisting = false): Command => ({
  arity: -3,
  writes: true,
  run: ({ database }, [key = "", ...values]) => {
    if (onlyExisting && !database.read(key, "list")) return 0;
    return database.change(key, "list", (list) => {
      if (side === "left") for (const value of values) list.items.unshift(value);
      else list.items.push(...values);
      return list.items.length;
    });
  },
});

export function popOne({ database }: Context, key: string, side: "left" | "right"): string | undefined {
  if (!database.read(key, "list")) return undefined;
  return database.change(key, "list", (list) => (side === "left" ? list.items.shift() : list.items.pop()));
}

const pop = (side: "left" | "right"): Command => ({
  arity: -2,
  writes: true,
  run: (context, [key = "", count]) => {
    if (count === undefined) return popOne(context, key, side) ?? null;
    const wanted = integer(count);
    if (wanted < 0) throw new CommandError("ERR value is out of range, must be positive");
    if (!context.database.read(key, "list")) return { nilArray: true };
    const taken: string[] = [];
    while (taken.length < wanted) {
      const item = popOne(context, key, side);
      if (item === undefined) break;
      taken.push(item);
    }
    return taken;
  },
});

function move(context: Context, [from = "", to = "", out = "", into = ""]: readonly string[]): Reply {
  const side = (word: string): "left" | "right" => {
    if (/^left$/i.test(word)) return "left";
    if (/^right$/i.test(word)) return "right";
    throw syntaxError();
  };
  const [take, put] = [side(out), side(into)];
  context.database.read(to, "list");
  const item = popOne(context, from, take);
  if (item === undefined) return null;
  context.database.change(to, "list", (list) => (put === "left" ? list.items.unshift(item) : list.items.push(item)));
  return item;
}

export const lists: Commands = {
  lpush: push("left"),
  rpush: push("right"),
  lpushx: push("left", true),
  rpushx: push("right", true),
  lpop: pop("left"),
  rpop: pop("right"),
  llen: { arity: 2, run: (context, [key = ""]) => items(context, key).length },
  lrange: { arity: 4, run: (context, [key = "", from, to]) => slice(items(context, key), integer(from), integer(to)) },
  lindex: { arity: 3, run: (context, [key = "", at]) => items(context, key).at(integer(at)) ?? null },
  lset: {
    arity: 4,
    writes: true,
    run: ({ database }, [key = "", at, value = ""]) => {
      const list = database.read(key, "list");
      if (!list) throw new CommandError("ERR no such key");
      const place = integer(at) < 0 ? list.items.length + integer(at) : integer(at);
      if (place < 0 || place >= list.items.length) throw new CommandError("ERR index out of range");
      list.items[place] = value;
      return ok;
    },
  },
  linsert: {
    arity: 5,
    writes: true,
    run: ({ database }, [key = "", where = "", pivot = "", value = ""]) => {
      if (!/^(before|after)$/i.test(where)) throw syntaxError();
      const list = database.read(key, "list");
      if (!list) return 0;
      const at = list.items.indexOf(pivot);
      if (at < 0) return -1;
      list.items.splice(/^before$/i.test(where) ? at : at + 1, 0, value);
      return list.items.length;
    },
  },
  lrem: {
    arity: 4,
    writes: true,
    run: ({ database }, [key = "", count, value = ""]) =>
      database.change(key, "list", (list) => {
        const wanted = integer(count);
        const order = wanted < 0 ? list.items.map((_, index) => list.items.length - 1 - index) : list.items.map((_, index) => index);
        const gone = order.filter((index) => list.items[index] === value).slice(0, wanted === 0 ? undefined : Math.abs(wanted));
        for (const index of gone.sort((a, b) => b - a)) list.items.splice(index, 1);
        return gone.length;
      }),
  },
  ltrim: {
    arity: 4,
    writes: true,
    run: ({ database }, [key = "", from, to]) => {
      database.change(key, "list", (list) => list.items.splice(0, list.items.length, ...slice(list.items, integer(from), integer(to))));
      return ok;
    },
  },
  lmove: { arity: 5, writes: true, run: move },
  rpoplpush: { arity: 3, writes: true, run: (context, [from = "", to = ""]) => move(context, [from, to, "right", "left"]) },
};
