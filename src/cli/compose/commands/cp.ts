import type { ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { projectName } from "../open-stack.ts";
import { containersOf } from "../stack/containers.ts";

export const cp: ComposeCommand = {
  name: "cp",
  short: "Copy files/folders between a service container and the local filesystem",
  operands: "",
  usage: "docker compose cp [OPTIONS] SERVICE:SRC_PATH DEST_PATH|-",
  otherUsage: "docker compose cp [OPTIONS] SRC_PATH|- SERVICE:DEST_PATH",
  arity: { min: 2, max: 2 },
  flags: [
    { name: "all", type: "bool", help: "Include containers created by the run command" },
    { name: "archive", short: "a", type: "bool", help: "Archive mode (copy all uid/gid information)" },
    { name: "follow-link", short: "L", type: "bool", help: "Always follow symbol link in SRC_PATH" },
    { name: "index", type: "int", help: "Index of the container if service has multiple replicas" },
  ],
  async run(call) {
    const { flags, args, context } = call;
    const [from = "", to = ""] = args;
    const serviceOf = (path: string): string | undefined => /^([^/.:][^/:]*):/.exec(path)?.[1];
    const [source, target] = [serviceOf(from), serviceOf(to)];
    if (source !== undefined && target !== undefined) throw new ComposeProblem("copying between services is not supported");
    const service = source ?? target;
    if (service === undefined) throw new ComposeProblem("unknown copy direction");
    const index = flags.has("index") ? Number(flags.text("index")) : undefined;
    const found = (await containersOf(context.engine, await projectName(call)))
      .filter((one) => one.service === service && (flags.bool("all") || !one.oneOff))
      .filter((one) => index === undefined || one.number === index);
    if (found.length === 0) throw new ComposeProblem(`no container found for service ${JSON.stringify(service)}`);
    const words = [...(flags.bool("archive") ? ["--archive"] : []), ...(flags.bool("follow-link") ? ["--follow-link"] : [])];
    for (const container of source === undefined ? found : found.slice(0, 1)) {
      const place = (path: string): string => path.replace(/^[^:]*:/, `${container.name}:`);
      const code = await call.docker(["cp", "--quiet", ...words, source ? place(from) : from, target ? place(to) : to], context);
      if (code !== 0) return code;
      const what = source ? `${place(from)} to ${to}` : `${from} to ${place(to)}`;
      context.stderr(` ${container.name}  copy ${what} Copied\n`);
    }
    return 0;
  },
};
