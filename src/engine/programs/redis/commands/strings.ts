/** Strings and counters. */
import { bytesToText, textToBytes } from "../../shell/bytes.ts";
import { CommandError } from "../database.ts";
import { ok, type Reply } from "../protocol.ts";
import { type Command, type Commands, type Context, float, integer, shownFloat, slice, syntaxError } from "./command.ts";

const text = ({ database }: Context, key: string): string | null => database.read(key, "string")?.text ?? null;

function put({ database }: Context, key: string, value: string, end?: number): void {
  database.set(key, { kind: "string", text: value });
  database.setEnd(key, end);
}

function add(context: Context, key: string, by: number): Reply {
  const sum = integer(text(context, key) ?? "0") + by;
  if (!Number.isSafeInteger(sum)) throw new CommandError("ERR increment or decrement would overflow");
  context.database.change(key, "string", (value) => {
    value.text = String(sum);
  });
  return sum;
}

const units: Readonly<Record<string, (amount: number, now: number) => number>> = {
  EX: (amount, now) => now + amount * 1000,
  PX: (amount, now) => now + amount,
  EXAT: (amount) => amount * 1000,
  PXAT: (amount) => amount,
};

function set(context: Context, [key = "", value = "", ...options]: readonly string[]): Reply {
  const { database, now } = context;
  let end: number | undefined;
  const flags = new Set<string>();
  for (let index = 0; index < options.length; index++) {
    const word = (options[index] ?? "").toUpperCase();
    const unit = units[word];
    if (unit) {
      const amount = integer(options[++index]);
      if (amount <= 0) throw new CommandError("ERR invalid expire time in 'set' command");
      end = unit(amount, now());
    } else if (["NX", "XX", "GET", "KEEPTTL"].includes(word)) flags.add(word);
    else throw syntaxError();
  }
  if (flags.has("NX") && flags.has("XX")) throw syntaxError();
  const before = flags.has("GET") ? text(context, key) : null;
  const exists = database.get(key) !== undefined;
  if ((flags.has("NX") && exists) || (flags.has("XX") && !exists)) return before;
  put(context, key, value, flags.has("KEEPTTL") ? database.end(key) : end);
  return flags.has("GET") ? before : ok;
}

const expiring = (unit: "EX" | "PX", name: string): Command => ({
  arity: 4,
  writes: true,
  run: (context, [key = "", amount, value = ""]) => {
    const time = integer(amount);
    if (time <= 0) throw new CommandError(`ERR invalid expire time in '${name}' command`);
    put(context, key, value, units[unit]?.(time, context.now()));
    return ok;
  },
});

export const strings: Commands = {
  get: { arity: 2, run: (context, [key = ""]) => text(context, key) },
  set: { arity: -3, writes: true, run: set },
  setnx: {
    arity: 3,
    writes: true,
    run: (context, [key = "", value = ""]) => {
      if (context.database.get(key)) return 0;
      put(context, key, value);
      return 1;
    },
  },
  setex: expiring("EX", "setex"),
  psetex: expiring("PX", "psetex"),
  getset: {
    arity: 3,
    writes: true,
    run: (context, [key = "", value = ""]) => {
      const before = text(context, key);
      put(context, key, value);
      return before;
    },
  },
  getdel: {
    arity: 2,
    writes: true,
    run: (context, [key = ""]) => {
      const before = text(context, key);
      context.database.delete(key);
      return before;
    },
  },
  mget: {
    arity: -2,
    run: ({ database }, keys) =>
      keys.map((key) => {
        const value = database.get(key);
        return value?.kind === "string" ? value.text : null;
      }),
  },
  mset: {
    arity: -3,
    writes: true,
    run: (context, args) => {
      if (args.length % 2 === 1) throw new CommandError("ERR wrong number of arguments for 'mset' command");
      for (let index = 0; index < args.length; index += 2) put(context, args[index] ?? "", args[index + 1] ?? "");
      return ok;
    },
  },
  incr: { arity: 2, writes: true, run: (context, [key = ""]) => add(context, key, 1) },
  decr: { arity: 2, writes: true, run: (context, [key = ""]) => add(context, key, -1) },
  incrby: { arity: 3, writes: true, run: (context, [key = "", by]) => add(context, key, integer(by)) },
  decrby: { arity: 3, writes: true, run: (context, [key = "", by]) => add(context, key, -integer(by)) },
  incrbyfloat: {
    arity: 3,
    writes: true,
    run: (context, [key = "", by]) => {
      const sum = shownFloat(float(text(context, key) ?? "0") + float(by));
      context.database.change(key, "string", (value) => {
        value.text = sum;
      });
      return sum;
    },
  },
  append: {
    arity: 3,
    writes: true,
    run: ({ database }, [key = "", more = ""]) =>
      database.change(key, "string", (value) => {
        value.text += more;
        return textToBytes(value.text).length;
      }),
  },
  strlen: { arity: 2, run: (context, [key = ""]) => textToBytes(text(context, key) ?? "").length },
  getrange: {
    arity: 4,
    run: (context, [key = "", from, to]) =>
      bytesToText(Uint8Array.from(slice([...textToBytes(text(context, key) ?? "")], integer(from), integer(to)))),
  },
  setrange: {
    arity: 4,
    writes: true,
    run: ({ database }, [key = "", offset, piece = ""]) =>
      database.change(key, "string", (value) => {
        const at = integer(offset);
        if (at < 0) throw new CommandError("ERR offset is out of range");
        const before = textToBytes(value.text);
        const added = textToBytes(piece);
        const bytes = new Uint8Array(Math.max(before.length, at + added.length));
        bytes.set(before);
        bytes.set(added, at);
        value.text = bytesToText(bytes);
        return bytes.length;
      }),
  },
};
