import type { Command } from "../command.ts";
import { inspectedImage } from "../inspect/image-value.ts";
import { inspectNamed } from "../inspect/inspect.ts";
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
    inspectNamed(args, flags.text("format"), context, async (reference) => inspectedImage(await context.engine.imageInspect(reference))),
};
