/** The one builder of the lab: the engine's own BuildKit, under the name that Docker gives it. */
import { CliError } from "../../errors.ts";
import type { FlagValues } from "../../flags/parse.ts";
import { goQuote } from "../../format/quote.ts";

export const builderName = "default";
export const buildkitVersion = "v0.24.0";
export const platforms = ["linux/amd64", "linux/amd64/v2", "linux/amd64/v3", "linux/amd64/v4", "linux/386"];
export const labels: Readonly<Record<string, string>> = { "org.mobyproject.buildkit.worker.moby.host-gateway-ip": "172.17.0.1" };

/** What BuildKit keeps, as bytes and nanoseconds. */
export interface GarbageRule {
  readonly all: boolean;
  readonly filter: readonly string[] | null;
  readonly keepDuration: number;
  readonly reservedSpace: number;
  readonly maxUsedSpace: number;
  readonly minFreeSpace: number;
}

const gigabyte = 1_000_000_000;
const hour = 3_600_000_000_000;
const room = { reservedSpace: 10 * gigabyte, maxUsedSpace: 80 * gigabyte, minFreeSpace: 20 * gigabyte };

/** BuildKit's usual rules on a disk of a hundred gigabytes. */
export const garbageRules: readonly GarbageRule[] = [
  {
    all: false,
    filter: ["type==source.local,type==exec.cachemount,type==source.git.checkout"],
    keepDuration: 48 * hour,
    reservedSpace: 0,
    maxUsedSpace: 2_764_000_000,
    minFreeSpace: 0,
  },
  { all: false, filter: null, keepDuration: 1440 * hour, ...room },
  { all: false, filter: null, keepDuration: 0, ...room },
  { all: true, filter: null, keepDuration: 0, ...room },
];

/** The name asked for: an operand, `--builder`, or the variable. @throws CliError when there is no such builder */
export function askedBuilder(flags: FlagValues, env: ReadonlyMap<string, string>, operand?: string): string {
  const name = operand || flags.text("builder") || env.get("BUILDX_BUILDER") || builderName;
  if (name !== builderName) throw new CliError(`no builder ${goQuote(name)} found`);
  return name;
}
