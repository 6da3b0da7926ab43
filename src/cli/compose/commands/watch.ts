import type { ComposeCall, ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { openStack, working } from "../open-stack.ts";
import { createProject, ordinaryCreation } from "../stack/create.ts";
import { LogPrinter } from "../stack/follow-logs.ts";
import type { Stack } from "../stack/stack.ts";
import { start } from "../stack/start.ts";
import { lockProject } from "../stack/watch/lock.ts";
import { Watcher } from "../stack/watch/watcher.ts";

export const watch: ComposeCommand = {
  name: "watch",
  short: "Watch build context for service and rebuild/refresh containers when files are updated",
  operands: "",
  usage: "docker compose watch [SERVICE...]",
  flags: [
    { name: "no-up", type: "bool", help: "Do not build & start services before watching" },
    { name: "prune", type: "bool", default: "true", help: "Prune dangling images on rebuild" },
    { name: "quiet", type: "bool", help: "hide build output" },
  ],
  async run(call) {
    const { flags, args, context } = call;
    const stack = await openStack(call, args, { keepsEnvironmentFiles: true });
    lockProject(stack.name, context);
    if (!flags.bool("no-up")) await bringUp(call, stack);
    const printer = new LogPrinter(context, { prefix: false, colour: false, stamps: false, keepsStreams: false });
    return working(call, stack, "Running", async (work) => {
      const watcher = Watcher.of(work, printer, { prunes: flags.bool("prune"), quietBuild: flags.bool("quiet") });
      if (!watcher) throw new ComposeProblem("none of the selected services is configured for watch, consider setting a 'develop' section");
      await watcher.start();
      await watcher.untilAborted(context.signal);
      return 0;
    });
  },
};

/** As `up -d` does; what is watched is built first. */
async function bringUp(call: ComposeCall, stack: Stack): Promise<void> {
  const { flags, args } = call;
  const rebuilt = stack.change(({ tree, builds }) => (builds && tree.develop ? { ...tree, pull_policy: "build" } : tree));
  await working(call, rebuilt, "Running", async (work) => {
    const quiet = flags.bool("quiet");
    await createProject(work, { ...ordinaryCreation, build: { quiet }, quietPull: quiet, named: args, recreateDependencies: "never" });
    await start(work);
  });
}
