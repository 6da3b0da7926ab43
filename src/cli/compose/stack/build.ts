/** Building the images of services, as buildx bakes them for Compose (spec compose §7). */
import { excerpt } from "../../../engine/dockerfile/excerpt.ts";
import type { BuildEvent, BuildFailure, BuildOptions as EngineOptions } from "../../../engine/api.ts";
import { printCheck } from "../../build/check.ts";
import { buildClassic } from "../../build/classic.ts";
import { asClassic } from "../../build/classic-request.ts";
import { pushTags } from "../../build/push.ts";
import { checkBuilder, type PreparedBuild, parseBuild } from "../../build/request.ts";
import { buildFlags } from "../../commands/build-flags.ts";
import { authFor } from "../../commands/registry/credentials.ts";
import type { DockerContext } from "../../context.ts";
import { CliError } from "../../errors.ts";
import { parseFlags } from "../../flags/parse.ts";
import { goQuote } from "../../format/quote.ts";
import { parseBool } from "../../flags/values.ts";
import { type Display, silent } from "../../progress/display.ts";
import { follow, provenanceStep } from "../../progress/follow.ts";
import { PlainDisplay } from "../../progress/plain.ts";
import { TtyDisplay } from "../../progress/tty.ts";
import { ComposeProblem } from "../model/problem.ts";
import { type BakeFile, type BakeTarget, type BuildOptions, bakeFile, printBakeFile, targetName } from "./bake.ts";
import { pretendBuild } from "./dry-run.ts";
import { label } from "./labels.ts";
import type { ServiceView } from "./service-view.ts";
import type { Stack } from "./stack.ts";
import type { Work } from "./work.ts";

/** One service's image on its way. */
interface Job {
  readonly name: string;
  readonly service: ServiceView;
  readonly prepared: PreparedBuild;
  /** Targets that it takes files from. */
  readonly after: readonly string[];
}

interface Failed {
  readonly job: Job;
  readonly failure: BuildFailure;
}

/**
 * Builds the services' images side by side and says which were built. Throws `ComposeProblem` for one that fails.
 * @param print takes the plain display in the place of the terminal
 */
export async function buildServices(
  work: Work,
  services: readonly ServiceView[],
  options: BuildOptions,
  print?: (text: string) => void,
): Promise<void> {
  if (services.length === 0) return;
  const { stack, context, progress } = work;
  const file = bakeFile(stack, services, options, stack.project.environment);
  const builder = builderOf(work);
  if (work.dryRun) return pretendBuild(file, progress);
  if (builder === "classic") return buildClassically(work, services, file);
  const isBaked = builder === "bake";
  const head = isBaked ? "" : undefined;
  const display = options.quiet ? silent : print ? new PlainDisplay(print, head) : openDisplay(context, head);
  if (isBaked)
    for (const event of definitionStep(printBakeFile(file).length, context.clock.now())) display.event(event, context.clock.now());
  let jobs: Job[];
  try {
    jobs = services.map((service) => jobOf(stack, service, file, context));
  } catch (error) {
    display.finish(context.clock.now());
    if (!(error instanceof CliError)) throw error;
    const problem = error.message.replace(/^failed to build: /, "");
    throw isBaked ? bakeProblem([problem]) : new ComposeProblem(problem);
  }
  const names = !isBaked || jobs.length > 1;
  const { failure: failed } = await follow(display, context, (engineOptions) => runJobs(jobs, names, context, engineOptions));
  if (failed && !isBaked) throw new ComposeProblem(`failed to solve: ${failed.failure.message}`);
  if (failed) throw problemOf(failed, jobs.length > 1);
  for (const service of services) progress.event(isBaked ? stack.image(service) : service.name, "Built");
}

/** Who builds: bake, the builder inside Compose (`COMPOSE_BAKE=0`), or the old one without BuildKit. Throws `ComposeProblem`. */
export function builderOf({ stack, context, host }: Pick<Work, "stack" | "context" | "host">): "bake" | "internal" | "classic" {
  const asked = stack.project.environment.get("COMPOSE_BAKE") ?? "true";
  const bakes = parseBool(asked);
  if (bakes === undefined) throw new ComposeProblem(`strconv.ParseBool: parsing ${goQuote(asked)}: invalid syntax`);
  if (!bakes) host.warn("COMPOSE_BAKE=false is deprecated, support for internal compose builder will be removed in next release");
  if (parseBool(context.env.get("DOCKER_BUILDKIT") ?? "true") !== false) return bakes ? "bake" : "internal";
  if (bakes) host.warn("Docker Compose is configured to build using Bake, but buildkit isn't enabled");
  return "classic";
}

