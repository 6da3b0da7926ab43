/** Strings taken as bits, and HyperLogLogs. A character stands for a byte; a HyperLogLog keeps what it was given, so that its counts are exact. */
import { CommandError } from "../database.ts";
import { ok } from "../protocol.ts";
import { type Commands, type Context, integer } from "./command.ts";

const mostBits = 2 ** 32;

function place(text: string): { readonly byte: number; readonly mask: number } {
  const offset = Number(text);
  if (!/^\d+$/.test(text) || offset >= mostBits) throw new CommandError("ERR bit offset is not an integer or out of range");
  return { byte: Math.floor(offset / 8), mask: 0x80 >> (offset % 8) };
}

const bytesOf = ({ database }: Context, key: string): number[] =>
  [...(database.read(key, "string")?.text ?? "")].map((character) => character.charCodeAt(0) & 0xff);

function ones(byte: number): number {
  return byte.toString(2).replaceAll("0", "").length;
}

const mark = "HYLL";

function counted({ database }: Context, key: string): Set<string> {
  const text = database.read(key, "string")?.text;
  if (text === undefined) return new Set();
  if (!text.startsWith(mark)) throw new CommandError("WRONGTYPE Key is not a valid HyperLogLog string value.");
  return new Set(JSON.parse(text.slice(mark.length)) as string[]);
}

function keep({ database }: Context, key: string, members: ReadonlySet<string>): void {
  database.change(key, "string", (value) => {
    value.text = mark + JSON.stringify([...members]);
  });
}

export const bits: Commands = {
  setbit: {
    arity: 4,
    writes: true,
    run: (context, [key = "", offset = "", bit = ""]) => {
      const { byte, mask } = place(offset);
      if (bit !== "0" && bit !== "1") throw new CommandError("ERR bit is not an integer or out of range");
      const bytes = bytesOf(context, key);
      while (bytes.length <= byte) bytes.push(0);
      const before = bytes[byte] as number;
      bytes[byte] = bit === "1" ? before | mask : before & ~mask;
      context.database.change(key, "string", (value) => {
        value.text = bytes.map((each) => String.fromCharCode(each)).join("");
      });
      return before & mask ? 1 : 0;
    },
  },
  getbit: {
    arity: 3,
    run: (context, [key = "", offset = ""]) => {
      const { byte, mask } = place(offset);
      return (bytesOf(context, key)[byte] ?? 0) & mask ? 1 : 0;
    },
  },
  bitcount: {
    arity: -2,
    run: (context, [key = "", from = "0", to = "-1"]) => {
      const bytes = bytesOf(context, key);
      const at = (text: string): number => (integer(text) < 0 ? Math.max(0, bytes.length + integer(text)) : integer(text));
      return bytes.slice(at(from), at(to) + 1).reduce((sum, byte) => sum + ones(byte), 0);
    },
  },
  pfadd: {
    arity: -2,
    writes: true,
    run: (context, [key = "", ...members]) => {
      const known = counted(context, key);
      const fresh = !context.database.get(key) || members.some((member) => !known.has(member));
      keep(context, key, new Set([...known, ...members]));
      return fresh ? 1 : 0;
    },
  },
  pfcount: { arity: -2, run: (context, keys) => new Set(keys.flatMap((key) => [...counted(context, key)])).size },
  pfmerge: {
    arity: -2,
    writes: true,
    run: (context, [to = "", ...keys]) => {
      keep(context, to, new Set([to, ...keys].flatMap((key) => [...counted(context, key)])));
      return ok;
    },
  },
};
