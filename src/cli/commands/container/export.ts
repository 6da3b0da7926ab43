import type { Command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { checkOutput } from "../../output-file.ts";
import { absolute } from "../../paths.ts";
import { bytesToLatin1 } from "../../../engine/programs/shell/bytes.ts";

export const exportContainer: Command = {
  paths: [["export"], ["container", "export"]],
  short: "Export a container's filesystem as a tar archive",
  operands: "CONTAINER",
  arity: { min: 1, max: 1 },
  aliases: ["docker container export", "docker export"],
  flags: [{ name: "output", short: "o", type: "string", help: "Write to a file, instead of STDOUT" }],
  program: "docker",
  completes: "container",
  async run({ flags, args, context }) {
    const output = flags.text("output");
    if (output !== "") checkOutput(output, "failed to export container", context);
    else if (context.terminal?.stdout) throw new CliError("cowardly refusing to save to a terminal. Use the -o flag or redirect");
    const archive = await context.engine.containerExport(args[0] as string);
    if (output === "") context.stdout(bytesToLatin1(archive));
    else context.disk.writeFile(absolute(context.cwd, output), archive, { mode: 0o600 });
    return 0;
  },
};
