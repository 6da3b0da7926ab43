/** `docker build --check`: the Dockerfile's warnings with what they are about, and nothing built. */
import type { BuildFailure, BuildResult, BuildWarning, DockerfileSource } from "../../engine/api.ts";
import { toBase64 } from "../../engine/base64.ts";
import { excerpt } from "../../engine/dockerfile/excerpt.ts";
import type { DockerContext } from "../context.ts";
import { goJson } from "../format/json.ts";
import { dockerfileDefinition } from "./definition.ts";
import type { PreparedBuild } from "./request.ts";
import { ruleDescriptions, rulePage } from "./rule-descriptions.ts";

/** Prints what was found. Returns 0 for a Dockerfile without warnings or mistakes, else 1. */
export function printCheck(prepared: PreparedBuild, { view, failure }: BuildResult, context: DockerContext): number {
  const { dockerfile } = prepared.request;
  const lines = (range: BuildWarning["range"], more: BuildFailure["moreSources"] = []): string =>
    excerpt(dockerfile.text ?? "", prepared.dockerfilePath, range, more)
      .map((line) => `${line}\n`)
      .join("");
  const { warnings } = view;
  if (prepared.call?.format === "json") {
    const whole = checkJson(warnings, failure, dockerfile);
    context.stdout(`${goJson(whole, "  ")}\n`);
  } else if (warnings.length > 0) {
    context.stdout(`Check complete, ${warnings.length} warning${warnings.length === 1 ? " has" : "s have"} been found!\n`);
    for (const { rule, message, range } of warnings.toSorted((a, b) => a.range.startLine - b.range.startLine)) {
      const page = rulePage(rule);
      context.stdout(`\nWARNING: ${rule}${page ? ` - ${page}` : ""}\n${message}\n${lines(range)}`);
    }
  }
  if (failure) {
    if (prepared.call?.format !== "json" && warnings.length > 0) context.stdout("\n");
    context.stderr(`ERROR: ${failure.message}\n${failure.source ? lines(failure.source, failure.moreSources) : ""}\n`);
    return 1;
  }
  if (warnings.length === 0 && prepared.call?.format !== "json") context.stdout("Check complete, no warnings found.\n");
  return warnings.length > 0 && !prepared.call?.ignoresStatus ? 1 : 0;
}

/** The object of `--call check,format=json`. The Dockerfile itself comes with a mistake alone. */
export function checkJson(
  warnings: readonly BuildWarning[],
  failure: BuildFailure | undefined,
  { name, text = "" }: DockerfileSource,
): Readonly<Record<string, unknown>> {
  return {
    warnings:
      warnings.length === 0
        ? null
        : warnings.map(({ rule, message, range }) => ({
            ruleName: rule,
            description: ruleDescriptions[rule] ?? "",
            ...(rulePage(rule) && { url: rulePage(rule) }),
            detail: message,
            location: location(range),
          })),
    sources: [{ filename: name, data: toBase64(text), definition: dockerfileDefinition(name, text), language: "Dockerfile" }],
    ...(failure ? { buildError: { message: failure.message, ...(failure.source ? { location: location(failure.source) } : {}) } } : {}),
  };
}

export function location({ startLine, endLine }: BuildWarning["range"]): object {
  return { ranges: [{ start: { line: startLine }, end: { line: endLine } }] };
}
