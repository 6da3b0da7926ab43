/** `nice` and `renice`. */
import { accountsOf } from "../../kernel/accounts.ts";
import { setNiceness } from "../../kernel/niceness.ts";
import type { Task } from "../../kernel/task.ts";
import { showUsage } from "../network/usage.ts";
import type { Process } from "../program.ts";
import { type Applets, quoted, type Tool } from "./applet.ts";
import { become } from "./environment.ts";

const niceUsage = `nice [-n ADJUST] [PROG ARGS]

Change scheduling priority, run PROG

	-n ADJUST	Adjust priority by ADJUST`;

const words = { EACCES: "Permission denied", EPERM: "Operation not permitted" };

async function nice(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const { task } = process;
  if (args.length === 0) {
    process.stdout(`${task.nice}\n`);
    return 0;
  }
  const { adjustment, rest } = readAdjustment(args);
  if (rest.length === 0) return tool.gnu ? tool.usage("a command must be given with an adjustment", 125) : showUsage(process, niceUsage);
  if (!/^[-+]?\d+$/.test(adjustment))
    return tool.gnu ? tool.usage(`invalid adjustment ${quoted(adjustment)}`, 125) : tool.fail(`invalid number '${adjustment}'`);
  const wanted = task.nice + Number(adjustment);
  const problem = setNiceness(task, task, wanted);
  // GNU's runs the program all the same.
  if (problem && tool.gnu) tool.fail(`cannot set niceness: ${words[problem]}`);
  else if (problem) return tool.fail(`setpriority(${wanted}): ${words[problem]}`);
  return become(process, tool, rest);
}

/** `-n 5`, `-n5`, `-5`, `--adjustment=5`; 10 when nothing is said. */
function readAdjustment(args: readonly string[]): { readonly adjustment: string; readonly rest: readonly string[] } {
  const [first = ""] = args;
  const long = /^--adjustment=(.*)$/.exec(first)?.[1];
  if (long !== undefined) return { adjustment: long, rest: args.slice(1) };
  if (first === "-n" || first === "--adjustment") return { adjustment: args[1] ?? "", rest: args.slice(2) };
  if (first.startsWith("-n")) return { adjustment: first.slice(2), rest: args.slice(1) };
  if (/^-[-+]?\d+$/.test(first)) return { adjustment: first.slice(1), rest: args.slice(1) };
  return { adjustment: "10", rest: args };
}

const reniceUsage = `renice [-n] PRIORITY [[-p|g|u] ID...]...

Change scheduling priority of a running process

	-n	Add PRIORITY to current nice value
		Without -n, nice value is set to PRIORITY
	-p	Process ids (default)
	-g	Process group ids
	-u	Process user names`;

const kinds = { p: "process ID", g: "process group ID", u: "user ID" } as const;
type Kind = keyof typeof kinds;

function renice(process: Process, args: readonly string[], tool: Tool): number {
  const relative = args[0]?.startsWith("-n") ?? false;
  const joined = relative && args[0] !== "-n" ? (args[0] as string).slice(2) : undefined;
  const rest = args.slice(relative && joined === undefined ? 1 : 0);
  const [number = joined, ...ids] = joined === undefined ? rest : [joined, ...rest.slice(1)];
  if (number === undefined) return tool.gnu ? tool.usage("not enough arguments") : showUsage(process, reniceUsage);
  if (!/^[-+]?\d+$/.test(number)) return tool.fail(tool.gnu ? `invalid priority '${number}'` : `invalid number '${number}'`);
  let kind: Kind = "p";
  let status = 0;
  for (const id of ids) {
    const asked = /^(?:-|--)(p|g|u)(?:id|rp|ser)?$/.exec(id)?.[1];
    if (asked !== undefined) {
      kind = asked as Kind;
      continue;
    }
    // Whoever is left out by util-linux's `-n` is so too: it sets what it says.
    if (reniceOne(process, tool, kind, id, Number(number), relative && !tool.gnu) !== 0) status = 1;
  }
  return status;
}

function reniceOne(process: Process, tool: Tool, kind: Kind, id: string, number: number, relative: boolean): number {
  const who = kind === "u" ? (accountsOf(process.fs).find(({ name }) => name === id)?.uid ?? Number(id)) : Number(id);
  if (Number.isNaN(who)) {
    if (tool.gnu) return tool.fail(kind === "u" ? `unknown user ${id}` : `bad ${kinds[kind]} value: ${id}`);
    return tool.fail(kind === "u" ? `unknown user ${id}` : `invalid number '${id}'`);
  }
  const [first, ...others] = targets(process, kind, who);
  if (!first)
    return tool.fail(
      tool.gnu
        ? `failed to get priority for ${who} (${kinds[kind]}): No such process`
        : `${relative ? "getpriority" : "setpriority"}: No such process`,
    );
  const before = Math.min(...[first, ...others].map((task) => task.nice));
  const wanted = relative ? before + number : number;
  const problem = [first, ...others].map((task) => setNiceness(process.task, task, wanted)).find((found) => found !== undefined);
  if (problem) return tool.fail(`${tool.gnu ? `failed to set priority for ${who} (${kinds[kind]})` : "setpriority"}: ${words[problem]}`);
  if (tool.gnu) process.stdout(`${who} (${kinds[kind]}) old priority ${before}, new priority ${first.nice}\n`);
  return 0;
}

function targets(process: Process, kind: Kind, who: number): Task[] {
  const { machine, task } = process;
  const { pid } = task.namespaces;
  const all = machine.processes.in(pid).filter(({ status }) => !status);
  if (kind === "u") return all.filter(({ credentials }) => credentials.realUid === who);
  const named = who === 0 ? task : pid.tasks.get(who);
  if (kind === "p") return named && !named.status ? [named] : [];
  return named ? all.filter(({ group }) => group === named.pid || (who === 0 && group === task.group)) : [];
}

export const nicenessApplets: Applets = { nice, renice };
