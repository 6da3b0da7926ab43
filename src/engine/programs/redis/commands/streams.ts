/** Streams: entries under rising ids, that are read by id. Without groups of readers. */
import { CommandError, type StreamEntry } from "../database.ts";
import type { Reply } from "../protocol.ts";
import { type Commands, type Context, integer, syntaxError } from "./command.ts";

/** Milliseconds and a number among entries of the same one. */
type Id = readonly [time: number, place: number];

const first: Id = [0, 0];
const last: Id = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

function compare(a: Id, b: Id): number {
  return a[0] - b[0] || a[1] - b[1];
}

/** @param place what stands for a missing second half: the first or the last of its millisecond */
function readId(text: string, place: number): Id {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (!match) throw new CommandError("ERR Invalid stream ID specified as stream command argument");
  return [Number(match[1]), match[2] === undefined ? place : Number(match[2])];
}

const idOf = ([id]: StreamEntry): Id => readId(id, 0);

/** The id of a new entry: as given, its second half alone left open (`5-*`), or wholly (`*`). */
function newId(text: string, newest: Id, now: number): Id {
  if (text === "*") return now > newest[0] ? [now, 0] : [newest[0], newest[1] + 1];
  const open = /^(\d+)-\*$/.exec(text);
  const id: Id = open ? [Number(open[1]), Number(open[1]) === newest[0] ? newest[1] + 1 : 0] : readId(text, 0);
  if (compare(id, first) === 0) throw new CommandError("ERR The ID specified in XADD must be greater than 0-0");
  if (compare(id, newest) <= 0) throw new CommandError("ERR The ID specified in XADD is equal or smaller than the target stream top item");
  return id;
}

/** `MAXLEN [=|~] n` at the beginning of `words`; how many words that is. */
function readLimit(words: readonly string[]): { readonly most: number; readonly length: number } | undefined {
  if (words[0]?.toUpperCase() !== "MAXLEN") return undefined;
  const at = words[1] === "=" || words[1] === "~" ? 2 : 1;
  return { most: integer(words[at]), length: at + 1 };
}

function add({ database, now }: Context, [key = "", ...rest]: readonly string[]): Reply {
  const stays = rest[0]?.toUpperCase() === "NOMKSTREAM";
  if (stays && !database.get(key)) return null;
  const words = stays ? rest.slice(1) : rest;
  const limit = readLimit(words);
  const [asked = "", ...fields] = words.slice(limit?.length ?? 0);
  if (fields.length === 0 || fields.length % 2 === 1) throw new CommandError("ERR wrong number of arguments for 'xadd' command");
  return database.change(key, "stream", (stream) => {
    const id = newId(asked, readId(stream.newest, 0), now()).join("-");
    stream.newest = id;
    stream.entries.push([id, fields]);
    if (limit) stream.entries.splice(0, stream.entries.length - limit.most);
    return id;
  });
}

const entriesOf = ({ database }: Context, key: string): readonly StreamEntry[] => database.read(key, "stream")?.entries ?? [];

function bound(text: string, place: number): { readonly id: Id; readonly open: boolean } {
  if (text === "-") return { id: first, open: false };
  if (text === "+") return { id: last, open: false };
  const open = text.startsWith("(");
  return { id: readId(open ? text.slice(1) : text, place), open };
}

function range(context: Context, key: string, from: string, to: string, rest: readonly string[], reverse: boolean): Reply {
  const low = bound(reverse ? to : from, 0);
  const high = bound(reverse ? from : to, Number.MAX_SAFE_INTEGER);
  if (rest.length > 0 && (rest.length !== 2 || rest[0]?.toUpperCase() !== "COUNT")) throw syntaxError();
  const found = entriesOf(context, key).filter((entry) => {
    const [below, above] = [compare(idOf(entry), low.id), compare(idOf(entry), high.id)];
    return (low.open ? below > 0 : below >= 0) && (high.open ? above < 0 : above <= 0);
  });
  if (reverse) found.reverse();
  return rest.length === 2 ? found.slice(0, integer(rest[1])) : found;
}

function read(context: Context, words: readonly string[]): Reply {
  const at = words.findIndex((word) => word.toUpperCase() === "STREAMS");
  const options = words.slice(0, Math.max(at, 0)).map((word) => word.toUpperCase());
  if (at < 0) throw syntaxError();
  if (options.includes("BLOCK")) throw new CommandError("ERR drydock: XREAD does not wait in the lab; ask again, or use BLPOP");
  const names = words.slice(at + 1);
  const half = names.length / 2;
  if (!Number.isInteger(half) || half === 0)
    throw new CommandError("ERR Unbalanced 'xread' list of streams: for each stream key an ID or '$' must be specified.");
  const most = options.includes("COUNT") ? integer(words[options.indexOf("COUNT") + 1]) : Number.POSITIVE_INFINITY;
  const found = names.slice(0, half).flatMap((key, index): [string, StreamEntry[]][] => {
    const asked = names[half + index] as string;
    const after = asked === "$" ? last : readId(asked, 0);
    const entries = entriesOf(context, key).filter((entry) => compare(idOf(entry), after) > 0);
    return entries.length > 0 ? [[key, entries.slice(0, most)]] : [];
  });
  return found.length > 0 ? found : { nilArray: true };
}

export const streams: Commands = {
  xadd: { arity: -5, writes: true, run: add },
  xlen: { arity: 2, run: (context, [key = ""]) => entriesOf(context, key).length },
  xrange: { arity: -4, run: (context, [key = "", from = "", to = "", ...rest]) => range(context, key, from, to, rest, false) },
  xrevrange: { arity: -4, run: (context, [key = "", from = "", to = "", ...rest]) => range(context, key, from, to, rest, true) },
  xread: { arity: -4, run: read },
  xdel: {
    arity: -3,
    writes: true,
    run: ({ database }, [key = "", ...ids]) =>
      database.change(key, "stream", ({ entries }) => {
        const gone = new Set(ids.map((id) => readId(id, 0).join("-")));
        const kept = entries.filter(([id]) => !gone.has(id));
        return entries.splice(0, entries.length, ...kept).length - kept.length;
      }),
  },
  xtrim: {
    arity: -4,
    writes: true,
    run: ({ database }, [key = "", ...rest]) => {
      const limit = readLimit(rest);
      if (!limit) throw syntaxError();
      return database.change(key, "stream", ({ entries }) => entries.splice(0, Math.max(0, entries.length - limit.most)).length);
    },
  },
};
