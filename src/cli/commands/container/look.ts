/** Commands that look into one container: top, port, diff. */
import type { Command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { alignColumns } from "../../format/table.ts";

export const top: Command = {
  paths: [["top"], ["container", "top"]],
  short: "Display the running processes of a container",
  operands: "CONTAINER [ps OPTIONS]",
  arity: { min: 1, max: Infinity },
  stopsAtOperand: true,
  aliases: ["docker container top", "docker top"],
  flags: [],
  program: "docker",
  completes: "container",
  async run({ args, context }) {
    const [container = "", ...options] = args;
    const { Titles, Processes } = await context.engine.containerTop(container, options.length > 0 ? options.join(" ") : undefined);
    context.stdout(alignColumns([Titles.join("\t"), ...Processes.map((row) => row.join("\t"))], 20));
    return 0;
  },
};

export const port: Command = {
  paths: [["port"], ["container", "port"]],
  short: "List port mappings or a specific mapping for the container",
  operands: "CONTAINER [PRIVATE_PORT[/PROTO]]",
  arity: { min: 1, max: 2 },
  aliases: ["docker container port", "docker port"],
  flags: [],
  program: "docker",
  completes: "container",
  async run({ args, context }) {
    const [container = "", asked] = args;
    const { NetworkSettings } = await context.engine.containerInspect(container);
    const address = ({ HostIp, HostPort }: { HostIp: string; HostPort: string }): string =>
      `${HostIp.includes(":") ? `[${HostIp}]` : HostIp}:${HostPort}`;
    const lines: string[] = [];
    if (asked !== undefined) {
      const [number = "", ...rest] = asked.split("/");
      const protocol = rest.join("/") || "tcp";
      const problem = !/^\d+$/.test(number) ? "invalid syntax" : Number(number) > 65535 ? "value out of range" : undefined;
      if (problem) throw new CliError(`Error: invalid port (${number}): strconv.ParseUint: parsing ${JSON.stringify(number)}: ${problem}`);
      const bindings = NetworkSettings.Ports[`${number}/${protocol}`];
      if (!bindings || bindings.length === 0) throw new CliError(`Error: No public port '${asked}' published for ${container}`);
      lines.push(...bindings.map(address).sort());
    } else {
      for (const [inside, bindings] of Object.entries(NetworkSettings.Ports))
        lines.push(...(bindings ?? []).map((binding) => `${inside} -> ${address(binding)}`));
      lines.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1));
    }
    if (lines.length > 0) context.stdout(`${lines.join("\n")}\n`);
    return 0;
  },
};

const kinds = ["C", "A", "D"] as const;

export const diff: Command = {
  paths: [["diff"], ["container", "diff"]],
  short: "Inspect changes to files or directories on a container's filesystem",
  operands: "CONTAINER",
  arity: { min: 1, max: 1 },
  aliases: ["docker container diff", "docker diff"],
  flags: [],
  program: "docker",
  completes: "container",
  async run({ args, context }) {
    const changes = (await context.engine.containerChanges(args[0] as string)) ?? [];
    context.stdout(changes.map(({ Kind, Path }) => `${kinds[Kind]} ${Path}\n`).join(""));
    return 0;
  },
};
