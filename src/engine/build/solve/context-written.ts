/** What becomes of the builder's copy of the context when a step may write to it. */
import type { GraphVertex } from "../plan/operation.ts";
import type { Solved } from "./solved.ts";

/**
 * True when a step ran, well or not, with a writable mount of the build context. The builder's copy is then closed: with the next
 * build all files are sent again, and directories hashed with the modes they have (a real engine 28.5).
 */
export function isContextSpent(solved: ReadonlyMap<GraphVertex, Solved>): boolean {
  return [...solved].some(([{ operation, sources }, { state, missing }]) => {
    if (operation.kind !== "run" || missing !== undefined || (state !== "reran" && state !== "failed")) return false;
    return operation.mounts.some((mount) => mount.type === "bind" && !mount.readOnly && sources[mount.source]?.kind === "context");
  });
}
