import { asks } from "../ask.ts";
import type { ComposeCommand } from "../command.ts";
import { stackOrLabels, working } from "../open-stack.ts";
import { isRunning, replicasOf } from "../stack/containers.ts";
import { fromLabels } from "../stack/from-labels.ts";
import { stopServices } from "../stack/stop-services.ts";

export const rm: ComposeCommand = {
  name: "rm",
  short: "Removes stopped service containers",
  long: `Removes stopped service containers

By default, anonymous volumes attached to containers will not be removed. You
can override this with -v. To list all volumes, use "docker volume ls".

Any data which is not in a volume will be lost.`,
  operands: "[SERVICE...]",
  flags: [
    { name: "force", short: "f", type: "bool", help: "Don't ask to confirm removal" },
    { name: "stop", short: "s", type: "bool", help: "Stop the containers, if required, before removing" },
    { name: "volumes", short: "v", type: "bool", help: "Remove any anonymous volumes attached to containers" },
    { name: "all", short: "a", type: "bool", help: "Deprecated - no effect", hidden: true },
  ],
  async run(call) {
    const { flags, args, context } = call;
    const { name, stack: written } = await stackOrLabels(call, args);
    const stack = written ?? (await fromLabels(context.engine, name));
    const stops = flags.bool("stop");
    if (stops) await working(call, stack, "Stopping", (work) => stopServices(work, args));
    const wanted = args.length > 0 ? args : stack.serviceNames;
    const gone = (await replicasOf(context.engine, stack.name))
      .filter((one) => wanted.includes(one.service))
      .filter((one) => !isRunning(one) || (stops && call.dryRun));
    if (gone.length === 0) {
      context.stderr("No stopped containers\n");
      return 0;
    }
    const question = `Going to remove ${gone.map((container) => container.name).join(", ")}`;
    if (flags.bool("force")) context.stdout(`${question}\n`);
    else if (!(await asks(context, question))) return 0;
    await working(call, stack, "Removing", async ({ progress }) => {
      await Promise.all(
        gone.map(async (container) => {
          progress.event(`Container ${container.name}`, "Removing");
          await context.engine.containerRemove(container.id, { force: flags.bool("force"), volumes: flags.bool("volumes") });
          progress.event(`Container ${container.name}`, "Removed");
        }),
      );
    });
    return 0;
  },
};
