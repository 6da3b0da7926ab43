/** Building the images of services, through the client's own build (spec compose §7). */
import { excerpt } from "../../../engine/dockerfile/excerpt.ts";
import type { BuildEvent, BuildFailure } from "../../../engine/api.ts";
import { type PreparedBuild, parseBuild } from "../../build/request.ts";
import { buildFlags } from "../../commands/build-flags.ts";
import type { DockerContext } from "../../context.ts";
import { parseFlags } from "../../flags/parse.ts";
import { type Display, silent } from "../../progress/display.ts";
import { follow } from "../../progress/follow.ts";
import { PlainDisplay } from "../../progress/plain.ts";
import { TtyDisplay } from "../../progress/tty.ts";
import { ComposeProblem } from "../model/problem.ts";
import { child, isMapping, type Mapping } from "../model/tree.ts";
import { composeVersion, label } from "./labels.ts";
import { type ServiceView, textsOf } from "./service-view.ts";
import type { Stack } from "./stack.ts";
import type { Work } from "./work.ts";

export interface BuildOptions {
  readonly quiet: boolean;
  readonly noCache?: boolean;
  readonly pull?: boolean;
  readonly args?: readonly string[];
}

/** Builds the services' images, one after the other, and says which were built. Throws `ComposeProblem` for one that fails. */
export async function buildServices(
  stack: Stack,
  services: readonly ServiceView[],
  options: BuildOptions,
  { context, progress }: Pick<Work, "context" | "progress">,
): Promise<void> {
  for (const service of services) {
    await buildService(stack, service, options, context);
    progress.event(stack.image(service), "Built");
  }
}

async function buildService(stack: Stack, service: ServiceView, options: BuildOptions, context: DockerContext): Promise<void> {
  const build = service.part("build");
  const words = buildWords(stack, service, build, options);
  const { values, operands } = parseFlags(buildFlags, words);
  const inline = typeof build.dockerfile_inline === "string" ? { stdin: build.dockerfile_inline } : {};
  const { request } = parseBuild(values, { ...context, ...inline }).prepare(operands[0] as string);
  const display = options.quiet ? silent : openDisplay(context);
  const definition = JSON.stringify({ group: { default: { targets: [service.name] } }, target: { [service.name]: bakeTarget(words) } });
  for (const event of definitionStep(definition.length, context.clock.now())) display.event(event, context.clock.now());
  const result = await follow(display, context, (more) => context.engine.build(request, more), { isResolvingProvenance: true });
  if (result.failure) fail(service, result.failure, request, context);
}

/** Compose hands its build to bake, which draws where it can and prints on standard output where it can't. */
function openDisplay(context: DockerContext): Display {
  if (context.terminal) return new TtyDisplay((text) => context.stderr(text), context.terminal);
  return new PlainDisplay((text) => context.stdout(text), "");
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

/** The flags as a target of a bake file has them. */
function bakeTarget(words: readonly string[]): Record<string, string | string[]> {
  const target: Record<string, string[]> = {};
  for (let index = 0; index < words.length - 1; index += 2) {
    const key = (words[index] as string).replace(/^--/, "");
    target[key] = [...(target[key] ?? []), words[index + 1] as string];
  }
  return { ...target, context: words.at(-1) ?? "." };
}

function fail(
  service: ServiceView,
  { message, source }: BuildFailure,
  { dockerfile }: PreparedBuild["request"],
  context: DockerContext,
): never {
  if (source && dockerfile.text !== undefined) context.stderr(`${excerpt(dockerfile.text, dockerfile.name, source).join("\n")}\n`);
  throw new ComposeProblem(`target ${service.name}: failed to solve: ${message}`);
}

function buildWords(stack: Stack, service: ServiceView, build: Mapping, options: BuildOptions): string[] {
  const flag = (name: string, values: readonly string[]): string[] => values.flatMap((value) => [`--${name}`, value]);
  const pairs = (key: string): string[] => {
    const mapping = child(build, key);
    return Object.entries(mapping).map(([name, value]) => (value === null ? name : `${name}=${value}`));
  };
  const text = (name: string, key: string): string[] =>
    typeof build[key] === "string" && build[key] !== "" ? [`--${name}`, String(build[key])] : [];
  const context = String(build.context ?? stack.project.directory);
  const inline = typeof build.dockerfile_inline === "string";
  const dockerfile = String(build.dockerfile ?? "Dockerfile");
  const ownLabels = [
    `${label.project}=${stack.name}`,
    `${label.service}=${service.name}`,
    `${label.version}=${composeVersion}`,
    ...pairs("labels"),
  ];
  return [
    ...(inline ? ["--file", "-"] : ["--file", dockerfile.startsWith("/") ? dockerfile : `${context}/${dockerfile}`]),
    ...flag("tag", [stack.image(service), ...textsOf(build.tags)]),
    ...flag("build-arg", [...pairs("args"), ...(options.args ?? [])]),
    ...flag("label", ownLabels),
    ...text("target", "target"),
    ...text("network", "network"),
    ...text("shm-size", "shm_size"),
    ...flag("cache-from", textsOf(build.cache_from)),
    ...flag("cache-to", textsOf(build.cache_to)),
    ...flag(
      "add-host",
      textsOf(build.extra_hosts).map((host) => host.replace("=", ":")),
    ),
    ...flag("build-context", pairs("additional_contexts")),
    ...flag("platform", textsOf(build.platforms)),
    ...secretFlags(stack, build),
    ...(options.noCache || build.no_cache === true ? ["--no-cache"] : []),
    ...(options.pull || build.pull === true ? ["--pull"] : []),
    context,
  ];
}

function secretFlags(stack: Stack, build: Mapping): string[] {
  const grants = Array.isArray(build.secrets) ? build.secrets.filter(isMapping) : [];
  return grants.flatMap((grant) => {
    const settings = stack.resources("secrets").find(([key]) => key === grant.source)?.[1] ?? {};
    const source = settings.file ? `src=${settings.file}` : `env=${settings.environment}`;
    return ["--secret", `id=${grant.target ?? grant.source},${source}`];
  });
}
