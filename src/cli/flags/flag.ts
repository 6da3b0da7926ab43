/** One flag as declared. `type` is the word `--help` shows after the name, as pflag has it. */
export type FlagType = "bool" | "string" | "strings" | "stringArray" | "list" | "filter" | "bytes" | "ulimit" | "int";

export interface FlagSpec {
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  readonly type: FlagType;
  readonly help: string;
  /** As Go prints it: `true`, `auto`, `[]`. The type's zero value when absent. */
  readonly default?: string;
  /** Accepted, but not in `--help`. */
  readonly hidden?: boolean;
  /** Values to offer when completing. */
  readonly values?: readonly string[];
}

/** Whether giving the flag twice adds a value rather than replacing the first. */
export function repeats(type: FlagType): boolean {
  return type === "strings" || type === "stringArray" || type === "list" || type === "filter" || type === "ulimit";
}
