import type { Call, Command } from "../../command.ts";
import { binarySize, goTime } from "../../format/units.ts";
import { builderFlag, debugFlag } from "../shared-flags.ts";
import type { GarbageRule } from "./default-builder.ts";
import { askedBuilder, buildkitVersion, garbageRules, labels, platforms } from "./default-builder.ts";

export const buildxInspect: Command = {
  paths: [
    ["buildx", "inspect"],
    ["builder", "inspect"],
  ],
  shownAs: "docker buildx inspect",
  short: "Inspect current builder instance",
  operands: "[NAME]",
  hidesOptions: true,
  arity: { min: 0, max: 1 },
  flags: [{ name: "bootstrap", type: "bool", help: "Ensure builder has booted before inspecting" }, builderFlag, debugFlag],
  program: "buildx",
  completes: "none",
  run,
};

async function run({ flags, args, context }: Call): Promise<number> {
  const name = askedBuilder(flags, context.env, args[0]);
  const last = context.engine.builds().at(-1)?.beganAt;
  const rows = (entries: readonly (readonly [string, string])[], width: number, indent = ""): string =>
    entries.map(([label, text]) => `${indent}${`${label}:`.padEnd(width)}${text}\n`).join("");
  context.stdout(
    [
      rows(
        [["Name", name], ["Driver", "docker"], ...(last === undefined ? [] : [["Last Activity", goTime(last)] as const])],
        last === undefined ? 8 : 15,
      ),
      "\nNodes:\n",
      rows(
        [
          ["Name", name],
          ["Endpoint", "default"],
          ["Status", "running"],
          ["BuildKit version", buildkitVersion],
          ["Platforms", platforms.join(", ")],
        ],
        18,
      ),
      `Labels:\n${Object.entries(labels)
        .map(([label, value]) => ` ${label}: ${value}\n`)
        .join("")}`,
      ...garbageRules.map((rule, i) => `GC Policy rule#${i}:\n${rows(told(rule), 16, " ")}`),
    ].join(""),
  );
  return 0;
}

/** What a rule says; nothing is left out but zeros. */
function told({ all, filter, keepDuration, reservedSpace, maxUsedSpace, minFreeSpace }: GarbageRule): [string, string][] {
  const rows: [string, string][] = [["All", String(all)]];
  if (filter) rows.push(["Filters", filter.join(" ")]);
  if (keepDuration > 0) rows.push(["Keep Duration", `${keepDuration / 3_600_000_000_000}h0m0s`]);
  if (reservedSpace > 0) rows.push(["Reserved Space", binarySize(reservedSpace)]);
  if (maxUsedSpace > 0) rows.push(["Max Used Space", binarySize(maxUsedSpace)]);
  if (minFreeSpace > 0) rows.push(["Min Free Space", binarySize(minFreeSpace)]);
  return rows;
}
