import { time } from "../../commands/container/logs.ts";
import type { ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { selectContainers } from "../open-stack.ts";
import { shortName, type StackContainer } from "../stack/containers.ts";
import { LogPrinter } from "../stack/follow-logs.ts";

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
    const { name, containers } = await selectContainers(call, args);
    const chosen = containers.filter(({ number }) => !flags.has("index") || number === Number(flags.text("index")));
    const tail = flags.text("tail");
    const follows = flags.bool("follow");
    const options = {
      stdout: true,
      stderr: true,
      follow: follows,
      timestamps: flags.bool("timestamps"),
      ...time("since", flags.text("since"), context),
      ...time("until", flags.text("until"), context),
      ...(/^\d+$/.test(tail) ? { tail: Number(tail) } : {}),
      signal: context.signal,
    };
    const printer = new LogPrinter(context, {
      project: name,
      prefix: !flags.bool("no-log-prefix"),
      colour: !flags.bool("no-color"),
      stamps: false,
      keepsStreams: false,
    });
    const follow = async (container: StackContainer): Promise<void> => {
      const shown = shortName(container, name);
      await printer.print(shown, await context.engine.containerLogs(container.id, options));
      if (!follows || context.signal.aborted) return;
      const { StatusCode } = await context.engine.containerWait(container.id, "not-running");
      printer.note(`${shown} exited with code ${StatusCode}`, shown);
    };
    for (const container of chosen) printer.register(container);
    if (follows) await Promise.all(chosen.map(follow));
    else for (const container of chosen) await follow(container);
    return 0;
  },
};
