import { createStore, get, update } from "idb-keyval";

/** Lessons whose exercise was solved, with the time of the first solving in milliseconds since the epoch. */
export type Solved = Readonly<Record<string, number>>;

const key = "solved";
const store = () => createStore("drydock", "labs");

/** Empty when nothing is kept or storage is out of order. */
export async function solvedLessons(): Promise<Solved> {
  try {
    return sound(await get<unknown>(key, store()));
  } catch {
    return {};
  }
}

/** Remembers that a lesson was solved; the first time counts. Rejects when storage is full or off. */
export async function markSolved(lesson: string, at: number = Date.now()): Promise<void> {
  await update<unknown>(key, (kept) => ({ [lesson]: at, ...sound(kept) }), store());
}

function sound(kept: unknown): Solved {
  if (typeof kept !== "object" || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).filter((pair): pair is [string, number] => typeof pair[1] === "number"));
}
