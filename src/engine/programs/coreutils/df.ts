/** `df`: the file systems that are mounted, and how full they are. */
import { FsError } from "../../filesystem/errors.ts";
import type { MountEntry } from "../../kernel/mount-view.ts";
import { memoryOf } from "../../kernel/pages.ts";
import { mountEntries } from "../../kernel/proc/mount-files.ts";
import { parseSize } from "../../volumes/size.ts";
import type { Process } from "../program.ts";
import { at, type Tool } from "./applet.ts";
import { type Options, parseOptions } from "./options.ts";
import { humanSize } from "./sizes.ts";

interface Usage {
  readonly total: number;
  readonly used: number;
}

/** The host's one disk, in bytes: of a size a laptop would have. */
const disk: Usage = { total: 64 * 1024 ** 3, used: 18 * 1024 ** 3 };
/** The same, in inodes. */
const inodes: Usage = { total: 4_194_304, used: 412_306 };
const nothing: Usage = { total: 0, used: 0 };
const onDisk = new Set(["overlay", "ext4"]);

function usageOf(process: Process, { type, target, superOptions }: MountEntry): Usage {
  if (onDisk.has(type)) return disk;
  if (type !== "tmpfs") return nothing;
  const size = /(?:^|,)size=(\d+[kmg]?)/i.exec(superOptions)?.[1];
  const node = process.fs.lookup(target);
  return { total: (size && parseSize(size)) || process.machine.memory / 2, used: memoryOf(node) };
}

/** The mount that a path is on: the deepest, and the last of those. */
function mountOf(entries: readonly MountEntry[], path: string): MountEntry | undefined {
  const holds = ({ target }: MountEntry): boolean => target === "/" || path === target || path.startsWith(`${target}/`);
  return entries.filter(holds).reduce<MountEntry | undefined>((best, entry) => {
    return best && best.target.length > entry.target.length ? best : entry;
  }, undefined);
}

/** Without operands: what holds files; GNU's shows each device once, at its shortest path. A masked file is one of /dev's. */
function listed(process: Process, entries: readonly MountEntry[], { gnu }: Tool): readonly MountEntry[] {
  const full = entries.filter((entry) => usageOf(process, entry).total > 0);
  if (!gnu) return full;
  const shortest = new Map<string, MountEntry>();
  for (const entry of full) {
    if (entry.type === "tmpfs" && process.fs.lookup(entry.target)?.kind !== "directory") continue;
    const device = entry.type === "ext4" ? entry.source : entry.target;
    const before = shortest.get(device);
    if (!before || entry.target.length < before.target.length) shortest.set(device, entry);
  }
  return [...shortest.values()];
}

function rowOf(process: Process, entry: MountEntry, options: Options, { flavour, gnu }: Tool): string[] {
  const { total, used } = options.has("i") ? (usageOf(process, entry) === disk ? inodes : nothing) : usageOf(process, entry);
  const unit = options.has("m") ? 1024 ** 2 : 1024;
  const size = (amount: number): string => {
    if (options.has("h")) return humanSize(amount, flavour);
    return (options.has("i") ? amount : Math.round(amount / unit)).toString();
  };
  const share = total === 0 ? 0 : (100 * used) / total;
  const percent = gnu ? (total === 0 ? "-" : `${Math.ceil(share)}%`) : `${Math.round(share)}%`;
  return [entry.source, ...(options.has("T") ? [entry.type] : []), size(total), size(used), size(total - used), percent, entry.target];
}

function header(options: Options, { gnu }: Tool): string[] {
  const human = options.has("h");
  const amounts = options.has("i")
    ? ["Inodes", gnu ? "IUsed" : "Used", gnu ? "IFree" : "Available", gnu ? "IUse%" : "Use%"]
    : [human ? "Size" : options.has("m") ? "1M-blocks" : "1K-blocks", "Used", human && gnu ? "Avail" : "Available", "Use%"];
  return ["Filesystem", ...(options.has("T") ? ["Type"] : []), ...amounts, "Mounted on"];
}

export function df(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "ahHikmPTt:x:",
    long: { all: "a", "human-readable": "h", "print-type": "T", type: "t:", inodes: "i", portability: "P" },
  });
  const entries = mountEntries(process.task);
  let status = 0;
  const asked = (path: string): readonly MountEntry[] => {
    try {
      const entry = mountOf(entries, process.fs.realpath(at(process, path)));
      return entry ? [entry] : [];
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      status = tool.gnu ? tool.fail(`${path}: ${error.reason}`) : tool.fail(`${path}: can't find mount point`);
      return [];
    }
  };
  const { operands } = options;
  const wanted = (operands.length > 0 ? operands.flatMap(asked) : listed(process, entries, tool)).filter(
    ({ type }) => !options.has("t") || options.values("t").includes(type),
  );
  // GNU's has no table without rows; busybox prints its head first.
  if (wanted.length === 0 && tool.gnu) return status || tool.fail("no file systems processed");
  const rows = [header(options, tool), ...wanted.map((entry) => rowOf(process, entry, options, tool))];
  const texts = options.has("T") ? 2 : 1;
  const least = tool.gnu ? [14, ...(texts === 2 ? [4] : []), 5, 5, 5, 4] : [20, ...(texts === 2 ? [10] : []), 9, 9, 9, 4];
  const widths = least.map((width, column) => (tool.gnu ? Math.max(width, ...rows.map((row) => row[column]?.length ?? 0)) : width));
  for (const row of rows) {
    const cells = widths.map((width, column) => (column < texts ? (row[column] ?? "").padEnd(width) : (row[column] ?? "").padStart(width)));
    process.stdout(`${cells.join(" ")} ${row.at(-1)}\n`);
  }
  return status;
}
