import type { Call, Command } from "../command.ts";
import { CliError } from "../errors.ts";
import { checkPlatform } from "../image-platform.ts";
import { inspectedImage } from "../inspect/image-value.ts";
import { inspectNamed } from "../inspect/inspect.ts";
import { parsePlatform } from "../platform.ts";
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
  run,
};

async function run({ flags, args, context }: Call): Promise<number> {
  const asked = flags.text("platform");
  const platform = asked && parsePlatform(asked, (problem) => new CliError(problem));
  return inspectNamed(args, flags.text("format"), context, async (reference) => {
    const image = await context.engine.imageInspect(reference);
    checkPlatform(image, reference, platform);
    return inspectedImage(image);
  });
}