/** `--check`: the builds are read, and told what is wrong with them. Throws `ComposeProblem` when something is. */
export async function checkBuilds(work: Work, services: readonly ServiceView[], options: BuildOptions): Promise<void> {
  const { stack, context } = work;
  const file = bakeFile(stack, services, options, stack.project.environment);
  const display = openDisplay(context, "");
  for (const event of definitionStep(printBakeFile(file).length, context.clock.now())) display.event(event, context.clock.now());
  let worst = 0;
  for (const service of services) {
    const { name, prepared } = jobOf(stack, service, file, context);
    const request = { ...prepared.request, check: true };
    const result = await follow(display, context, (engineOptions) => context.engine.build(request, engineOptions));
    context.stdout(`${name}\n\n`);
    worst = Math.max(worst, printCheck(prepared, result, context));
  }
  if (worst !== 0) throw new ComposeProblem(`failed to execute bake: exit status ${worst}`);
}

/** Bake draws where it can and prints on standard output where it can't. */
function openDisplay(context: DockerContext, head?: string): Display {
  const asked = context.env.get("BUILDKIT_PROGRESS") ?? "";
  if (context.terminal && asked !== "plain") return new TtyDisplay((text) => context.stderr(text), context.terminal);
  return new PlainDisplay((text) => context.stdout(text), head);
}

/** What bake is told first: the services as its targets. */
function definitionStep(bytes: number, now: number): BuildEvent[] {
  const vertex = { id: "local-bake-definitions", name: "[internal] load local bake definitions", inputs: [], started: now };
  return [
    { type: "vertex", vertex },
    { type: "status", vertex: vertex.id, id: "reading from stdin", current: bytes, started: now, completed: now },
    { type: "vertex", vertex: { ...vertex, completed: now } },
  ];
}

function jobOf(stack: Stack, service: ServiceView, file: BakeFile, context: DockerContext): Job {
  const name = targetName(service.name);
  const target = file.target[name] as BakeTarget;
  const imageOf = (other: string): string => file.target[other]?.tags?.at(-1) ?? other;
  const { values, operands } = parseFlags(buildFlags, buildWords(target, imageOf));
  checkBuilder(values, context.env);
  const stdin = target["dockerfile-inline"] === undefined ? {} : { stdin: target["dockerfile-inline"] };
  const env = new Map([...context.env, ...stack.project.environment]);
  const prepared = parseBuild(values, { ...context, env, ...stdin }).prepare(operands[0] as string);
  const after = Object.values(target.contexts ?? {}).flatMap((place) => (place.startsWith("target:") ? [place.slice(7)] : []));
  return { name, service, prepared, after };
}

/** A target as the flags of a build. Another target's files come from its image. */
function buildWords(target: BakeTarget, imageOf: (target: string) => string): string[] {
  const flag = (name: string, values: readonly string[] = []): string[] => values.flatMap((value) => [`--${name}`, value]);
  const pairs = (values: Readonly<Record<string, string>> = {}, between = "="): string[] =>
    Object.entries(values).map(([key, value]) => `${key}${between}${value}`);
  const text = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [`--${name}`, value]);
  const contexts = pairs(target.contexts).map((pair) =>
    pair.replace(/=target:(.*)$/, (_, name: string) => `=docker-image://${imageOf(name)}`),
  );
  return [
    ...text("file", target.dockerfile ?? "-"),
    ...flag("tag", target.tags),
    ...flag("build-arg", pairs(target.args)),
    ...flag("label", pairs(target.labels)),
    ...flag("build-context", contexts),
    ...flag("cache-from", target["cache-from"]),
    ...flag("cache-to", target["cache-to"]),
    ...flag("add-host", pairs(target["extra-hosts"], ":")),
    ...flag("platform", target.platforms),
    ...flag("secret", target.secret),
    ...flag(
      "ssh",
      target.ssh?.map((entry) => entry.replace(/=$/, "")),
    ),
    ...flag("ulimit", target.ulimits),
    ...flag("allow", target.entitlements),
    ...text("target", target.target),
    ...text("network", target.network),
    ...text("shm-size", target["shm-size"]),
    ...(target["no-cache"] ? ["--no-cache"] : []),
    ...(target.pull ? ["--pull"] : []),
    ...(target.output?.includes("type=registry") ? ["--push"] : []),
    target.context,
  ];
}

