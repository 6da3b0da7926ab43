import type { BuildWarning } from "../../api.ts";
import type { Directives } from "../ast.ts";
import { rules } from "./rules.ts";

/** The warnings that are to be shown, by `# check=`, in source order. */
export function reported(warnings: readonly BuildWarning[], { check }: Pick<Directives, "check">): BuildWarning[] {
  const skip = check?.skip ?? [];
  const experimental = check?.experimental ?? [];
  const isShown = ({ rule }: BuildWarning) =>
    rules[rule]?.experimental ? experimental === "all" || experimental.includes(rule) : skip !== "all" && !skip.includes(rule);
  return warnings.filter(isShown).sort((a, b) => a.range.startLine - b.range.startLine);
}
