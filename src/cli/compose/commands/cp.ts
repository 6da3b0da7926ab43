import type { ComposeCall, ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { askedIndex, projectName, working } from "../open-stack.ts";
import { containersOf, type StackContainer } from "../stack/containers.ts";
import { fromLabels } from "../stack/from-labels.ts";
import type { Progress } from "../stack/progress.ts";

export const cp: ComposeCommand = {
  name: "cp",
  short: "Copy files/folders between a service container and the local filesystem",
  operands: "",
  usage: "docker compose cp [OPTIONS] SERVICE:SRC_PATH DEST_PATH|-",
  otherUsage: "docker compose cp [OPTIONS] SRC_PATH|- SERVICE:DEST_PATH",
  arity: { min: 2, max: 2, words: "docker" },
  flags: [
    { name: "all", type: "bool", help: "Include containers created by the run command" },
    { name: "archive", short: "a", type: "bool", help: "Archive mode (copy all uid/gid information)" },
    { name: "follow-link", short: "L", type: "bool", help: "Always follow symbol link in SRC_PATH" },
    { name: "index", type: "int", help: "Index of the container if service has multiple replicas" },
  ],
  async run(call) {
    const { args, context } = call;
    const [from = "", to = ""] = args;
    if (from === "") throw new ComposeProblem("source can not be empty");
    if (to === "") throw new ComposeProblem("destination can not be empty");
    const name = await projectName(call);
    const [source, target] = [serviceIn(from), serviceIn(to)];
    if (source !== undefined && target !== undefined) throw new ComposeProblem("copying between services is not supported");
    const service = source ?? target;
    if (service === undefined) throw new ComposeProblem("unknown copy direction");
    const containers = await targets(call, name, service);
    const chosen = source === undefined ? containers : containers.slice(0, 1);
    return working(call, await fromLabels(context.engine, name), "Copying", async ({ progress }) => {
      const codes = await Promise.all(chosen.map((container) => copy(call, container, source !== undefined, progress)));
      return Math.max(0, ...codes);
    });
  },
};

/** `web` of `web:/path`; a path of the host has none. */
function serviceIn(path: string): string | undefined {
  return /^([^/.:][^:]*):/.exec(path)?.[1];
}

async function targets(call: ComposeCall, name: string, service: string): Promise<StackContainer[]> {
  const { flags, context } = call;
  const index = askedIndex(call);
  const all = (await containersOf(context.engine, name)).filter((one) => one.service === service);
  const found = index ? all.filter((one) => !one.oneOff && one.number === index) : all.filter((one) => flags.bool("all") || !one.oneOff);
  if (found.length > 0) return found;
  if (index) throw new ComposeProblem(`service ${JSON.stringify(service)} is not running container #${index}`);
  throw new ComposeProblem(`no container found for service ${JSON.stringify(service)}`);
}

/** Returns the exit code of what copies. */
async function copy(
  { args, flags, context, docker, dryRun }: ComposeCall,
  container: StackContainer,
  isFrom: boolean,
  progress: Progress,
): Promise<number> {
  const [from = "", to = ""] = args;
  const placed = (path: string, who: string): string => path.replace(/^[^:]*:/, `${who}:`);
  const shown = isFrom ? `${placed(from, container.name)} to ${to}` : `${from} to ${placed(to, container.name)}`;
  progress.event(container.name, "Copying", "working", `copy ${shown}`);
  const words = [...(flags.bool("archive") ? ["--archive"] : []), ...(flags.bool("follow-link") ? ["--follow-link"] : [])];
  const paths = isFrom ? [placed(from, container.id), to] : [from, placed(to, container.id)];
  const code = dryRun ? 0 : await docker(["cp", "--quiet", ...words, ...paths], context);
  if (code === 0) progress.event(container.name, "Copied", "done", `copy ${shown}`);
  return code;
}
