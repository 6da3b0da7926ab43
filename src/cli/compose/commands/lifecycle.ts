/** `start`, `stop`, `restart`, `kill`, `pause`, `unpause`, `scale`. */
import { CliError } from "../../errors.ts";
import type { ComposeCall, ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { askedTimeout, openStack, selectContainers, stackAsKnown, stackOrLabels, working } from "../open-stack.ts";
import { isRunning } from "../stack/containers.ts";
import { createProject, ordinaryCreation } from "../stack/create.ts";
import { fromLabels } from "../stack/from-labels.ts";
import { restartServices } from "../stack/restart.ts";
import type { Stack } from "../stack/stack.ts";
import { start as startServices } from "../stack/start.ts";
import { killContainers, stopServices } from "../stack/stop-services.ts";
import { scaled } from "./creation.ts";

const timeoutFlag = { name: "timeout", short: "t", type: "int", help: "Specify a shutdown timeout in seconds" } as const;

const start: ComposeCommand = {
  name: "start",
  short: "Start services",
  operands: "[SERVICE...]",
  usage: "docker compose start [SERVICE...]",
  flags: [],
  async run(call) {
    const { name, stack: written } = await stackOrLabels(call, call.args);
    const stack = written ?? (await labelled(call, name));
    await working(call, stack, "Running", (work) => startServices(work));
    return 0;
  },
};

/** The services as their containers tell of them. Throws `ComposeProblem` when there are none. */
async function labelled({ context, args }: ComposeCall, name: string): Promise<Stack> {
  const all = await fromLabels(context.engine, name);
  if (all.services.length === 0) throw new ComposeProblem(`no container found for project ${JSON.stringify(name)}: not found`);
  for (const service of args) if (!all.service(service)) throw new ComposeProblem(`no such service: ${JSON.stringify(service)}: not found`);
  // Here what has no container is not there.
  for (const { dependencies } of all.services)
    for (const { service } of dependencies) if (!all.service(service)) throw new ComposeProblem(`no such service: ${service}`);
  return all.only(all.withDependencies(args).map((service) => service.name));
}

const stop: ComposeCommand = {
  name: "stop",
  short: "Stop services",
  operands: "[SERVICE...]",
  flags: [timeoutFlag],
  async run(call) {
    const stack = await stackAsKnown(call, call.args);
    await working(call, stack, "Stopping", (work) => stopServices(work, call.args, askedTimeout(call)));
    return 0;
  },
};

const restart: ComposeCommand = {
  name: "restart",
  short: "Restart service containers",
  operands: "[SERVICE...]",
  flags: [{ name: "no-deps", type: "bool", help: "Don't restart dependent services" }, timeoutFlag],
  async run(call) {
    const { args, flags } = call;
    const { name, stack: written } = await stackOrLabels(call, []);
    const all =
      written && args.length > 0
        ? await openStack(call, args, { selects: false })
        : (written ?? (await fromLabels(call.context.engine, name)));
    const stack = flags.bool("no-deps") && args.length > 0 ? all.only(args) : all;
    await working(call, stack, "Restarting", (work) => restartServices(work, args, askedTimeout(call)));
    return 0;
  },
};

const kill: ComposeCommand = {
  name: "kill",
  short: "Force stop service containers",
  operands: "[SERVICE...]",
  flags: [
    { name: "remove-orphans", type: "bool", help: "Remove containers for services not defined in the Compose file" },
    { name: "signal", short: "s", type: "string", default: "SIGKILL", help: "SIGNAL to send to the container" },
  ],
  async run(call) {
    const { name, stack, containers } = await selectContainers(call, call.args, {
      oneOff: true,
      orphans: call.flags.bool("remove-orphans"),
    });
    const targets = containers.filter(isRunning);
    if (targets.length === 0) {
      call.context.stderr("no container to kill");
      return 0;
    }
    await working(call, stack ?? (await fromLabels(call.context.engine, name)), "Killing", (work) =>
      killContainers(work, targets, call.flags.text("signal")),
    );
    return 0;
  },
};

/** `pause` and `unpause`. */
function freezing(
  name: "pause" | "unpause",
  short: string,
  title: string,
  word: string,
  act: (call: ComposeCall, id: string) => Promise<void>,
): ComposeCommand {
  return {
    name,
    short,
    operands: "[SERVICE...]",
    usage: `docker compose ${name} [SERVICE...]`,
    flags: [],
    async run(call) {
      const { name: project, stack, containers } = await selectContainers(call, call.args);
      await working(call, stack ?? (await fromLabels(call.context.engine, project)), title, async ({ progress }) => {
        const running = containers.filter(isRunning);
        const settled = await Promise.allSettled(running.map(({ id }) => act(call, id)));
        // Who fails cuts the others short.
        for (const one of settled) if (one.status === "rejected") throw one.reason;
        for (const { name: done } of running) progress.event(`Container ${done}`, word);
      });
      return 0;
    },
  };
}

const pause = freezing("pause", "Pause services", "Pausing", "Paused", ({ context }, id) => context.engine.containerPause(id));
const unpause = freezing("unpause", "Unpause services", "Running", "Unpaused", ({ context }, id) => context.engine.containerUnpause(id));

const scale: ComposeCommand = {
  name: "scale",
  short: "Scale services ",
  operands: "",
  usage: "docker compose scale [SERVICE=REPLICAS...]",
  flags: [{ name: "no-deps", type: "bool", help: "Don't start linked services" }],
  arity: { min: 1 },
  async run(call) {
    const counts = new Map(call.args.map(scaleOf));
    const names = [...counts.keys()].sort();
    // With the files named, what `up` made looks like something else: Compose makes it anew.
    const opened = await openStack(call, names, { keepsEnvironmentFiles: true });
    const stack = scaled(call.flags.bool("no-deps") ? opened.only(names) : opened, counts);
    await working(call, stack, "Running", async (work) => {
      const { build: _, ...creation } = ordinaryCreation;
      await createProject(work, { ...creation, named: names });
      await startServices(work);
    });
    return 0;
  },
};

function scaleOf(text: string): [string, number] {
  const equals = text.indexOf("=");
  const [service, count] = [text.slice(0, equals), text.slice(equals + 1)];
  if (equals < 1 || count === "") throw new CliError(`invalid scale specifier: ${text}`);
  if (!/^[+-]?\d+$/.test(count)) throw new CliError(`invalid scale specifier: can't parse replica value as int: ${text}`);
  return [service, Number(count)];
}

export const lifecycleCommands: readonly ComposeCommand[] = [kill, pause, restart, scale, start, stop, unpause];
