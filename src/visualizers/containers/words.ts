/** What is said of a container beside its room. */
import type { ContainerView } from "../../engine/api.ts";

export type Look = "up" | "down" | "trouble" | "waiting";

/** What of a container its state is told by. */
export type ContainerStanding = Pick<ContainerView, "status" | "exitCode" | "oomKilled"> & Partial<Pick<ContainerView, "health" | "error">>;

/** How its state is stamped, and with which mark. */
export function stateOf({ status, exitCode, oomKilled, health, error }: ContainerStanding): { word: string; mark: string; look: Look } {
  switch (status) {
    case "running":
      if (health === "unhealthy") return { word: "Unhealthy", mark: "!", look: "trouble" };
      if (health === "starting") return { word: "Starting", mark: "…", look: "waiting" };
      return { word: health === "healthy" ? "Healthy" : "Running", mark: "●", look: "up" };
    case "paused":
      return { word: "Paused", mark: "‖", look: "waiting" };
    case "restarting":
      return { word: "Restarting", mark: "↻", look: "trouble" };
    case "created":
      return error ? { word: "Not started", mark: "✕", look: "trouble" } : { word: "Created", mark: "○", look: "waiting" };
    case "exited":
      if (oomKilled) return { word: `Out of memory ${exitCode}`, mark: "✕", look: "trouble" };
      return { word: `Exited ${exitCode}`, mark: exitCode === 0 ? "○" : "✕", look: exitCode === 0 ? "down" : "trouble" };
    default:
      return { word: status === "dead" ? "Dead" : "Being removed", mark: "✕", look: "down" };
  }
}

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
