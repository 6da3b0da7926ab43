/** `create`, `start`, `stop`, `restart`, `kill`, `pause`, `unpause`, `scale`. */
import { CliError } from "../../errors.ts";
import type { ComposeCall, ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { openStack, stackAsKnown, workOn } from "../open-stack.ts";
import { containersOf, type StackContainer } from "../stack/containers.ts";
import { waitForDependencies } from "../stack/conditions.ts";
import { converge } from "../stack/converge.ts";
import type { Work } from "../stack/work.ts";
import { inDependencyOrder, inReverseOrder } from "../stack/graph.ts";
import { bringImages } from "../stack/images.ts";
import type { ServiceView } from "../stack/service-view.ts";
import { start as startServices } from "../stack/start.ts";
import { stopTelling } from "../stack/stop.ts";
import { convergeOptions, imageNeeds } from "./up.ts";

type Each = (container: StackContainer, tell: (text: string) => void, work: Work) => Promise<void>;

const timeoutFlag = { name: "timeout", short: "t", type: "int", help: "Specify a shutdown timeout in seconds" } as const;

/** Does something to every container of the named services. */
async function toEach(
  call: ComposeCall,
  order: "forward" | "reverse",
  each: Each,
): Promise<{ readonly work: Work; readonly count: number }> {
  const stack = await stackAsKnown(call);
  const work = workOn(call, stack);
  const all = await containersOf(call.context.engine, stack.name);
  const services = stack.named(call.args);
  let count = 0;
  const ofService = async ({ name }: ServiceView): Promise<void> => {
    const own = all.filter((one) => one.service === name && !one.oneOff);
    count += own.length;
    await Promise.all(own.map((container) => each(container, (text) => work.progress.event(`Container ${container.name}`, text), work)));
  };
  await (order === "forward" ? inDependencyOrder(services, ofService) : inReverseOrder(services, ofService));
  work.progress.end();
  return { work, count };
}

function seconds({ flags }: ComposeCall): number | undefined {
  return flags.has("timeout") ? Number(flags.text("timeout")) : undefined;
}

const create: ComposeCommand = {
  name: "create",
  short: "Creates containers for a service",
  operands: "[SERVICE...]",
  flags: [
    { name: "build", type: "bool", help: "Build images before starting containers" },
    { name: "force-recreate", type: "bool", help: "Recreate containers even if their configuration and image haven't changed" },
    { name: "no-build", type: "bool", help: "Don't build an image, even if it's policy" },
    { name: "no-recreate", type: "bool", help: "If containers already exist, don't recreate them. Incompatible with --force-recreate." },
    { name: "pull", type: "string", default: "policy", help: 'Pull image before running ("always"|"missing"|"never"|"build")' },
    { name: "quiet-pull", type: "bool", help: "Pull without printing progress information" },
    { name: "remove-orphans", type: "bool", help: "Remove containers for services not defined in the Compose file" },
    {
      name: "scale",
      type: "stringArray",
      shown: "scale",
      help: "Scale SERVICE to NUM instances. Overrides the scale setting in the Compose file if present.",
    },
    { name: "quiet-build", type: "bool", help: "", hidden: true },
    { name: "always-recreate-deps", type: "bool", help: "", hidden: true },
    { name: "renew-anon-volumes", type: "bool", help: "", hidden: true },
    { ...timeoutFlag, hidden: true },
    { name: "yes", short: "y", type: "bool", help: 'Assume "yes" as answer to all prompts and run non-interactively' },
  ],
  async run(call) {
    const stack = await openStack(call, { named: call.args });
    const work = workOn(call, stack);
    const services = stack.withDependencies(call.args);
    await bringImages(stack, services, imageNeeds(call), work);
    await converge(work, services, convergeOptions(call));
    work.progress.end();
    return 0;
  },
};

const start: ComposeCommand = {
  name: "start",
  short: "Start services",
  operands: "[SERVICE...]",
  usage: "docker compose start [SERVICE...]",
  flags: [],
  async run(call) {
    const { args } = call;
    const stack = await stackAsKnown(call);
    if (stack.services.length === 0) throw new ComposeProblem(`no container found for project ${JSON.stringify(stack.name)}: not found`);
    const work = workOn(call, stack);
    await startServices(work, stack.withDependencies(args), { needsContainers: true });
    work.progress.end();
    return 0;
  },
};

const stop: ComposeCommand = {
  name: "stop",
  short: "Stop services",
  operands: "[SERVICE...]",
  flags: [timeoutFlag],
  async run(call) {
    await toEach(call, "reverse", (container, _tell, work) => stopTelling(work, container, seconds(call)));
    return 0;
  },
};

const restart: ComposeCommand = {
  name: "restart",
  short: "Restart service containers",
  operands: "[SERVICE...]",
  flags: [{ name: "no-deps", type: "bool", help: "Don't restart dependent services" }, timeoutFlag],
  async run(call) {
    const { args, flags, context } = call;
    const stack = await openStack(call, { named: args });
    const work = workOn(call, stack);
    const timeout = seconds(call);
    const named = new Set(stack.named(args).map(({ name }) => name));
    const follows = ({ dependencies }: ServiceView): boolean =>
      !flags.bool("no-deps") && dependencies.some((one) => one.restart && named.has(one.service));
    const services = stack.services.filter((service) => named.has(service.name) || follows(service));
    const all = await containersOf(context.engine, stack.name);
    await inDependencyOrder(services, async (service) => {
      await waitForDependencies(stack, service, context, work.progress, (name) => named.has(name));
      for (const container of all.filter((one) => one.service === service.name && !one.oneOff)) {
        work.progress.event(`Container ${container.name}`, "Restarting");
        await context.engine.containerRestart(container.id, timeout === undefined ? {} : { timeout });
        work.progress.event(`Container ${container.name}`, "Started");
      }
    });
    work.progress.end();
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
    const { count } = await toEach(call, "forward", async (container, tell, { context }) => {
      if (container.summary.State !== "running" && container.summary.State !== "paused") return;
      tell("Killing");
      await context.engine.containerKill(container.id, call.flags.text("signal"));
      tell("Killed");
    });
    if (count === 0) call.context.stderr("no container to kill");
    return 0;
  },
};

const pause: ComposeCommand = {
  name: "pause",
  short: "Pause services",
  operands: "[SERVICE...]",
  usage: "docker compose pause [SERVICE...]",
  flags: [],
  async run(call) {
    await toEach(call, "reverse", async (container, tell, { context }) => {
      await context.engine.containerPause(container.id);
      tell("Paused");
    });
    return 0;
  },
};

const unpause: ComposeCommand = {
  name: "unpause",
  short: "Unpause services",
  operands: "[SERVICE...]",
  usage: "docker compose unpause [SERVICE...]",
  flags: [],
  async run(call) {
    await toEach(call, "forward", async (container, tell, { context }) => {
      await context.engine.containerUnpause(container.id);
      tell("Unpaused");
    });
    return 0;
  },
};

const scale: ComposeCommand = {
  name: "scale",
  short: "Scale services ",
  operands: "",
  usage: "docker compose scale [SERVICE=REPLICAS...]",
  flags: [{ name: "no-deps", type: "bool", help: "Don't start linked services" }],
  arity: { min: 1 },
  async run(call) {
    const wanted = new Map(call.args.map(scaleOf));
    const stack = await openStack(call, { named: [...wanted.keys()] });
    const services = call.flags.bool("no-deps") ? stack.named([...wanted.keys()]) : stack.withDependencies([...wanted.keys()]);
    const work = workOn(call, stack);
    await bringImages(stack, services, {}, work);
    await converge(work, services, { scale: wanted });
    await startServices(work, services);
    work.progress.end();
    return 0;
  },
};

function scaleOf(text: string): [string, number] {
  const [service = "", count, ...more] = text.split("=");
  if (count === undefined || more.length > 0) throw new CliError(`invalid scale specifier: ${text}`);
  if (!/^\d+$/.test(count)) throw new ComposeProblem(`invalid scale specifier: can't parse replica value as int: ${text}`);
  return [service, Number(count)];
}

export const lifecycleCommands: readonly ComposeCommand[] = [create, kill, pause, restart, scale, start, stop, unpause];
