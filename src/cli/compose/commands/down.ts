import type { ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { askedTimeout, stackOrLabels, working } from "../open-stack.ts";
import { isTrue } from "../variables.ts";
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
    const images = flags.text("rmi");
    if (images !== "" && images !== "local" && images !== "all")
      throw new ComposeProblem(`invalid value for --rmi: ${JSON.stringify(images)}`);
    const { name, stack: written } = await stackOrLabels(call, args);
    const stack = written ?? (await fromLabels(context.engine, name));
    const named = args.filter((service) => stack.service(service));
    if (args.length > 0 && named.length === 0) return 0;
    const removes = flags.has("remove-orphans") ? flags.bool("remove-orphans") : isTrue(context.env.get("COMPOSE_REMOVE_ORPHANS"));
    await working(call, stack, "Running", async (work) => {
      const options = { named, volumes: flags.bool("volumes"), images, removesOrphans: removes, timeout: askedTimeout(call) } as const;
      if (!(await takeDown(work, options))) host.warn(`Warning: No resource found to remove for project "${stack.name}".`);
    });
    return 0;
  },
};
