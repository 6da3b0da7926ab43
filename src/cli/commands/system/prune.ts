import type { Call, Command } from "../../command.ts";
import { confirmed, filterMap } from "../../confirm.ts";
import { CliError } from "../../errors.ts";
import { humanSize } from "../../format/units.ts";

export const systemPrune: Command = {
  paths: [["system", "prune"]],
  short: "Remove unused data",
  operands: "",
  arity: { min: 0, max: 0 },
  flags: [
    { name: "all", short: "a", type: "bool", help: "Remove all unused images not just dangling ones" },
    { name: "filter", type: "filter", help: 'Provide filter values (e.g. "label=<key>=<value>")' },
    { name: "force", short: "f", type: "bool", help: "Do not prompt for confirmation" },
    { name: "volumes", type: "bool", help: "Prune anonymous volumes" },
  ],
  program: "docker",
  completes: "none",
  readsInput: (flags) => !flags.bool("force"),
  run,
};

async function run({ flags, context }: Call): Promise<number> {
  const { engine } = context;
  const all = flags.bool("all");
  const volumes = flags.bool("volumes");
  const given = flags.list("filter");
  if (volumes && given.some((filter) => filter.startsWith("until=")))
    throw new CliError('ERROR: The "until" filter is not supported with "--volumes"');
  const what = [
    "all stopped containers",
    "all networks not used by at least one container",
    ...(volumes ? ["all anonymous volumes not used by at least one container"] : []),
    all ? "all images without at least one container associated to them" : "all dangling images",
    all ? "all build cache" : "unused build cache",
  ];
  const filtered =
    given.length > 0 ? `\n\n  Items to be pruned will be filtered with:\n${given.map((filter) => `  - ${filter}\n`).join("")}` : "";
  const question = `WARNING! This will remove:\n${what.map((line) => `  - ${line}\n`).join("")}${filtered}\nAre you sure you want to continue?`;
  if (!flags.bool("force") && !(await confirmed(question, context))) return 0;
  const filters = filterMap(given);
  let reclaimed = 0;
  const section = (title: string, lines: readonly string[]): void => {
    if (lines.length > 0) context.stdout(`${title}:\n${lines.map((line) => `${line}\n`).join("")}\n`);
  };
  const containers = await engine.containerPrune(filters);
  section("Deleted Containers", containers.ContainersDeleted ?? []);
  section("Deleted Networks", (await engine.networkPrune(filters)).NetworksDeleted ?? []);
  reclaimed += containers.SpaceReclaimed;
  if (volumes) {
    const gone = await engine.volumePrune(filters);
    section("Deleted Volumes", gone.VolumesDeleted ?? []);
    reclaimed += gone.SpaceReclaimed;
  }
  const images = await engine.imagePrune({ all, filters });
  section(
    "Deleted Images",
    images.deleted.map(({ Untagged, Deleted }) => (Deleted ? `deleted: ${Deleted}` : `untagged: ${Untagged}`)),
  );
  const cache = await engine.buildPrune({ all, filters });
  section("Deleted build cache objects", cache.caches ?? []);
  reclaimed += images.spaceReclaimed + cache.spaceReclaimed;
  context.stdout(`Total reclaimed space: ${humanSize(reclaimed)}\n`);
  return 0;
}
