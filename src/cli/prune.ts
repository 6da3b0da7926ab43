/** What the prune commands share: the question, what went by kind, how much room that made. */
import type { ImageDeleteItem } from "../engine/api.ts";
import type { Call, Command } from "./command.ts";
import { confirmed, filterMap } from "./confirm.ts";
import type { FlagSpec } from "./flags/flag.ts";
import type { FlagValues } from "./flags/parse.ts";
import { humanSize } from "./format/units.ts";

/** What went of one kind. */
export interface Pruned {
  /** `Deleted Containers`; nothing is printed of a kind of which nothing went. */
  readonly title: string;
  readonly lines: readonly string[];
  /** Bytes; absent where nobody counts them. */
  readonly reclaimed?: number;
}

interface PruneCommand {
  readonly path: string;
  readonly short: string;
  readonly flags: readonly FlagSpec[];
  /** What is asked before anything goes; may throw. */
  readonly question: (call: Call) => string;
  readonly prune: (call: Call) => Promise<readonly Pruned[]>;
}

export const forceFlag: FlagSpec = { name: "force", short: "f", type: "bool", help: "Do not prompt for confirmation" };

export function pruneCommand({ path, short, flags, question, prune }: PruneCommand): Command {
  return {
    paths: [path.split(" ")],
    short,
    operands: "",
    arity: { min: 0, max: 0 },
    flags: [...flags, forceFlag],
    program: "docker",
    completes: "none",
    readsInput: (given) => !given.bool("force"),
    async run(call) {
      if (!(await mayPrune(call, `${question(call)}\nAre you sure you want to continue?`))) return 0;
      sayPruned(await prune(call), call);
      return 0;
    },
  };
}

/** Asks, unless `--force` has answered already. */
export async function mayPrune({ flags, context }: Call, question: string): Promise<boolean> {
  return flags.bool("force") || (await confirmed(question, context));
}

function sayPruned(kinds: readonly Pruned[], { context }: Call): void {
  for (const { title, lines } of kinds) if (lines.length > 0) context.stdout(`${title}:\n${lines.map((line) => `${line}\n`).join("")}\n`);
  const counted = kinds.flatMap(({ reclaimed }) => reclaimed ?? []);
  if (counted.length > 0) context.stdout(`Total reclaimed space: ${humanSize(counted.reduce((sum, bytes) => sum + bytes, 0))}\n`);
}

/** `--filter` and `--all` of what prunes images: without the latter only those without a name go. */
export function imagePruneFilters(flags: FlagValues): Record<string, string[]> {
  const filters = filterMap(flags.list("filter"));
  return { ...filters, dangling: [...(filters.dangling ?? []), String(!flags.bool("all"))] };
}

export function imageLines(items: readonly ImageDeleteItem[]): string[] {
  return items.map(({ Untagged, Deleted }) => (Deleted ? `deleted: ${Deleted}` : `untagged: ${Untagged}`));
}
