/** Sets, and sets whose members have scores. */

import { CommandError } from "../database.ts";
import { type Command, type Commands, type Context, float, integer, shownFloat, slice, syntaxError } from "./command.ts";

const none: ReadonlySet<string> = new Set();
const members = ({ database }: Context, key: string): ReadonlySet<string> => database.read(key, "set")?.members ?? none;

type Combine = (first: ReadonlySet<string>, ...others: ReadonlySet<string>[]) => string[];

const intersection: Combine = (first, ...others) => [...first].filter((member) => others.every((other) => other.has(member)));
const union: Combine = (...all) => [...new Set(all.flatMap((each) => [...each]))];
const difference: Combine = (first, ...others) => [...first].filter((member) => !others.some((other) => other.has(member)));

const combine = (how: Combine): Command => ({
  arity: -2,
  run: (context, keys) => {
    const [first = none, ...others] = keys.map((key) => members(context, key));
    return how(first, ...others);
  },
});

const store = (how: Combine): Command => ({
  arity: -3,
  writes: true,
  run: (context, [to = "", ...keys]) => {
    const [first = none, ...others] = keys.map((key) => members(context, key));
    const found = how(first, ...others);
    context.database.delete(to);
    if (found.length > 0) context.database.set(to, { kind: "set", members: new Set(found) });
    return found.length;
  },
});

/** Members by score, then by name. */
export function ranked({ database }: Context, key: string): [string, number][] {
  const scores = database.read(key, "zset")?.scores ?? new Map<string, number>();
  return [...scores].sort(([a, one], [b, two]) => one - two || (a < b ? -1 : 1));
}

export function shown(found: readonly [string, number][], scores: boolean): string[] {
  return found.flatMap(([member, score]) => (scores ? [member, shownFloat(score)] : [member]));
}

/** `5`, `(5`, `-inf`. */
export function bound(text: string, low: boolean): (score: number) => boolean {
  const open = text.startsWith("(");
  let limit: number;
  try {
    limit = float(open ? text.slice(1) : text);
  } catch {
    throw new CommandError("ERR min or max is not a float");
  }
  return (score) => (low ? (open ? score > limit : score >= limit) : open ? score < limit : score <= limit);
}

function byScore(context: Context, key: string, from: string, to: string, rest: readonly string[], reverse: boolean): string[] {
  const [low, high] = reverse ? [to, from] : [from, to];
  const [above, below] = [bound(low, true), bound(high, false)];
  let found = ranked(context, key).filter(([, score]) => above(score) && below(score));
  if (reverse) found.reverse();
  const words = rest.map((word) => word.toUpperCase());
  const limit = words.indexOf("LIMIT");
  if (limit >= 0) {
    const [start, count] = [integer(rest[limit + 1]), integer(rest[limit + 2])];
    found = found.slice(start, count < 0 ? undefined : start + count);
  }
  return shown(found, words.includes("WITHSCORES"));
}

const range = (reverse: boolean): Command => ({
  arity: -4,
  run: (context, [key = "", from = "", to = "", ...rest]) => {
    const words = rest.map((word) => word.toUpperCase());
    if (words.some((word) => !["WITHSCORES", "BYSCORE", "REV", "LIMIT"].includes(word) && !/^-?\d+$/.test(word))) throw syntaxError();
    const backwards = reverse || words.includes("REV");
    if (words.includes("BYSCORE")) return byScore(context, key, from, to, rest, backwards);
    const all = ranked(context, key);
    if (backwards) all.reverse();
    return shown(slice(all, integer(from), integer(to)), words.includes("WITHSCORES"));
  },
});

const rank = (reverse: boolean): Command => ({
  arity: -3,
  run: (context, [key = "", member = ""]) => {
    const all = ranked(context, key);
    if (reverse) all.reverse();
    const at = all.findIndex(([name]) => name === member);
    return at < 0 ? null : at;
  },
});

