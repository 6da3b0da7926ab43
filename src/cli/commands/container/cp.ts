import type { Call, Command } from "../../command.ts";
import { copyIn, copyOut, streamIn, streamOut } from "../../container/copy.ts";
import { CliError } from "../../errors.ts";
import { humanSize } from "../../format/units.ts";

export const cp: Command = {
  paths: [["cp"], ["container", "cp"]],
  short: "Copy files/folders between a container and the local filesystem",
  long: `Copy files/folders between a container and the local filesystem

Use '-' as the source to read a tar archive from stdin
and extract it to a directory destination in a container.
Use '-' as the destination to stream a tar archive of a
container source to stdout.`,
  otherUsage: "docker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH",
  operands: "CONTAINER:SRC_PATH DEST_PATH|-",
  arity: { min: 2, max: 2 },
  aliases: ["docker container cp", "docker cp"],
  flags: [
    { name: "archive", short: "a", type: "bool", help: "Archive mode (copy all uid/gid information)" },
    { name: "follow-link", short: "L", type: "bool", help: "Always follow symbol link in SRC_PATH" },
    {
      name: "quiet",
      short: "q",
      type: "bool",
      help: "Suppress progress output during copy. Progress output is automatically suppressed if no terminal is attached",
    },
  ],
  program: "docker",
  completes: "container",
  readsInput: (_flags, [source]) => source === "-",
  run,
};

/** `name:/path`; a path that begins with `/` or `.` is the host's, colons or not. */
function split(operand: string): { container?: string; path: string } {
  const at = operand.indexOf(":");
  if (operand.startsWith("/") || operand.startsWith(".") || at < 0) return { path: operand };
  return { container: operand.slice(0, at), path: operand.slice(at + 1) };
}

async function run({ flags, args, context }: Call): Promise<number> {
  const [source = "", destination = ""] = args;
  if (source === "") throw new CliError("source can not be empty");
  if (destination === "") throw new CliError("destination can not be empty");
  const from = split(source);
  const to = split(destination);
  if (!from.container && !to.container) throw new CliError("must specify at least one container source");
  const options = { followLink: flags.bool("follow-link"), archive: flags.bool("archive") };
  if (from.container && to.container) throw new CliError("copying between containers is not supported");
  let copied: number;
  if (from.container) {
    if (to.path === "-") {
      await streamOut(from.container, from.path, context);
      return 0;
    }
    copied = await copyOut(from.container, from.path, to.path, options, context);
  } else {
    const container = to.container as string;
    if (from.path === "-") {
      await streamIn(container, to.path, options, context);
      return 0;
    }
    copied = await copyIn(from.path, container, to.path, options, context);
  }
  if (context.terminal && !flags.bool("quiet")) context.stderr(`Successfully copied ${humanSize(copied, 3)} to ${destination}\n`);
  return 0;
}
