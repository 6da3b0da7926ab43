/** Short ways to declare a flag. */
import type { FlagSpec, FlagType } from "./flag.ts";

export function bool(name: string, help: string, short?: string): FlagSpec {
  return { name, type: "bool", help, ...(short && { short }) };
}

export function flag(type: FlagType, name: string, help: string, more: Partial<FlagSpec> = {}): FlagSpec {
  return { name, type, help, ...more };
}
