import { bytesToText } from "../../engine/programs/shell/bytes.ts";
import type { Call, Command } from "../command.ts";
import { CliError } from "../errors.ts";
import { checkOutput } from "../output-file.ts";
import { absolute } from "../paths.ts";
import { hasPlatform, invalidPlatform } from "../image-platform.ts";
import { parsePlatform } from "../platform.ts";

export const save: Command = {
  paths: [["save"], ["image", "save"]],
  short: "Save one or more images to a tar archive (streamed to STDOUT by default)",
  operands: "IMAGE [IMAGE...]",
  arity: { min: 1, max: Infinity },
  aliases: ["docker image save", "docker save"],
  flags: [
    { name: "output", short: "o", type: "string", help: "Write to a file, instead of STDOUT" },
    {
      name: "platform",
      type: "string",
      help: 'Save only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
  ],
  program: "docker",
  completes: "image",
  run,
};

async function run({ flags, args, context }: Call): Promise<number> {
  const platform = flags.text("platform") && parsePlatform(flags.text("platform"), invalidPlatform);
  const output = flags.text("output");
  if (output !== "") checkOutput(output, "failed to save image", context);
  else if (context.terminal && context.terminal.stdout !== false)
    throw new CliError("cowardly refusing to save to a terminal. Use the -o flag or redirect");
  if (platform) {
    for (const name of args) {
      if (!hasPlatform(await context.engine.imageInspect(name), platform))
        throw new CliError(`Error response from daemon: no suitable export target found for platform ${platform}`);
    }
  }
  const archive = await context.engine.imageSave(args);
  if (output === "") context.stdout(bytesToText(archive));
  else context.disk.writeFile(absolute(context.cwd, output), archive, { mode: 0o600 });
  return 0;
}
