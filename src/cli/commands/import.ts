import { FsError } from "../../engine/filesystem/errors.ts";
import { parseReference } from "../../engine/images/reference.ts";
import { latin1ToBytes } from "../../engine/programs/shell/bytes.ts";
import type { Call, Command } from "../command.ts";
import type { DockerContext } from "../context.ts";
import { CliError, NotInLab } from "../errors.ts";
import { absolute } from "../paths.ts";
import { problemOf } from "../problem.ts";

export const importCommand: Command = {
  paths: [["import"], ["image", "import"]],
  short: "Import the contents from a tarball to create a filesystem image",
  operands: "file|URL|- [REPOSITORY[:TAG]]",
  arity: { min: 1, max: Infinity },
  aliases: ["docker image import", "docker import"],
  flags: [
    { name: "change", short: "c", type: "list", help: "Apply Dockerfile instruction to the created image" },
    { name: "message", short: "m", type: "string", help: "Set commit message for imported image" },
    { name: "platform", type: "string", help: "Set platform if server is multi-platform capable" },
  ],
  program: "docker",
  completes: "none",
  readsInput: (_flags, [source]) => source === "-",
  run,
};

async function run({ flags, args, context }: Call): Promise<number> {
  const [source = "", reference = ""] = args;
  const archive = readSource(source, context);
  if (reference !== "") {
    const problem = problemOf(() => parseReference(reference));
    if (problem) throw new CliError(problem);
  }
  const message = flags.text("message");
  const platform = flags.text("platform");
  const id = await context.engine.imageImport(archive, {
    ...(reference ? { reference } : {}),
    ...(message ? { message } : {}),
    changes: flags.list("change"),
    ...(platform ? { platform } : {}),
  });
  context.stdout(`${id}\n`);
  return 0;
}

/** @throws CliError when there is no such file */
function readSource(path: string, context: DockerContext): Uint8Array {
  if (path === "-") return latin1ToBytes(context.stdin);
  if (/^https?:\/\//.test(path))
    throw new NotInLab(`${path} is not on this machine: the lab has no network to import from; name a file, or \`-\` for standard input.`);
  try {
    return context.disk.readFile(absolute(context.cwd, path));
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new CliError(`open ${path}: ${error.reason.toLowerCase()}`);
  }
}
