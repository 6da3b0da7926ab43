import { EngineError } from "../../engine/api.ts";
import type { Call, Command } from "../command.ts";

export const rmi: Command = {
  paths: [["rmi"], ["image", "rm"], ["image", "remove"]],
  short: "Remove one or more images",
  operands: "IMAGE [IMAGE...]",
  arity: { min: 1, max: Infinity },
  aliases: ["docker image rm", "docker image remove", "docker rmi"],
  flags: [
    { name: "force", short: "f", type: "bool", help: "Force removal of the image" },
    { name: "no-prune", type: "bool", help: "Do not delete untagged parents" },
    {
      name: "platform",
      type: "strings",
      help: 'Remove only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
  ],
  program: "docker",
  completes: "image",
  run,
};

/** Goes on after one that cannot be removed; with `--force`, one that is not there is told but is no failure. */
async function run({ flags, args, context }: Call): Promise<number> {
  const force = flags.bool("force");
  let failed = false;
  const errors: string[] = [];
  for (const reference of args) {
    try {
      // Without a name the request leads nowhere.
      if (reference === "") throw new EngineError(404, "page not found");
      const items = await context.engine.imageRemove(reference, { force, noPrune: flags.bool("no-prune") });
      for (const { Untagged, Deleted } of items) context.stdout(Deleted ? `Deleted: ${Deleted}\n` : `Untagged: ${Untagged}\n`);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      if (!(force && error.status === 404)) failed = true;
      errors.push(`Error response from daemon: ${error.message}`);
    }
  }
  if (errors.length > 0) context.stderr(`${errors.join("\n")}\n`);
  return failed ? 1 : 0;
}
