import type { Resources, UpdateRequest } from "../../../engine/api.ts";
import { EngineError } from "../../../engine/api.ts";
import type { Call, Command } from "../../command.ts";
import { restartPolicy } from "../../container/create-config.ts";
import { nanoCpus } from "../../container/devices.ts";
import { CliError } from "../../errors.ts";
import { parseBytes } from "../../flags/values.ts";

export const update: Command = {
  paths: [["update"], ["container", "update"]],
  short: "Update configuration of one or more containers",
  operands: "CONTAINER [CONTAINER...]",
  arity: { min: 1, max: Infinity },
  aliases: ["docker container update", "docker update"],
  flags: [
    { name: "blkio-weight", type: "uint16", default: "0", help: "Block IO (relative weight), between 10 and 1000, or 0 to disable" },
    { name: "cpu-period", type: "int", help: "Limit CPU CFS (Completely Fair Scheduler) period" },
    { name: "cpu-quota", type: "int", help: "Limit CPU CFS (Completely Fair Scheduler) quota" },
    { name: "cpu-rt-period", type: "int", help: "Limit the CPU real-time period in microseconds" },
    { name: "cpu-rt-runtime", type: "int", help: "Limit the CPU real-time runtime in microseconds" },
    { name: "cpu-shares", short: "c", type: "int", help: "CPU shares (relative weight)" },
    { name: "cpus", type: "decimal", help: "Number of CPUs" },
    { name: "cpuset-cpus", type: "string", help: "CPUs in which to allow execution (0-3, 0,1)" },
    { name: "cpuset-mems", type: "string", help: "MEMs in which to allow execution (0-3, 0,1)" },
    { name: "kernel-memory", type: "bytes", help: "Kernel memory limit (deprecated)", hidden: true },
    { name: "memory", short: "m", type: "bytes", help: "Memory limit" },
    { name: "memory-reservation", type: "bytes", help: "Memory soft limit" },
    { name: "memory-swap", type: "bytes", takesMinusOne: true, help: "Swap limit equal to memory plus swap: -1 to enable unlimited swap" },
    { name: "pids-limit", type: "int", help: "Tune container pids limit (set -1 for unlimited)" },
    { name: "restart", type: "string", help: "Restart policy to apply when a container exits" },
  ],
  program: "docker",
  completes: "container",
  run,
};

async function run({ flags, args, context }: Call): Promise<number> {
  if (flags.given().length === 0) throw new CliError("you must provide one or more flags when using this command");
  const number = (name: string): number => Number(flags.text(name) || "0");
  const bytes = (name: string): number => (flags.text(name) === "-1" ? -1 : (parseBytes(flags.text(name)) ?? 0));
  const resources: Resources = {
    BlkioWeight: number("blkio-weight"),
    CpusetCpus: flags.text("cpuset-cpus"),
    CpusetMems: flags.text("cpuset-mems"),
    CpuShares: number("cpu-shares"),
    Memory: bytes("memory"),
    MemoryReservation: bytes("memory-reservation"),
    MemorySwap: bytes("memory-swap"),
    CpuPeriod: number("cpu-period"),
    CpuQuota: number("cpu-quota"),
    CpuRealtimePeriod: number("cpu-rt-period"),
    CpuRealtimeRuntime: number("cpu-rt-runtime"),
    NanoCpus: nanoCpus(flags.text("cpus")),
    ...(flags.has("pids-limit") ? { PidsLimit: number("pids-limit") } : {}),
  };
  const request: UpdateRequest = {
    ...resources,
    ...(flags.text("restart") === "" ? {} : { RestartPolicy: restartPolicy(flags.text("restart")) }),
  };
  const errors: string[] = [];
  const warnings: string[] = [];
  for (const name of args) {
    try {
      warnings.push(...((await context.engine.containerUpdate(name, request)).Warnings ?? []));
      context.stdout(`${name}\n`);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      errors.push(`Error response from daemon: ${error.message}`);
    }
  }
  if (warnings.length > 0) context.stdout(`${warnings.join("\n")}\n`);
  if (errors.length > 0) context.stderr(`${errors.join("\n")}\n`);
  return errors.length > 0 ? 1 : 0;
}
