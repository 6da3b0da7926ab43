import type { BuildWarning } from "../../api.ts";
import type { Directives } from "../ast.ts";

/** Rules that are off unless `# check=experimental=` names them. */
const experimentalRules = new Set(["CopyIgnoredFile", "InvalidDefinitionDescription"]);

/** The warnings that are to be shown, by `# check=`, in source order. */
export function reported(warnings: readonly BuildWarning[], { check }: Pick<Directives, "check">): BuildWarning[] {
  const skip = check?.skip ?? [];
  const experimental = check?.experimental ?? [];
  const isShown = ({ rule }: BuildWarning) =>
    experimentalRules.has(rule) ? experimental === "all" || experimental.includes(rule) : skip !== "all" && !skip.includes(rule);
  return warnings.filter(isShown).sort((a, b) => a.range.startLine - b.range.startLine);
}