function addScores({ database }: Context, [key = "", ...rest]: readonly string[]): number | string | null {
  const flags = new Set<string>();
  let at = 0;
  while (/^(NX|XX|GT|LT|CH|INCR)$/i.test(rest[at] ?? "")) flags.add((rest[at++] ?? "").toUpperCase());
  const pairs = rest.slice(at);
  if (pairs.length === 0 || pairs.length % 2 === 1) throw syntaxError();
  const wanted = pairs.flatMap((score, index) => (index % 2 === 0 ? [[float(score), pairs[index + 1] ?? ""] as const] : []));
  return database.change(key, "zset", ({ scores }) => {
    let added = 0;
    let changed = 0;
    let last: string | null = null;
    for (const [given, member] of wanted) {
      const before = scores.get(member);
      const score = flags.has("INCR") ? (before ?? 0) + given : given;
      if (before === undefined ? flags.has("XX") : flags.has("NX")) continue;
      if (before !== undefined && ((flags.has("GT") && score <= before) || (flags.has("LT") && score >= before))) continue;
      scores.set(member, score);
      last = shownFloat(score);
      if (before === undefined) added++;
      else if (before !== score) changed++;
    }
    return flags.has("INCR") ? last : flags.has("CH") ? added + changed : added;
  });
}

export const sets: Commands = {
  sadd: {
    arity: -3,
    writes: true,
    run: ({ database }, [key = "", ...names]) =>
      database.change(key, "set", (set) => {
        const before = set.members.size;
        for (const name of names) set.members.add(name);
        return set.members.size - before;
      }),
  },
  srem: {
    arity: -3,
    writes: true,
    run: ({ database }, [key = "", ...names]) =>
      database.change(key, "set", (set) => names.filter((name) => set.members.delete(name)).length),
  },
  smembers: { arity: 2, run: (context, [key = ""]) => [...members(context, key)] },
  sismember: { arity: 3, run: (context, [key = "", name = ""]) => (members(context, key).has(name) ? 1 : 0) },
  smismember: { arity: -3, run: (context, [key = "", ...names]) => names.map((name) => (members(context, key).has(name) ? 1 : 0)) },
  smove: {
    arity: 4,
    writes: true,
    run: ({ database }, [from = "", to = "", member = ""]) => {
      if (!database.read(from, "set")?.members.has(member)) return 0;
      database.change(from, "set", (set) => set.members.delete(member));
      database.change(to, "set", (set) => set.members.add(member));
      return 1;
    },
  },
  scard: { arity: 2, run: (context, [key = ""]) => members(context, key).size },
  spop: {
    arity: 2,
    writes: true,
    run: (context, [key = ""]) => {
      const [first] = members(context, key);
      if (first !== undefined) context.database.change(key, "set", (set) => set.members.delete(first));
      return first ?? null;
    },
  },
  srandmember: { arity: 2, run: (context, [key = ""]) => [...members(context, key)][0] ?? null },
  sinter: combine(intersection),
  sunion: combine(union),
  sdiff: combine(difference),
  sinterstore: store(intersection),
  sunionstore: store(union),
  sdiffstore: store(difference),
  zadd: { arity: -4, writes: true, run: addScores },
  zincrby: { arity: 4, writes: true, run: (context, [key = "", by = "", member = ""]) => addScores(context, [key, "INCR", by, member]) },
  zrem: {
    arity: -3,
    writes: true,
    run: ({ database }, [key = "", ...names]) =>
      database.change(key, "zset", ({ scores }) => names.filter((name) => scores.delete(name)).length),
  },
  zcard: { arity: 2, run: ({ database }, [key = ""]) => database.read(key, "zset")?.scores.size ?? 0 },
  zscore: {
    arity: 3,
    run: ({ database }, [key = "", member = ""]) => {
      const score = database.read(key, "zset")?.scores.get(member);
      return score === undefined ? null : shownFloat(score);
    },
  },
  zcount: { arity: 4, run: (context, [key = "", from = "", to = ""]) => byScore(context, key, from, to, [], false).length },
  zrank: rank(false),
  zrevrank: rank(true),
  zrange: range(false),
  zrevrange: range(true),
  zrangebyscore: { arity: -4, run: (context, [key = "", from = "", to = "", ...rest]) => byScore(context, key, from, to, rest, false) },
  zrevrangebyscore: { arity: -4, run: (context, [key = "", from = "", to = "", ...rest]) => byScore(context, key, from, to, rest, true) },
};