/** All at once, but for those that need another's image. The first that fails ends the others. */
async function runJobs(
  jobs: readonly Job[],
  names: boolean,
  context: DockerContext,
  options: EngineOptions,
): Promise<{ readonly failure?: Failed }> {
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const begun = new Map<string, Promise<void>>();
  let failure: Failed | undefined;
  const run = async (job: Job): Promise<void> => {
    await Promise.all(job.after.map((name) => begin(jobs.find((other) => other.name === name))));
    if (signal.aborted) return;
    const onEvent = !names ? options.onEvent : underName(job.name, (event) => options.onEvent?.(event));
    const told = { ...options, signal, ...(onEvent && { onEvent }), auth: (domain: string) => authFor(context, domain) };
    const result = await context.engine.build(job.prepared.request, told);
    if (result.failure) {
      failure ??= { job, failure: result.failure };
      stop.abort();
      return;
    }
    await pushTags(job.prepared.pushes, context, told);
    for (const event of provenanceStep(context.clock.now())) onEvent?.(event);
  };
  const begin = (job: Job | undefined): Promise<void> => {
    if (!job) return Promise.resolve();
    const running = begun.get(job.name) ?? run(job);
    begun.set(job.name, running);
    return running;
  };
  const settled = await Promise.allSettled(jobs.map(begin));
  if (failure) return { failure };
  for (const one of settled) if (one.status === "rejected") throw one.reason;
  return {};
}

/** Steps of several builds on one display: each bears its target's name. What all look up in the same place is told once. */
function underName(target: string, tell: (event: BuildEvent) => void): (event: BuildEvent) => void {
  const ids = new Map<string, string>();
  const idOf = (id: string): string => ids.get(id) ?? `${target} ${id}`;
  return (event) => {
    if (event.type === "vertex") {
      const { vertex } = event;
      const shared = /^\[[^\]]*\] (load metadata for .*|FROM .*)$/.exec(vertex.name)?.[1];
      if (shared) ids.set(vertex.id, shared);
      const name = vertex.name.startsWith("[") ? `[${target} ${vertex.name.slice(1)}` : `[${target}] ${vertex.name}`;
      tell({ type: "vertex", vertex: { ...vertex, id: idOf(vertex.id), name, inputs: vertex.inputs.map(idOf) } });
    } else if (event.type === "warning") tell(event);
    else tell({ ...event, vertex: idOf(event.vertex) });
  };
}

function problemOf({ job, failure }: Failed, isOneOfMany: boolean): ComposeProblem {
  const { name, text } = job.prepared.request.dockerfile;
  const lines = failure.source && text !== undefined ? excerpt(text, name, failure.source) : [];
  return bakeProblem([...lines, `${isOneOfMany ? `target ${job.name}: ` : ""}failed to solve: ${failure.message}`]);
}

/** Compose reads bake's error line by line, and puts an end to every line that has one. */
function bakeProblem(lines: readonly string[]): ComposeProblem {
  return new ComposeProblem(lines.map((line) => `${line}\n`).join("\n"));
}

/** One after the other with the old builder. */
async function buildClassically({ stack, context, progress }: Work, services: readonly ServiceView[], file: BakeFile): Promise<void> {
  for (const service of services) {
    const { request } = jobOf(stack, service, file, context).prepared;
    progress.event(`Service ${service.name}`, "Building");
    const labels = { [label.builder]: "classic" };
    const { code } = await buildClassic(asClassic({ ...request, labels }), false, context);
    if (code !== 0) throw new ComposeProblem("");
    progress.event(`Service ${service.name}`, "Built");
  }
  for (const { name } of services) progress.event(name, "Built");
}
