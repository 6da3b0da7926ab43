/** Commands that wait for a list to have an item. */
import { WaitQueue } from "../../kernel/wait-queue.ts";
import { popOne } from "./commands/lists.ts";
import { CommandError, type Database } from "./database.ts";
import type { Reply } from "./protocol.ts";
import type { Server } from "./server.ts";

/** Those that wait for a value, by the database they wait in. */
const arrivals = new WeakMap<Database, WaitQueue<void>>();

/** Lets those who wait look again: something in the database has changed. */
export function wakeWaiting(data: Database): void {
  arrivals.get(data)?.wakeAll(undefined);
}

/** BLPOP and BRPOP: waits for an item of any of the keys, as long as the last word says in seconds; 0 is for ever. */
export async function waitForItem(server: Server, index: number, side: "left" | "right", args: readonly string[]): Promise<Reply> {
  const keysWanted = args.slice(0, -1);
  const seconds = Number(args.at(-1));
  if (Number.isNaN(seconds)) return { error: "ERR timeout is not a float or out of range" };
  if (seconds < 0) return { error: "ERR timeout is negative" };
  const { process } = server;
  const until = seconds === 0 ? undefined : process.clock.now() + seconds * 1000;
  const data = server.databases[index] as Database;
  const queue = arrivals.get(data) ?? new WaitQueue<void>();
  arrivals.set(data, queue);
  for (;;) {
    try {
      for (const key of keysWanted) {
        const item = popOne({ database: data, now: () => process.clock.now() }, key, side);
        if (item === undefined) continue;
        server.changed(index, [side === "left" ? "LPOP" : "RPOP", key]);
        return [key, item];
      }
    } catch (error) {
      if (error instanceof CommandError) return { error: error.message };
      throw error;
    }
    if (until !== undefined && process.clock.now() >= until) return { nilArray: true };
    const done = new AbortController();
    const signal = AbortSignal.any([process.signal, done.signal]);
    const waits = [queue.wait(signal), ...(until === undefined ? [] : [process.clock.sleep(until - process.clock.now(), signal)])];
    try {
      await Promise.race(waits);
    } finally {
      done.abort();
      for (const each of waits) each.catch(() => {});
    }
  }
}
