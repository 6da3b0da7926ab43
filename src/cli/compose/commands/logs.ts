import { time } from "../../commands/container/logs.ts";
import type { ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { askedIndex, selectContainers } from "../open-stack.ts";
import { byName, shortName } from "../stack/containers.ts";
import { LogPrinter } from "../stack/follow-logs.ts";
import { monitor } from "../stack/monitor.ts";

export const logs: ComposeCommand = {
  name: "logs",
  short: "View output from containers",
  operands: "[SERVICE...]",
  flags: [
    { name: "follow", short: "f", type: "bool", help: "Follow log output" },
    { name: "index", type: "int", help: "index of the container if service has multiple replicas" },
    { name: "no-color", type: "bool", help: "Produce monochrome output" },
    { name: "no-log-prefix", type: "bool", help: "Don't print prefix in logs" },
    { name: "since", type: "string", help: "Show logs since timestamp (e.g. 2013-01-02T13:23:37Z) or relative (e.g. 42m for 42 minutes)" },
    {
      name: "tail",
      short: "n",
      type: "string",
      default: "all",
      help: "Number of lines to show from the end of the logs for each container",
    },
    { name: "timestamps", short: "t", type: "bool", help: "Show timestamps" },
    {
      name: "until",
      type: "string",
      help: "Show logs before a timestamp (e.g. 2013-01-02T13:23:37Z) or relative (e.g. 42m for 42 minutes)",
    },
  ],
  async run(call) {
    const { flags, args, context } = call;
    if (flags.has("index") && args.length !== 1) throw new ComposeProblem("--index requires one service to be selected");
    const { name, stack, containers } = await selectContainers(call, args);
    const index = askedIndex(call);
    const chosen = containers.filter(({ number }) => index === undefined || number === index).sort(byName);
    if (index !== undefined && chosen.length === 0)
      throw new ComposeProblem(`service ${JSON.stringify(args[0])} is not running container #${index}`);
    const tail = flags.text("tail");
    const follows = flags.bool("follow");
    // The daemon reads the times, once it is asked for the logs of a container.
    const [since, until] = chosen.length > 0 ? [flags.text("since"), flags.text("until")] : ["", ""];
    const options = {
      stdout: true,
      stderr: true,
      follow: follows,
      timestamps: flags.bool("timestamps"),
      ...time("since", since, context, 'invalid value for "since": '),
      ...time("until", until, context, 'invalid value for "until": '),
      ...(/^\d+$/.test(tail) ? { tail: Number(tail) } : {}),
      signal: context.signal,
    };
    const printer = new LogPrinter(context, {
      prefix: !flags.bool("no-log-prefix"),
      colour: !flags.bool("no-color"),
      stamps: false,
      keepsStreams: false,
    });
    const show = async (id: string, source: string, from = options.since): Promise<void> => {
      const chunks = await context.engine.containerLogs(id, { ...options, ...(from === undefined ? {} : { since: from }) });
      await printer.print(source, chunks);
    };
    if (!follows) {
      for (const container of chosen) await show(container.id, shortName(container, name));
      return 0;
    }
    const events = await monitor(context.engine, name, args.length > 0 ? args : (stack?.serviceNames ?? []), context.signal);
    const showing = new Map(chosen.map((container) => [container.id, show(container.id, shortName(container, name))]));
    for await (const { kind, id, source, exitCode, restarting, replaces } of events) {
      if (kind === "recreated") printer.note(replaces, "has been recreated");
      else if (kind === "started") {
        const { State } = await context.engine.containerInspect(id);
        showing.set(id, show(id, source, Date.parse(State.StartedAt)));
      } else if (kind === "exited") {
        await showing.get(id);
        printer.note(source, `exited with code ${exitCode}${restarting ? " (restarting)" : ""}`);
      }
    }
    if (!context.signal.aborted) await Promise.all(showing.values());
    return 0;
  },
};
