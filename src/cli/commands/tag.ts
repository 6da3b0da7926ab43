import { parseReference } from "../../engine/images/reference.ts";
import type { Command } from "../command.ts";
import { CliError } from "../errors.ts";
import { goQuote } from "../format/quote.ts";
import { problemOf } from "../problem.ts";

export const tag: Command = {
  paths: [["tag"], ["image", "tag"]],
  short: "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE",
  operands: "SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]",
  arity: { min: 2, max: 2 },
  stopsAtOperand: true,
  aliases: ["docker image tag", "docker tag"],
  flags: [],
  program: "docker",
  completes: "image",
  async run({ args, context }) {
    const [source = "", target = ""] = args;
    for (const name of [target, source]) {
      const problem = problemOf(() => parseReference(name));
      if (problem) throw new CliError(`Error parsing reference: ${goQuote(name)} is not a valid repository/tag: ${problem}`);
    }
    if (parseReference(target).digest !== undefined) throw new CliError("refusing to create a tag with a digest reference");
    await context.engine.imageTag(source, target);
    return 0;
  },
};
