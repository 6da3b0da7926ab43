/** Sets with scores, taken together or trimmed. */
import { CommandError } from "../database.ts";
import type { Reply } from "../protocol.ts";
import { type Command, type Commands, type Context, float, integer, shownFloat, slice, syntaxError } from "./command.ts";
import { bound, ranked, shown } from "./sets.ts";

type Scores = ReadonlyMap<string, number>;

/** A set's members count one each. */
function scoresOf({ database }: Context, key: string): Scores {
  const value = database.get(key);
  if (value?.kind === "set") return new Map([...value.members].map((member) => [member, 1]));
  return database.read(key, "zset")?.scores ?? new Map();
}

const aggregates: Readonly<Record<string, (a: number, b: number) => number>> = { SUM: (a, b) => a + b, MIN: Math.min, MAX: Math.max };

/** `numkeys key … [WEIGHTS w …] [AGGREGATE SUM|MIN|MAX] [WITHSCORES]` */
function combined(context: Context, words: readonly string[], everywhere: boolean): { scores: [string, number][]; shown: boolean } {
  const count = integer(words[0]);
  if (count < 1) throw new CommandError("ERR at least 1 input key is needed for 'zunion' command");
  const sets = words.slice(1, 1 + count).map((key) => scoresOf(context, key));
  const options = words.slice(1 + count);
  const upper = options.map((word) => word.toUpperCase());
  const weights = upper.includes("WEIGHTS")
    ? options
        .slice(upper.indexOf("WEIGHTS") + 1)
        .slice(0, count)
        .map(float)
    : [];
  const aggregate = aggregates[upper.includes("AGGREGATE") ? (upper[upper.indexOf("AGGREGATE") + 1] ?? "") : "SUM"];
  if (!aggregate || sets.length < count) throw syntaxError();
  const all = new Map<string, number>();
  for (const [index, scores] of sets.entries())
    for (const [member, score] of scores) {
      const weighed = score * (weights[index] ?? 1);
      const before = all.get(member);
      all.set(member, before === undefined ? weighed : aggregate(before, weighed));
    }
  const kept = [...all].filter(([member]) => !everywhere || sets.every((scores) => scores.has(member)));
  return { scores: kept.sort(([a, one], [b, two]) => one - two || (a < b ? -1 : 1)), shown: upper.includes("WITHSCORES") };
}

const combine = (everywhere: boolean): Command => ({
  arity: -3,
  run: (context, words) => {
    const found = combined(context, words, everywhere);
    return shown(found.scores, found.shown);
  },
});

const store = (everywhere: boolean): Command => ({
  arity: -4,
  writes: true,
  run: (context, [to = "", ...words]) => {
    const { scores } = combined(context, words, everywhere);
    context.database.delete(to);
    if (scores.length > 0) context.database.set(to, { kind: "zset", scores: new Map(scores) });
    return scores.length;
  },
});

function remove({ database }: Context, key: string, gone: readonly (readonly [string, number])[]): number {
  if (gone.length > 0)
    database.change(key, "zset", ({ scores }) => {
      for (const [member] of gone) scores.delete(member);
    });
  return gone.length;
}

const pop = (highest: boolean): Command => ({
  arity: -2,
  writes: true,
  run: (context, [key = "", count = "1"]): Reply => {
    const all = ranked(context, key);
    if (highest) all.reverse();
    const found = all.slice(0, integer(count));
    remove(context, key, found);
    return shown(found, true);
  },
});

export const scoreSets: Commands = {
  zmscore: {
    arity: -3,
    run: (context, [key = "", ...members]) => {
      const scores = scoresOf(context, key);
      return members.map((member) => (scores.has(member) ? shownFloat(scores.get(member) as number) : null));
    },
  },
  zpopmin: pop(false),
  zpopmax: pop(true),
  zremrangebyrank: {
    arity: 4,
    writes: true,
    run: (context, [key = "", from, to]) => remove(context, key, slice(ranked(context, key), integer(from), integer(to))),
  },
  zremrangebyscore: {
    arity: 4,
    writes: true,
    run: (context, [key = "", from = "", to = ""]) => {
      const [above, below] = [bound(from, true), bound(to, false)];
      return remove(
        context,
        key,
        ranked(context, key).filter(([, score]) => above(score) && below(score)),
      );
    },
  },
  zunion: combine(false),
  zinter: combine(true),
  zunionstore: store(false),
  zinterstore: store(true),
};
