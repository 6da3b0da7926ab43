import { expect, test } from "vitest";
import { type ContainerStanding, stateOf } from "./state.ts";

test.each<[Partial<ContainerStanding>, string]>([
  [{}, "✓ running up"],
  [{ health: "healthy" }, "✓ healthy up"],
  [{ health: "unhealthy" }, "✕ unhealthy trouble"],
  [{ health: "starting" }, "… not healthy yet waiting"],
  [{ status: "exited", exitCode: 0 }, "– exited 0 down"],
  [{ status: "exited" }, "– exited down"],
  [{ status: "exited", exitCode: 1 }, "✕ exited 1 trouble"],
  [{ status: "exited", exitCode: 137, oomKilled: true }, "✕ out of memory 137 trouble"],
  [{ status: "created" }, "… created waiting"],
  [{ status: "created", error: "port is already allocated" }, "✕ not started trouble"],
  [{ status: "restarting" }, "↻ restarting trouble"],
  [{ status: "paused" }, "‖ paused waiting"],
])("%j has a mark, a word and a look", (standing, told) => {
  const { mark, word, look } = stateOf({ status: "running", ...standing });
  expect(`${mark} ${word} ${look}`).toBe(told);
});
