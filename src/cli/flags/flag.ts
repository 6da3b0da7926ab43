/** One flag as declared. `type` is the word `--help` shows after the name, as pflag has it. */
export type FlagType =
  | "bool"
  | "string"
  | "strings"
  | "stringArray"
  | "list"
  | "map"
  | "stringToString"
  | "filter"
  | "bytes"
  | "ulimit"
  | "int"
  | "uint"
  | "uint16"
  | "decimal"
  | "float"
  | "duration"
  | "mount"
  | "network"
  | "gpu-request";

export interface FlagSpec {
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  readonly type: FlagType;
  readonly help: string;
  /** As Go prints it: `true`, `auto`, `[]`. The type's zero value when absent. */
  readonly default?: string;
  /** What help calls its values, where that is not its type. */
  readonly shown?: string;
  /** Accepted, but not in `--help`. */
  readonly hidden?: boolean;
  /** For engines with experimental features, which the lab's is not: known, and refused. */
  readonly isExperimental?: boolean;
  /** What pflag says after `Flag --x has been deprecated, ` when it is given. */
  readonly deprecated?: string;
  /** What buildx says when it is given: a flag it takes and does nothing with. */
  readonly warning?: string;
  /** Values to offer when completing. */
  readonly values?: readonly string[];
  /** `-1` for "no limit" beside what its type takes. */
  readonly takesMinusOne?: boolean;
  /** What is wrong with a value beyond its type; nothing when it may pass. */
  readonly check?: (text: string) => string | undefined;
}

const repeating = new Set<FlagType>([
  "strings",
  "stringArray",
  "list",
  "map",
  "stringToString",
  "filter",
  "ulimit",
  "mount",
  "network",
  "gpu-request",
]);

/** Whether giving the flag twice adds a value rather than replacing the first. */
export function repeats(type: FlagType): boolean {
  return repeating.has(type);
}
