import { parseReference } from "../../../engine/images/reference.ts";
import type { Command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { problemOf } from "../../problem.ts";

export const commit: Command = {
  paths: [["commit"], ["container", "commit"]],
  short: "Create a new image from a container's changes",
  operands: "CONTAINER [REPOSITORY[:TAG]]",
  arity: { min: 1, max: 2 },
  aliases: ["docker container commit", "docker commit"],
  flags: [
    { name: "author", short: "a", type: "string", help: 'Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")' },
    { name: "change", short: "c", type: "list", help: "Apply Dockerfile instruction to the created image" },
    { name: "message", short: "m", type: "string", help: "Commit message" },
    { name: "pause", short: "p", type: "bool", default: "true", help: "Pause container during commit" },
  ],
  program: "docker",
  completes: "container",
  async run({ flags, args, context }) {
    const [container = "", reference] = args;
    const name = reference === undefined ? {} : splitName(reference);
    const { Id } = await context.engine.containerCommit(container, {
      ...name,
      comment: flags.text("message"),
      author: flags.text("author"),
      changes: flags.list("change"),
      pause: flags.bool("pause"),
    });
    context.stdout(`${Id}\n`);
    return 0;
  },
};

/** A name and its tag, as the API takes them. Throws `CliError` for what is no name. */
export function splitName(reference: string): { repo: string; tag?: string } {
  const problem = problemOf(() => parseReference(reference));
  if (problem) throw new CliError(problem);
  const match = /^(.*):([^/:]+)$/.exec(reference);
  return match ? { repo: match[1] as string, tag: match[2] as string } : { repo: reference };
}
