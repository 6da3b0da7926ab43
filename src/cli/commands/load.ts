import { EngineError, type LoadedImage } from "../../engine/api.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import { latin1ToBytes } from "../../engine/programs/shell/bytes.ts";
import type { Call, Command } from "../command.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { hasPlatform, invalidPlatform } from "../image-platform.ts";
import { absolute } from "../paths.ts";
import { parsePlatform } from "../platform.ts";
import { loadedLayers, loadProgress } from "../progress/load.ts";

export const load: Command = {
  paths: [["load"], ["image", "load"]],
  short: "Load an image from a tar archive or STDIN",
  operands: "",
  arity: { min: 0, max: 0 },
  aliases: ["docker image load", "docker load"],
  flags: [
    { name: "input", short: "i", type: "string", help: "Read from tar archive file, instead of STDIN" },
    {
      name: "platform",
      type: "string",
      help: 'Load only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
    { name: "quiet", short: "q", type: "bool", help: "Suppress the load output" },
  ],
  program: "docker",
  completes: "none",
  readsInput: (flags) => flags.text("input") === "",
  run,
};

async function run({ flags, context }: Call): Promise<number> {
  const { engine, terminal } = context;
  const archive = readArchive(flags.text("input"), context);
  const platform = flags.text("platform") && parsePlatform(flags.text("platform"), invalidPlatform);
  const showsProgress = terminal !== undefined && terminal.stdout !== false && !flags.bool("quiet");
  const before = showsProgress ? await loadedLayers(engine) : new Set<string>();
  const loaded = await imageLoad(archive, context);
  if (showsProgress) context.stdout(await loadProgress(engine, archive, loaded, before));
  let text = "";
  for (const image of loaded) {
    if (platform && !hasPlatform(await engine.imageInspect(image.id), platform)) text += "\n";
    else text += told(image);
  }
  context.stdout(text);
  return 0;
}

/** What is wrong with an archive comes at the end of the progress, without the daemon's usual words before it. @throws CliError */
async function imageLoad(archive: Uint8Array, { engine }: DockerContext): Promise<LoadedImage[]> {
  try {
    return await engine.imageLoad(archive);
  } catch (error) {
    if (error instanceof EngineError) throw new CliError(error.message);
    throw error;
  }
}

function told({ reference, id, replaced }: LoadedImage): string {
  if (!reference) return `Loaded image ID: ${id}\n`;
  const renamed = replaced ? `The image ${reference} already exists, renaming the old one with ID ${replaced} to empty string\n` : "";
  return `${renamed}Loaded image: ${reference}\n`;
}

/** @throws CliError when there is no such file, or nothing on standard input */
function readArchive(path: string, context: DockerContext): Uint8Array {
  if (path === "") {
    if (context.terminal && context.stdin === "") throw new CliError("requested load from stdin, but stdin is empty");
    return latin1ToBytes(context.stdin);
  }
  try {
    return context.disk.readFile(absolute(context.cwd, path));
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (error.reason.toLowerCase() !== "is a directory") throw new CliError(`open ${path}: ${error.reason.toLowerCase()}`);
    throw new CliError(
      `error during connect: Post "http://%2Fvar%2Frun%2Fdocker.sock/v1.51/images/load?quiet=1": read ${path}: is a directory`,
    );
  }
}
