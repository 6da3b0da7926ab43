/** `docker system df -v`: every image, container, volume and cache record with what it takes up. */
import { humanDuration } from "../../engine/go/human-duration.ts";
import type { BuildCacheRecord, DiskUsage } from "../../engine/api.ts";
import { containerColumns } from "../container/summary.ts";
import { CliError } from "../errors.ts";
import type { Column } from "../format/formatter.ts";
import { renderListing, rowStruct } from "../format/formatter.ts";
import { goJson } from "../format/json.ts";
import { goTime, humanSize } from "../format/units.ts";
import { type ImageRow, rowsOf } from "../image-filters.ts";
import { Template, TemplateExecError } from "../template/execute.ts";
import { TemplateSyntaxError } from "../template/lex.ts";
import { GoStruct, type Value } from "../template/value.ts";
import { imageColumns } from "./images.ts";
import { volumeColumns } from "./volume/volumes.ts";

interface Part<Row> {
  readonly type: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly table: readonly string[];
}

/**
 * Four tables, or what a template makes of the four lists.
 * @throws CliError
 */
export function verboseUsage(usage: DiskUsage, format: string, now: number): string {
  const parts = (whole: boolean) => ({
    Images: imagesPart(usage, now, whole),
    Containers: containersPart(usage, now, whole),
    Volumes: volumesPart(usage),
    BuildCache: cachePart(usage, now, whole),
  });
  if (format === "" || format === "table") {
    const { Images, Containers, Volumes, BuildCache } = parts(false);
    const own = usage.BuildCache.reduce((sum, { Size, Shared }) => sum + (Shared ? 0 : Size), 0);
    return [
      `Images space usage:\n\n${table(Images)}`,
      `Containers space usage:\n\n${table(Containers)}`,
      `Local Volumes space usage:\n\n${table(Volumes)}`,
      `Build cache usage: ${humanSize(own)}\n\n${table(BuildCache)}`,
    ].join("\n");
  }
  const lists = Object.fromEntries(Object.entries(parts(true)).map(([name, part]) => [name, structs(part as Part<unknown>)]));
  const json = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.map((row) => row.json)]));
  // Without a line end, as the client has it.
  return format === "json" ? goJson(json) : fill(format.replace(/^table /, ""), lists, json);
}

function table<Row>(part: Part<Row>): string {
  return renderListing({ ...part, format: "" });
}

function structs<Row>({ type, columns, rows }: Part<Row>): GoStruct[] {
  return rows.map((row) => rowStruct(type, columns, row));
}

function fill(format: string, lists: Readonly<Record<string, Value>>, json: unknown): string {
  try {
    return new Template(format.replaceAll("\\t", "\t").replaceAll("\\n", "\n")).execute(
      new GoStruct("*formatter.diskUsageContext", lists, json),
    );
  } catch (error) {
    if (error instanceof TemplateSyntaxError) throw new CliError(`template parsing error: ${error.message}`);
    if (error instanceof TemplateExecError) throw new CliError(error.message);
    throw error;
  }
}

type UsedImage = DiskUsage["Images"][number];

function imagesPart({ Images }: DiskUsage, now: number, whole: boolean): Part<ImageRow> {
  // An image of several names is told once.
  const rows = Images.toSorted((a, b) => b.Created - a.Created).flatMap((image) => rowsOf(image).slice(0, 1));
  const shared = ({ image }: ImageRow): number => (image as UsedImage).SharedSize;
  const own: readonly Column<ImageRow>[] = [
    { field: "SharedSize", header: "SHARED SIZE", value: (row) => humanSize(shared(row)) },
    { field: "UniqueSize", header: "UNIQUE SIZE", value: (row) => humanSize(row.image.Size - shared(row)) },
    { field: "Digest", header: "DIGEST", value: () => "" },
  ];
  return {
    type: "*formatter.imageContext",
    columns: [...imageColumns(now, whole).filter(({ field }) => own.every((other) => other.field !== field)), ...own],
    rows,
    table: ["Repository", "Tag", "ID", "CreatedSince", "Size", "SharedSize", "UniqueSize", "Containers"],
  };
}

function containersPart({ Containers }: DiskUsage, now: number, whole: boolean): Part<DiskUsage["Containers"][number]> {
  return {
    type: "*formatter.ContainerContext",
    columns: containerColumns(now, whole),
    // What the image weighs is told above.
    rows: Containers.map((container) => ({ ...container, SizeRootFs: 0 })),
    table: ["ID", "Image", "Command", "LocalVolumes", "Size", "RunningFor", "Status", "Names"],
  };
}

function volumesPart({ Volumes }: DiskUsage): Part<DiskUsage["Volumes"][number]> {
  return { type: "*formatter.volumeContext", columns: volumeColumns, rows: Volumes, table: ["Name", "Links", "Size"] };
}

function cachePart({ BuildCache }: DiskUsage, now: number, whole: boolean): Part<BuildCacheRecord> {
  const ago = (at: number): string => `${humanDuration(now - at)} ago`;
  return {
    type: "*formatter.buildCacheContext",
    columns: [
      { field: "ID", header: "CACHE ID", value: ({ ID, InUse }) => (whole ? ID : ID.slice(0, 12)) + (InUse ? "*" : "") },
      { field: "Parent", header: "PARENT", value: () => "" },
      { field: "CacheType", header: "CACHE TYPE", value: ({ Type }) => Type },
      { field: "Description", header: "DESCRIPTION", value: ({ Description }) => Description },
      { field: "Size", header: "SIZE", value: ({ Size }) => humanSize(Size, 3) },
      { field: "CreatedAt", header: "CREATED AT", value: ({ CreatedAt }) => goTime(CreatedAt) },
      { field: "CreatedSince", header: "CREATED", value: ({ CreatedAt }) => ago(CreatedAt) },
      { field: "LastUsedAt", header: "LAST USED AT", value: ({ LastUsedAt }) => goTime(LastUsedAt) },
      { field: "LastUsedSince", header: "LAST USED", value: ({ LastUsedAt }) => ago(LastUsedAt) },
      { field: "UsageCount", header: "USAGE", value: ({ UsageCount }) => String(UsageCount) },
      { field: "InUse", header: "IN USE", value: ({ InUse }) => String(InUse) },
      { field: "Shared", header: "SHARED", value: ({ Shared }) => String(Shared) },
    ],
    rows: BuildCache,
    table: ["ID", "CacheType", "Size", "CreatedSince", "LastUsedSince", "UsageCount", "Shared"],
  };
}
