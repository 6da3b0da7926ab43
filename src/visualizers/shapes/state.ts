/** The state of a container, told alike in every picture: as a look, a mark and a word. */
import type { ContainerView } from "../../engine/api.ts";

/** `waiting` is neither up nor over: it is about to run, stopped for a while, or not known to be healthy yet. */
export type Look = "up" | "waiting" | "down" | "trouble";

export interface State {
  readonly look: Look;
  readonly mark: string;
  readonly word: string;
}

/** What a container's state is told by; a picture that does not know one of the rest leaves it out. */
export type ContainerStanding = Pick<ContainerView, "status"> & Partial<Pick<ContainerView, "exitCode" | "oomKilled" | "health" | "error">>;

export function stateOf({ status, exitCode, oomKilled, health, error }: ContainerStanding): State {
  const code = exitCode === undefined ? "" : ` ${exitCode}`;
  switch (status) {
    case "running":
      if (health === "unhealthy") return { look: "trouble", mark: "✕", word: "unhealthy" };
      if (health === "starting") return { look: "waiting", mark: "…", word: "not healthy yet" };
      return { look: "up", mark: "✓", word: health === "healthy" ? "healthy" : "running" };
    case "paused":
      return { look: "waiting", mark: "‖", word: "paused" };
    case "restarting":
      return { look: "trouble", mark: "↻", word: "restarting" };
    case "created":
      return error ? { look: "trouble", mark: "✕", word: "not started" } : { look: "waiting", mark: "…", word: "created" };
    case "exited":
      if (oomKilled) return { look: "trouble", mark: "✕", word: `out of memory${code}` };
      if (exitCode) return { look: "trouble", mark: "✕", word: `exited${code}` };
      return { look: "down", mark: "–", word: `exited${code}` };
    default:
      return { look: "down", mark: "–", word: status === "dead" ? "dead" : "being removed" };
  }
}
