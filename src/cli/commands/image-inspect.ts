import { EngineError } from "../../engine/api.ts";
import type { Command } from "../command.ts";
import { CliError } from "../errors.ts";
import { inspectAll } from "../inspect/inspect.ts";
import { objectFormat } from "./shared-flags.ts";

export const imageInspect: Command = {
  paths: [["image", "inspect"]],
  short: "Display detailed information on one or more images",
  operands: "IMAGE [IMAGE...]",
  arity: { min: 1, max: Infinity },
  flags: [
    objectFormat,
    {
      name: "platform",
      type: "string",
      help: `Inspect a specific platform of the multi-platform image.
If the image or the server is not multi-platform capable, the command will error out if the platform does not match.
'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)`,
    },
  ],
  program: "docker",
  completes: "image",
  run: ({ flags, args, context }) =>
    inspectAll(args, flags.text("format"), context, async (reference) => {
      try {
        return await context.engine.imageInspect(reference);
      } catch (error) {
        if (error instanceof EngineError) throw new CliError(`Error response from daemon: ${error.message}`);
        throw error;
      }
    }),
};
