/** Which line of .dockerignore keeps a path out. */
import { type IgnoreList, matcher, parseIgnore } from "../../dockerfile/ignore.ts";

export interface IgnoreLine {
  /** As it is written there. */
  readonly pattern: string;
  /** From 1. */
  readonly line: number;
}

/**
 * The last line that turned `path` from kept into excluded.
 * @returns undefined when the path is not excluded
 */
export function ignoredBy(text: string, path: string): IgnoreLine | undefined {
  const list = parseIgnore(text);
  if (!matcher(list)(path)) return undefined;
  // With the patterns one after the other: where the path is out for good.
  const isOut = (count: number) => matcher({ patterns: list.patterns.slice(0, count), memory: new WeakMap() } satisfies IgnoreList)(path);
  let count = list.patterns.length;
  while (count > 1 && isOut(count - 1)) count--;
  return patternLines(text)[count - 1];
}

function patternLines(text: string): IgnoreLine[] {
  return text
    .replace(/^\ufeff/, "")
    .split("\n")
    .flatMap((line, index) => (line.startsWith("#") || line.trim() === "" ? [] : [{ pattern: line.trim(), line: index + 1 }]));
}
