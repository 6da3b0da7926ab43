import type { ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { stackOrLabels, workOn } from "../open-stack.ts";
import { down as takeDown } from "../stack/down.ts";
import { fromLabels } from "../stack/from-labels.ts";

export const down: ComposeCommand = {
  name: "down",
  short: "Stop and remove containers, networks",
  operands: "[SERVICES]",
  flags: [
    { name: "remove-orphans", type: "bool", help: "Remove containers for services not defined in the Compose file" },
    {
      name: "rmi",
      type: "string",
      help: 'Remove images used by services. "local" remove only images that don\'t have a custom tag ("local"|"all")',
    },
    { name: "timeout", short: "t", type: "int", help: "Specify a shutdown timeout in seconds" },
    {
      name: "volumes",
      short: "v",
      type: "bool",
      help: 'Remove named volumes declared in the "volumes" section of the Compose file and anonymous volumes attached to containers',
    },
  ],
  async run(call) {
    const { flags, args, context, host } = call;
    const images = flags.text("rmi") || "none";
    if (images !== "none" && images !== "local" && images !== "all")
      throw new ComposeProblem(`invalid value for --rmi: ${JSON.stringify(images)}`);
    const opened = await stackOrLabels(call);
    const stack = opened.stack ?? (await fromLabels(context.engine, opened.name));
    const work = workOn(call, stack);
    const found = await takeDown(work, {
      services: stack.named(args),
      partial: args.length > 0,
      volumes: flags.bool("volumes"),
      images,
      removesOrphans: flags.bool("remove-orphans"),
      timeout: flags.has("timeout") ? Number(flags.text("timeout")) : undefined,
    });
    work.progress.end();
    const isEmpty = stack.resources("networks").length === 0 && stack.resources("volumes").length === 0;
    if (!found && (opened.stack === undefined || isEmpty)) host.warn(`Warning: No resource found to remove for project "${stack.name}".`);
    return 0;
  },
};
