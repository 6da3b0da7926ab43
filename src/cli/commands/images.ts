import { humanDuration } from "../../engine/go/human-duration.ts";
import type { Call, Command } from "../command.ts";
import type { Column } from "../format/formatter.ts";
import { renderListing } from "../format/formatter.ts";
import { shortId } from "../format/ids.ts";
import { goTime, humanSize } from "../format/units.ts";
import { CliError } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";
import type { ImageRow } from "../image-filters.ts";
import { listImages, selectImages } from "../image-filters.ts";
import { imageTree } from "./images-tree.ts";
import { tableFormat } from "./shared-flags.ts";

export const images: Command = {
  paths: [["images"], ["image", "ls"], ["image", "list"]],
  short: "List images",
  operands: "[REPOSITORY[:TAG]]",
  arity: { min: 0, max: 1 },
  aliases: ["docker image ls", "docker image list", "docker images"],
  flags: [
    { name: "all", short: "a", type: "bool", help: "Show all images (default hides intermediate images)" },
    { name: "digests", type: "bool", help: "Show digests" },
    { name: "filter", short: "f", type: "filter", help: "Filter output based on conditions provided" },
    tableFormat,
    { name: "no-trunc", type: "bool", help: "Don't truncate output" },
    { name: "quiet", short: "q", type: "bool", help: "Only show image IDs" },
    { name: "tree", type: "bool", help: "List multi-platform images as a tree (EXPERIMENTAL)" },
  ],
  program: "docker",
  completes: "image",
  run,
};

/** What the rows say, at a time and with ids whole or short. */
export function imageColumns(now: number, whole: boolean): Column<ImageRow>[] {
  return [
    { field: "ID", header: "IMAGE ID", value: ({ image }) => (whole ? image.Id : shortId(image.Id)) },
    { field: "Repository", header: "REPOSITORY", value: ({ repository }) => repository },
    { field: "Tag", header: "TAG", value: ({ tag }) => tag },
    { field: "Digest", header: "DIGEST", value: ({ digest }) => digest },
    { field: "CreatedSince", header: "CREATED", value: ({ image }) => `${humanDuration(now - image.Created * 1000)} ago` },
    { field: "CreatedAt", header: "CREATED AT", value: ({ image }) => goTime(image.Created * 1000) },
    { field: "Size", header: "SIZE", value: ({ image }) => humanSize(image.Size, 3) },
    { field: "Containers", header: "CONTAINERS", value: ({ image }) => (image.Containers < 0 ? "N/A" : String(image.Containers)) },
    { field: "VirtualSize", header: "SIZE", value: ({ image }) => humanSize(image.Size) },
    { field: "SharedSize", header: "SHARED SIZE", value: () => "N/A" },
    { field: "UniqueSize", header: "UNIQUE SIZE", value: () => "N/A" },
  ];
}

async function run({ flags, args, context, name }: Call): Promise<number> {
  const filters = [...flags.list("filter"), ...(args[0] ? [`reference=${args[0]}`] : [])];
  if (flags.bool("tree")) {
    checkTree(flags);
    const chosen = await listImages(context.engine, flags.bool("all"), filters);
    const used = new Set((await context.engine.containerList({ all: true })).map(({ ImageID }) => ImageID));
    context.stdout(imageTree(chosen, used, flags.bool("all"), context.terminal));
    return 0;
  }
  const rows = await selectImages(context.engine, flags.bool("all"), filters);
  const digests = flags.bool("digests");
  const asked = flags.text("format");
  const format = digests && asked.startsWith("table ") && !asked.includes("{{.Digest}}") ? `${asked}\\t{{.Digest}}` : asked;
  context.stdout(
    renderListing({
      type: "*formatter.imageContext",
      columns: imageColumns(context.clock.now(), flags.bool("no-trunc")),
      rows,
      format,
      raw: [
        ["repository", "Repository"],
        ["tag", "Tag"],
        ...(digests ? ([["digest", "Digest"]] as const) : []),
        ["image_id", "ID"],
        ["created_at", "CreatedAt"],
        ["virtual_size", "Size"],
      ],
      table: ["Repository", "Tag", ...(digests ? ["Digest"] : []), "ID", "CreatedSince", "Size"],
      ...(flags.bool("quiet") ? { quiet: "ID" } : {}),
    }),
  );
  const [word = ""] = args;
  if (rows.length === 0 && name === "docker images" && imageCommands.has(word))
    context.stderr(`\nNo images found matching "${word}": did you mean "docker image ${word}"?\n`);
  return 0;
}

/** Words that may have been meant for `docker image`. */
const imageCommands = new Set("build history import inspect list load ls prune pull push rm save tag".split(" "));

/** The experiment takes few of the other flags. @throws CliError */
function checkTree(flags: FlagValues): void {
  for (const name of ["quiet", "no-trunc", "digests", "format"])
    if (flags.has(name)) throw new CliError(`--${name === "digests" ? "show-digest" : name} is not yet supported with --tree`);
}
