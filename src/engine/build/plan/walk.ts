/** The way of the frontend through a Dockerfile up to the graph, or to the mistake that ends it. */
import type { BuildRequest } from "../../api.ts";
import { type Dockerfile, DockerfileError } from "../../dockerfile/ast.ts";
import { withSuggestion } from "../../dockerfile/suggest.ts";
import { type AskedImage, type BaseLookup, buildGraph, type Graph, planGraph, referencesOf } from "./graph.ts";
import { checkNames, checkTriggers, type Plan } from "./plan.ts";

export interface Walk {
  /** Present when no mistake was met. */
  readonly graph?: Graph;
  /** A mistake before the first stage is walked: of the plan, or an image that nobody knows. */
  readonly unplanned?: DockerfileError;
  /** A mistake within the stages; it shows only after the context was sent. */
  readonly mistake?: DockerfileError;
  /** Where linting ends: the line of the mistake, 0 when the walk does not even begin; absent when nothing ends it. */
  readonly endLine?: number;
}

/** Throws only what is no mistake of the Dockerfile's. */
export function walkStages(dockerfile: Dockerfile, request: BuildRequest, lookup: BaseLookup): Walk {
  let plan: Plan;
  try {
    plan = planGraph(dockerfile, request, lookup);
    checkNames(plan);
    for (const asked of referencesOf(plan)) if (!lookup(asked.reference, asked.platform)) throw unknownImage(asked, plan);
  } catch (error) {
    return { unplanned: mistakeIn(error), endLine: 0 };
  }
  const ends = triggersFail(plan) ? { endLine: 0 } : {};
  try {
    return { graph: buildGraph(plan, lookup, request), ...ends };
  } catch (error) {
    const mistake = mistakeIn(error);
    return { mistake, ...(mistake.range && { endLine: mistake.range.startLine }), ...ends };
  }
}

/** A mistake in an ONBUILD trigger ends linting even where its stage is not needed. */
function triggersFail(plan: Plan): boolean {
  try {
    checkTriggers(plan);
    return false;
  } catch (error) {
    mistakeIn(error);
    return true;
  }
}

/** Throws what is none. */
function mistakeIn(error: unknown): DockerfileError {
  if (error instanceof DockerfileError) return error;
  throw error;
}

/** Images that BuildKit thinks of when it does not find one. */
const common = ["alpine", "busybox", "centos", "debian", "golang", "ubuntu", "fedora"].flatMap((name) => [name, `${name}:latest`]);

/** What the frontend says of an image that neither the store nor the registry has. */
export function unknownImage(
  { reference, written, context, range }: AskedImage,
  plan: Plan,
  problem = `${reference}: not found`,
): DockerfileError {
  const message = `failed to resolve source metadata for ${reference}: ${problem}`;
  if (context !== undefined) return new DockerfileError(message, range);
  return new DockerfileError(withSuggestion(`${written}: ${message}`, written, [...plan.stages.map(({ name }) => name), ...common]), range);
}
