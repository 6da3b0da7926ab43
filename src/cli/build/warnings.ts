/** What a build's lint found, as buildx tells it below the progress. */
import type { BuildRequest, BuildWarning } from "../../engine/api.ts";
import { excerpt } from "../../engine/dockerfile/excerpt.ts";
import { warningText } from "../progress/trace.ts";
import { ruleDescriptions, rulePage } from "./rule-descriptions.ts";

/** Under the progress of any build with warnings, coloured even where there is no terminal, as buildx does it; nothing without warnings. */
export function warningBlock(warnings: readonly BuildWarning[], request: BuildRequest, debug: boolean): string {
  // The same words about the same line are said once here.
  const unique = [...new Map(warnings.map((warning) => [warningText(warning), warning]))];
  if (unique.length === 0) return "";
  const count = `${unique.length} warning${unique.length === 1 ? "" : "s"} found${debug ? "" : " (use docker --debug to expand)"}:`;
  const entries = unique.map(([text, warning]) => ` - ${text}\n${debug ? details(warning, request) : ""}`);
  return `\n \x1b[33m${count}\n\x1b[0m${entries.join("")}`;
}

function details({ rule, range }: BuildWarning, { dockerfile }: BuildRequest): string {
  const page = rulePage(rule);
  const lines = [
    ruleDescriptions[rule] ?? "",
    ...(page ? [`More info: ${page}`] : []),
    ...excerpt(dockerfile.text ?? "", dockerfile.name, range),
  ];
  return `${lines.map((line) => `${line}\n`).join("")}\n`;
}
