import { parseSize } from "./size.ts";

/** What a tmpfs is told when it is mounted. */
export interface TmpfsData {
  /** Bytes. */
  readonly size: number | undefined;
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
  return {
    size: given.has("size") ? parseSize(given.get("size") as string) : undefined,
    mode: number("mode", 8),
    uid: number("uid", 10) ?? 0,
    gid: number("gid", 10) ?? 0,
    shown: words.map(inKilobytes).join(","),
  };
}

/** The kernel tells a size in kilobytes, however it was given. */
function inKilobytes(word: string): string {
  const size = word.startsWith("size=") ? parseSize(word.slice("size=".length)) : undefined;
  return size === undefined ? word : `size=${Math.ceil(size / 4096) * 4}k`;
}
