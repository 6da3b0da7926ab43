/** Hashes. */
import { CommandError } from "../database.ts";
import { ok } from "../protocol.ts";
import { type Command, type Commands, type Context, float, integer, shownFloat } from "./command.ts";

const none: ReadonlyMap<string, string> = new Map();
const fields = ({ database }: Context, key: string): ReadonlyMap<string, string> => database.read(key, "hash")?.fields ?? none;

const put = (name: string, answer: "count" | "ok"): Command => ({
  arity: -4,
  writes: true,
  run: ({ database }, [key = "", ...pairs]) => {
    if (pairs.length % 2 === 1) throw new CommandError(`ERR wrong number of arguments for '${name}' command`);
    const added = database.change(key, "hash", (hash) => {
      const before = hash.fields.size;
      for (let index = 0; index < pairs.length; index += 2) hash.fields.set(pairs[index] ?? "", pairs[index + 1] ?? "");
      return hash.fields.size - before;
    });
    return answer === "ok" ? ok : added;
  },
});

export const hashes: Commands = {
  hset: put("hset", "count"),
  hmset: put("hmset", "ok"),
  hsetnx: {
    arity: 4,
    writes: true,
    run: (context, [key = "", field = "", value = ""]) => {
      if (fields(context, key).has(field)) return 0;
      context.database.change(key, "hash", (hash) => hash.fields.set(field, value));
      return 1;
    },
  },
  hget: { arity: 3, run: (context, [key = "", field = ""]) => fields(context, key).get(field) ?? null },
  hmget: { arity: -3, run: (context, [key = "", ...names]) => names.map((name) => fields(context, key).get(name) ?? null) },
  hgetall: { arity: 2, run: (context, [key = ""]) => [...fields(context, key)].flat() },
  hkeys: { arity: 2, run: (context, [key = ""]) => [...fields(context, key).keys()] },
  hvals: { arity: 2, run: (context, [key = ""]) => [...fields(context, key).values()] },
  hlen: { arity: 2, run: (context, [key = ""]) => fields(context, key).size },
  hexists: { arity: 3, run: (context, [key = "", field = ""]) => (fields(context, key).has(field) ? 1 : 0) },
  hdel: {
    arity: -3,
    writes: true,
    run: ({ database }, [key = "", ...names]) =>
      database.change(key, "hash", (hash) => names.filter((name) => hash.fields.delete(name)).length),
  },
  hincrby: {
    arity: 4,
    writes: true,
    run: (context, [key = "", field = "", by]) => {
      const before = fields(context, key).get(field) ?? "0";
      if (!/^-?\d+$/.test(before)) throw new CommandError("ERR hash value is not an integer");
      const sum = Number(before) + integer(by);
      context.database.change(key, "hash", (hash) => hash.fields.set(field, String(sum)));
      return sum;
    },
  },
  hincrbyfloat: {
    arity: 4,
    writes: true,
    run: (context, [key = "", field = "", by]) => {
      const sum = shownFloat(float(fields(context, key).get(field) ?? "0") + float(by));
      context.database.change(key, "hash", (hash) => hash.fields.set(field, sum));
      return sum;
    },
  },
};
