/** What is said of a container beside its room. */
import type { ContainerView } from "../../engine/api.ts";

/** What an exit code stands for, where it is known to everyone; `undefined` for a program's own. */
export function exitCodeInWords(code: number): string | undefined {
  const known: Readonly<Record<number, string>> = {
    125: "Docker itself could not run it",
    126: "its command could not be executed",
    127: "its command was not found",
    130: "ended by Ctrl-C (SIGINT)",
    137: "ended by SIGKILL",
    139: "ended by a fault in memory (SIGSEGV)",
    143: "ended by SIGTERM",
    255: "ended when its host went down",
  };
  return known[code];
}

/** `3 containers, 2 running`. */
export function summaryOf(containers: readonly ContainerView[]): string {
  const running = containers.filter(({ status }) => status === "running" || status === "paused").length;
  const all = `${containers.length} container${containers.length === 1 ? "" : "s"}`;
  return running === 0 ? `${all}, none running` : `${all}, ${running} running`;
}
