import { canonicalName, canonicalString, parseReference, withDefaultTag } from "../../../engine/images/reference.ts";
import type { Command } from "../../command.ts";
import { pullImage } from "../../container/pull.ts";
import { CliError } from "../../errors.ts";
import { parsePlatform } from "../../platform.ts";
import { problemOf } from "../../problem.ts";

export const pull: Command = {
  paths: [["pull"], ["image", "pull"]],
  short: "Download an image from a registry",
  operands: "NAME[:TAG|@DIGEST]",
  arity: { min: 1, max: 1 },
  aliases: ["docker image pull", "docker pull"],
  flags: [
    { name: "all-tags", short: "a", type: "bool", help: "Download all tagged images in the repository" },
    { name: "disable-content-trust", type: "bool", default: "true", help: "Skip image verification" },
    { name: "platform", type: "string", help: "Set platform if server is multi-platform capable" },
    { name: "quiet", short: "q", type: "bool", help: "Suppress verbose output" },
  ],
  program: "docker",
  completes: "image",
  async run({ flags, args, context }) {
    const [name = ""] = args;
    const problem = problemOf(() => parseReference(name));
    if (problem) throw new CliError(problem);
    const reference = parseReference(name);
    const isTagged = reference.tag !== undefined || reference.digest !== undefined;
    const allTags = flags.bool("all-tags");
    if (allTags && isTagged) throw new CliError("tag can't be used with --all-tags/-a");
    const quiet = flags.bool("quiet");
    const platform = flags.text("platform");
    // The client says which tag it takes before the registry is asked.
    if (!quiet && !isTagged && !allTags) context.stdout("Using default tag: latest\n");
    // The daemon says what is no platform.
    if (platform !== "") parsePlatform(platform, (wrong) => new CliError(`Error response from daemon: ${wrong}`));
    const asked = isTagged || allTags ? name : `${name}:latest`;
    await pullImage(asked, context, { quiet, platform, allTags, output: "stdout" });
    context.stdout(`${allTags ? canonicalName(reference) : canonicalString(withDefaultTag(reference))}\n`);
    return 0;
  },
};
