import { parseSize } from "./size.ts";

/** What a tmpfs is told when it is mounted. */
export interface TmpfsData {
  /** Bytes. */
  readonly size: number | undefined;
  /** Of files and directories, its top included. */
  readonly inodes: number | undefined;
  readonly mode: number | undefined;
  readonly uid: number;
  readonly gid: number;
  /** As `/proc/mounts` shows it: `size=1024k,mode=700`. */
  readonly shown: string;
}

/** Reads `size=1m,mode=700,uid=5`; words without a value are left out. */
export function readTmpfsData(text: string): TmpfsData {
  const words = text.split(",").filter((word) => word.includes("="));
  const given = new Map(words.map((word) => word.split("=") as [string, string]));
  const number = (key: string, base: number): number | undefined =>
    given.has(key) ? Number.parseInt(given.get(key) as string, base) : undefined;
  // Blocks are pages: another way to say a size.
  const blocks = parseSize(given.get("nr_blocks") ?? "");
  if (blocks !== undefined && !given.has("size")) given.set("size", String(blocks * 4096));
  return {
    size: given.has("size") ? parseSize(given.get("size") as string) : undefined,
    inodes: parseSize(given.get("nr_inodes") ?? ""),
    mode: number("mode", 8),
    uid: number("uid", 10) ?? 0,
    gid: number("gid", 10) ?? 0,
    shown: shownOrder
      .filter((key) => given.has(key) && !isDefault(key, given.get(key) as string))
      .map((key) => shownWord(key, given.get(key) as string))
      .join(","),
  };
}

/** The kernel has an order of its own for them, whatever order they were given in. */
const shownOrder = ["size", "nr_inodes", "mode", "uid", "gid", "mpol"];

/** What a tmpfs has anyway isn't told. */
function isDefault(key: string, value: string): boolean {
  if (key === "mode") return (Number.parseInt(value, 8) & 0o7777) === 0o1777;
  return (key === "uid" || key === "gid") && Number(value) === 0;
}

/** The kernel tells a size in kilobytes, a number in full and a mode in three digits, however they were given. */
function shownWord(key: string, value: string): string {
  if (key === "mode") return `mode=${Number.parseInt(value, 8).toString(8).padStart(3, "0")}`;
  if (key === "nr_inodes") return `nr_inodes=${parseSize(value) ?? value}`;
  const size = key === "size" ? parseSize(value) : undefined;
  return size === undefined ? `${key}=${value}` : `size=${Math.ceil(size / 4096) * 4}k`;
}
