import { typedLine } from "../../ask.ts";
import type { ComposeCommand } from "../command.ts";
import { selectContainers, workOn } from "../open-stack.ts";
import { isRunning } from "../stack/containers.ts";
import { fromLabels } from "../stack/from-labels.ts";
import { stopTelling } from "../stack/stop.ts";

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
    const { name, stack, containers } = await selectContainers(call, args, { oneOff: true });
    const work = workOn(call, stack ?? (await fromLabels(context.engine, name)));
    if (flags.bool("stop"))
      for (const container of containers.filter(isRunning)) {
        await stopTelling(work, container);
      }
    const gone = containers.filter((container) => flags.bool("stop") || !isRunning(container));
    if (gone.length === 0) {
      context.stderr("No stopped containers\n");
      return 0;
    }
    const question = `Going to remove ${gone.map((container) => container.name).join(", ")}`;
    if (flags.bool("force")) context.stdout(`${question}\n`);
    else {
      context.stdout(context.terminal ? `? ${question} (y/N) ` : question);
      if (!/^y(?:es)?$/i.test((await typedLine(context)).trim())) return 0;
    }
    for (const container of gone) {
      work.progress.event(`Container ${container.name}`, "Removing");
      await context.engine.containerRemove(container.id, { force: true, volumes: flags.bool("volumes") });
      work.progress.event(`Container ${container.name}`, "Removed");
    }
    work.progress.end();
    return 0;
  },
};
