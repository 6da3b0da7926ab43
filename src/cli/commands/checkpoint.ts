/** `docker checkpoint`: for engines with experimental features, which the lab's is not. */
import type { Command } from "../command.ts";

const paths = [["checkpoint", "create"], ["checkpoint", "ls"], ["checkpoint", "rm"], ["checkpoint"]];

export const checkpointCommands: readonly Command[] = paths.map((path) => ({
  paths: [path],
  short: "Manage checkpoints",
  operands: "",
  arity: { min: 0, max: Infinity },
  flags: [],
  refusal: `docker ${path.join(" ")} is only supported on a Docker daemon with experimental features enabled`,
  program: "docker",
  completes: "none",
  run: async () => 1,
}));
