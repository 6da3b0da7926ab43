import { parseReference } from "../../../engine/images/reference.ts";
import { EngineError } from "../../../engine/api.ts";
import type { Call, Command } from "../../command.ts";
import { transferOptions } from "../../container/pull.ts";
import { CliError } from "../../errors.ts";
import { parsePlatform } from "../../platform.ts";
import { problemOf } from "../../problem.ts";

export const push: Command = {
  paths: [["push"], ["image", "push"]],
  short: "Upload an image to a registry",
  operands: "NAME[:TAG]",
  arity: { min: 1, max: 1 },
  aliases: ["docker image push", "docker push"],
  flags: [
    { name: "all-tags", short: "a", type: "bool", help: "Push all tags of an image to the repository" },
    { name: "disable-content-trust", type: "bool", default: "true", help: "Skip image signing" },
    {
      name: "platform",
      type: "string",
      help: "Push a platform-specific manifest as a single-platform image to the registry.\nImage index won't be pushed, meaning that other manifests, including attestations won't be preserved.\n'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)",
    },
    { name: "quiet", short: "q", type: "bool", help: "Suppress verbose output" },
  ],
  program: "docker",
  completes: "image",
  run,
};

const onePlatform = `
 Info -> Using --platform pushes only the specified platform manifest of a multi-platform image index.
         Other components, like attestations, will not be included.
         To push the complete multi-platform image, remove the --platform flag.
         
`;

async function run({ flags, args: [name = ""], context }: Call): Promise<number> {
  const platform = flags.text("platform");
  if (platform !== "") {
    parsePlatform(platform, (problem) => new CliError(`Invalid platform ${platform}${problem}`));
    context.stderr(onePlatform);
  }
  const problem = problemOf(() => parseReference(name));
  if (problem) throw new CliError(problem);
  const { tag, digest } = parseReference(name);
  const all = flags.bool("all-tags");
  if (all && (tag || digest)) throw new CliError("tag can't be used with --all-tags/-a");
  const quiet = flags.bool("quiet");
  const asked = all || tag || digest ? name : `${name}:latest`;
  if (digest) throw new CliError("cannot push a digest reference");
  if (asked !== name && !quiet) context.stdout("Using default tag: latest\n");
  try {
    await context.engine.imagePush(asked, transferOptions(name, context, { quiet, output: "stdout" }));
  } catch (error) {
    // The daemon has begun to answer by then: its error comes without a heading.
    throw error instanceof EngineError ? new CliError(error.message) : error;
  }
  if (quiet) context.stdout(`${asked}\n`);
  return 0;
}
