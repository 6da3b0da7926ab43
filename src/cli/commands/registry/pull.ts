import { parseReference } from "../../../engine/images/reference.ts";
import type { Command } from "../../command.ts";
import { pullImage } from "../../container/pull.ts";
import { CliError, NotInLab } from "../../errors.ts";
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
    if (flags.bool("all-tags")) {
      if (/:[^/]*$|@/.test(name)) throw new CliError("tag can't be used with --all-tags/-a");
      throw new NotInLab("`docker pull --all-tags` is not in the lab: its registry hands out one tag at a time.");
    }
    const quiet = flags.bool("quiet");
    const whole = /:[^/]*$|@/.test(name) ? name : `${name}:latest`;
    // The client says which tag it takes before the registry is asked.
    if (!quiet && whole !== name) context.stdout("Using default tag: latest\n");
    await pullImage(whole, context, { quiet, platform: flags.text("platform"), output: "stdout" });
    context.stdout(`${canonical(whole)}\n`);
    return 0;
  },
};

function canonical(name: string): string {
  const { domain, path } = parseReference(name);
  return `${domain}/${path}${/[:@][^/]*$/.exec(name)?.[0] ?? ""}`;
}
