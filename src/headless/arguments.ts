import { parseArgs } from "node:util";

/** A mistake of whoever called the headless lab, or something it cannot do: said without a stack, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

interface Flags {
  /** Flags with a value, then flags without. */
  readonly values?: readonly string[];
  readonly switches?: readonly string[];
}

export interface Arguments {
  readonly words: readonly string[];
  value(name: string): string | undefined;
  has(name: string): boolean;
}

/** Reads `--flag value`, `--flag=value` and plain words. Throws `UsageError` for a flag that is not listed. */
export function readArguments(words: readonly string[], { values = [], switches = [] }: Flags): Arguments {
  const options = Object.fromEntries([
    ...values.map((name) => [name, { type: "string" as const }]),
    ...switches.map((name) => [name, { type: "boolean" as const }]),
  ]);
  try {
    const parsed = parseArgs({ args: [...words], options, allowPositionals: true });
    const found: Record<string, unknown> = parsed.values;
    return {
      words: parsed.positionals,
      value: (name) => (typeof found[name] === "string" ? found[name] : undefined),
      has: (name) => found[name] === true,
    };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
