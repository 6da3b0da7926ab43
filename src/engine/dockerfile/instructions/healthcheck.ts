import { durationProblem, parseDuration } from "../../go/duration.ts";
import { DockerfileError, type HealthcheckInstruction } from "../ast.ts";
import { Flags } from "../flags.ts";
import type { InstructionNode } from "../node.ts";
import { quote } from "../text.ts";
import { atLeastOne, base, commandLine } from "./context.ts";

const known = { interval: "string", timeout: "string", "start-period": "string", "start-interval": "string", retries: "string" } as const;

export function parseHealthcheck(node: InstructionNode): HealthcheckInstruction {
  const [type, ...args] = node.args;
  if (type === undefined) throw atLeastOne("HEALTHCHECK");
  const word = type.toUpperCase();
  if (word === "NONE") {
    if (args.length > 0) throw new DockerfileError("HEALTHCHECK NONE takes no arguments");
    return { kind: "HEALTHCHECK", ...base(node) };
  }
  const flags = new Flags(node.flags, known);
  if (word !== "CMD") throw new DockerfileError(`Unknown type ${quote(word)} in HEALTHCHECK (try CMD)`);
  if (args.length === 0) throw new DockerfileError("Missing command after HEALTHCHECK CMD");
  const time = (name: string) => interval(name, flags.string(name));
  const options = {
    interval: time("interval"),
    timeout: time("timeout"),
    startPeriod: time("start-period"),
    startInterval: time("start-interval"),
    retries: retries(flags.string("retries")),
  };
  return {
    kind: "HEALTHCHECK",
    ...base(node),
    command: commandLine(args, node.json),
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  };
}

/** Nanoseconds; at least one millisecond, or 0 for "inherit". */
function interval(name: string, value: string | undefined): number | undefined {
  if (!value) return undefined;
  const duration = parseDuration(value);
  if (duration === undefined) throw new DockerfileError(durationProblem(value) as string);
  if (duration !== 0 && duration < 1e6) throw new DockerfileError(`Interval "${name}" cannot be less than 1ms`);
  return duration;
}

function retries(value: string | undefined): number | undefined {
  if (!value) return undefined;
  const wrong = (why: string) => new DockerfileError(`strconv.ParseInt: parsing ${quote(value)}: ${why}`);
  if (!/^[+-]?\d+$/.test(value)) throw wrong("invalid syntax");
  const count = Number(value);
  if (count > 0x7fffffff || count < -0x80000000) throw wrong("value out of range");
  if (count < 0) throw new DockerfileError(`--retries cannot be negative (${count})`);
  return count;
}
