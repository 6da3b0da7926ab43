/** `docker build --check`: the Dockerfile's warnings with what they are about, and nothing built. */
import type { BuildRequest, BuildWarning } from "../../engine/api.ts";
import { excerpt } from "../../engine/dockerfile/excerpt.ts";
import type { DockerContext } from "../context.ts";
import type { Display } from "../progress/display.ts";
import { follow } from "../progress/follow.ts";

/** Returns 0 for a Dockerfile without warnings or mistakes, else 1. */
export async function check(request: BuildRequest, context: DockerContext, display: Display): Promise<number> {
  const { view, failure } = await follow(display, context, (options) => context.engine.build({ ...request, check: true }, options));
  const { warnings } = view;
  const { name, text = "" } = request.dockerfile;
  const inOrder = warnings.toSorted((a, b) => a.range.startLine - b.range.startLine);
  const lines = (range: BuildWarning["range"]): string =>
    excerpt(text, name, range)
      .map((line) => `${line}\n`)
      .join("");
  if (!failure || warnings.length > 0) {
    const count = `${warnings.length} warning${warnings.length === 1 ? " has" : "s have"} been found!`;
    context.stdout(`Check complete, ${warnings.length === 0 ? "no warnings found." : count}\n`);
    for (const { rule, message, range } of inOrder) {
      context.stdout(`\nWARNING: ${rule} - https://docs.docker.com/go/dockerfile/rule/${kebab(rule)}/\n${message}\n${lines(range)}`);
    }
    if (failure) context.stdout("\n");
  }
  if (failure) context.stderr(`ERROR: ${failure.message}\n${failure.source ? lines(failure.source) : ""}\n`);
  return failure || warnings.length > 0 ? 1 : 0;
}

/** `JSONArgsRecommended` is `json-args-recommended` in addresses. */
function kebab(rule: string): string {
  return rule
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}
