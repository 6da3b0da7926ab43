/** Keys of any kind: which there are, how long they last. */
import { textToBytes } from "../../shell/bytes.ts";
import { CommandError, type Value } from "../database.ts";
import { ok, type Reply } from "../protocol.ts";
import { type Command, type Commands, type Context, glob, integer, syntaxError } from "./command.ts";
import { pageOf } from "./pages.ts";

const remove: Command = {
  arity: -2,
  writes: true,
  run: ({ database }, keys) => keys.filter((key) => database.get(key) && database.delete(key)).length,
};

const count: Command = { arity: -2, run: ({ database }, keys) => keys.filter((key) => database.get(key)).length };

const expire = (end: (amount: number, now: number) => number): Command => ({
  arity: -3,
  writes: true,
  run: ({ database, now }, [key = "", amount, condition]) => {
    const time = end(integer(amount), now());
    const before = database.end(key);
    if (!database.get(key)) return 0;
    const word = condition?.toUpperCase();
    if (word === "NX" && before !== undefined) return 0;
    if (word === "XX" && before === undefined) return 0;
    if (word === "GT" && (before === undefined || time <= before)) return 0;
    if (word === "LT" && before !== undefined && time >= before) return 0;
    if (time <= now()) database.delete(key);
    else database.setEnd(key, time);
    return 1;
  },
});

const left = (unit: number): Command => ({
  arity: 2,
  run: ({ database, now }, [key = ""]) => {
    if (!database.get(key)) return -2;
    const end = database.end(key);
    return end === undefined ? -1 : Math.round((end - now()) / unit);
  },
});

const endOf = (unit: number): Command => ({
  arity: 2,
  run: ({ database }, [key = ""]) => {
    if (!database.get(key)) return -2;
    const end = database.end(key);
    return end === undefined ? -1 : Math.floor(end / unit);
  },
});

function rename(context: Context, from: string, to: string): void {
  const { database } = context;
  const value = database.get(from);
  if (!value) throw new CommandError("ERR no such key");
  const end = database.end(from);
  database.delete(from);
  database.set(to, value);
  database.setEnd(to, end);
}

/** How Redis would keep a value: it shows that small ones take less room. */
function encoding(value: Value): string {
  switch (value.kind) {
    case "string":
      if (/^(0|-?[1-9]\d{0,18})$/.test(value.text)) return "int";
      return textToBytes(value.text).length <= 44 ? "embstr" : "raw";
    case "list":
      return value.items.length <= 128 ? "listpack" : "quicklist";
    case "hash":
      return value.fields.size <= 128 ? "listpack" : "hashtable";
    case "set":
      if ([...value.members].every((member) => /^-?\d{1,18}$/.test(member)) && value.members.size <= 512) return "intset";
      return value.members.size <= 128 ? "listpack" : "hashtable";
    case "zset":
      return value.scores.size <= 128 ? "listpack" : "skiplist";
    case "stream":
      return "stream";
  }
}

function scan({ database }: Context, words: readonly string[]): Reply {
  const { next, names, type } = pageOf(database.keys(), words);
  return [next, names.filter((key) => type === undefined || database.get(key)?.kind === type)];
}

export const keys: Commands = {
  del: remove,
  unlink: remove,
  exists: count,
  touch: count,
  type: { arity: 2, run: ({ database }, [key = ""]) => ({ status: database.get(key)?.kind ?? "none" }) },
  keys: { arity: 2, run: ({ database }, [pattern = ""]) => database.keys().filter(glob(pattern)) },
  scan: { arity: -2, run: scan },
  randomkey: { arity: 1, run: ({ database }) => database.keys()[0] ?? null },
  dbsize: { arity: 1, run: ({ database }) => database.size },
  expire: expire((amount, now) => now + amount * 1000),
  pexpire: expire((amount, now) => now + amount),
  expireat: expire((amount) => amount * 1000),
  pexpireat: expire((amount) => amount),
  expiretime: endOf(1000),
  pexpiretime: endOf(1),
  ttl: left(1000),
  pttl: left(1),
  persist: {
    arity: 2,
    writes: true,
    run: ({ database }, [key = ""]) => {
      if (database.end(key) === undefined) return 0;
      database.setEnd(key, undefined);
      return 1;
    },
  },
  rename: {
    arity: 3,
    writes: true,
    run: (context, [from = "", to = ""]) => {
      rename(context, from, to);
      return ok;
    },
  },
  renamenx: {
    arity: 3,
    writes: true,
    run: (context, [from = "", to = ""]) => {
      if (!context.database.get(from)) throw new CommandError("ERR no such key");
      if (context.database.get(to)) return 0;
      rename(context, from, to);
      return 1;
    },
  },
  copy: {
    arity: -3,
    writes: true,
    run: ({ database }, [from = "", to = "", replace]) => {
      const value = database.get(from);
      if (!value || (database.get(to) && !/^replace$/i.test(replace ?? ""))) return 0;
      database.set(to, structuredClone(value));
      database.setEnd(to, database.end(from));
      return 1;
    },
  },
  object: {
    arity: -2,
    run: ({ database }, [what = "", key = ""]) => {
      if (!/^encoding$/i.test(what)) throw syntaxError();
      const value = database.get(key);
      return value ? encoding(value) : null;
    },
  },
  flushdb: {
    arity: -1,
    writes: true,
    run: ({ database }) => {
      database.clear();
      return ok;
    },
  },
};
