import { sha256Hex } from "../../../engine/filesystem/digest.ts";
import { attachUntilEnd } from "../../container/attached.ts";
import { startEach } from "../../container/start-each.ts";
import { absolute } from "../../paths.ts";
import type { ComposeCall, ComposeCommand } from "../command.ts";
import { readDotenv } from "../model/environment.ts";
import { parseMount } from "../model/mounts.ts";
import { parsePorts } from "../model/ports.ts";
import { ComposeProblem } from "../model/problem.ts";
import { shellWords } from "../model/shell-words.ts";
import { child, isMapping, type Mapping, type Tree, without } from "../model/tree.ts";
import { openStack, working } from "../open-stack.ts";
import { waitFor } from "../stack/conditions.ts";
import { containersOf, replicasOf } from "../stack/containers.ts";
import { createContainer } from "../stack/converge.ts";
import { createProject, ordinaryCreation } from "../stack/create.ts";
import { copyContents } from "../stack/grants.ts";
import { buildMissing, imageId, pullMissing } from "../stack/images.ts";
import { silentProgress } from "../stack/progress.ts";
import { withReferences } from "../stack/references.ts";
import type { ServiceView } from "../stack/service-view.ts";
import type { Stack } from "../stack/stack.ts";
import { start } from "../stack/start.ts";
import type { Work } from "../stack/work.ts";
import { isTrue } from "../variables.ts";
import { asAsked } from "./creation.ts";

export const run: ComposeCommand = {
  name: "run",
  short: "Run a one-off command on a service",
  operands: "SERVICE [COMMAND] [ARGS...]",
  arity: { min: 1 },
  stopsAtOperand: true,
  flags: [
    { name: "build", type: "bool", help: "Build image before starting container" },
    { name: "cap-add", type: "list", help: "Add Linux capabilities" },
    { name: "cap-drop", type: "list", help: "Drop Linux capabilities" },
    { name: "detach", short: "d", type: "bool", help: "Run container in background and print container ID" },
    { name: "entrypoint", type: "string", help: "Override the entrypoint of the image" },
    { name: "env", short: "e", type: "stringArray", help: "Set environment variables" },
    { name: "env-from-file", type: "stringArray", help: "Set environment variables from file" },
    { name: "interactive", short: "i", type: "bool", default: "true", help: "Keep STDIN open even if not attached" },
    { name: "label", short: "l", type: "stringArray", help: "Add or override a label" },
    { name: "name", type: "string", help: "Assign a name to the container" },
    { name: "no-deps", type: "bool", help: "Don't start linked services" },
    { name: "no-TTY", short: "T", type: "bool", default: "true", help: "Disable pseudo-TTY allocation (default: auto-detected)" },
    { name: "publish", short: "p", type: "stringArray", help: "Publish a container's port(s) to the host" },
    { name: "pull", type: "string", default: "policy", help: 'Pull image before running ("always"|"missing"|"never")' },
    { name: "quiet", short: "q", type: "bool", help: "Don't print anything to STDOUT" },
    { name: "quiet-build", type: "bool", help: "Suppress progress output from the build process" },
    { name: "quiet-pull", type: "bool", help: "Pull without printing progress information" },
    { name: "remove-orphans", type: "bool", help: "Remove containers for services not defined in the Compose file" },
    { name: "rm", type: "bool", help: "Automatically remove the container when it exits" },
    { name: "service-ports", short: "P", type: "bool", help: "Run command with all service's ports enabled and mapped to the host" },
    { name: "use-aliases", type: "bool", help: "Use the service's network useAliases in the network(s) the container connects to" },
    { name: "user", short: "u", type: "string", help: "Run as specified username or uid" },
    { name: "volume", short: "v", type: "stringArray", help: "Bind mount a volume" },
    { name: "workdir", short: "w", type: "string", help: "Working directory inside the container" },
    { name: "tty", short: "t", type: "bool", help: "Allocate a pseudo-TTY", hidden: true },
  ],
  run: runOnce,
};

async function runOnce(call: ComposeCall): Promise<number> {
  const { flags, args } = call;
  const [name = ""] = args;
  if (flags.bool("service-ports") && flags.has("publish")) throw new ComposeProblem("--service-ports and --publish are incompatible");
  if (flags.has("tty") && flags.has("no-TTY")) throw new ComposeProblem("--tty and --no-TTY can't be used together");
  const opened = await openStack(call, [name]);
  const asked = asAsked(flags.bool("no-deps") ? opened.only([name]) : opened, call);
  const stack = asked.change((view) => (view.name === name ? oneOff(call, view, asked) : view.tree));
  const quietly = flags.bool("quiet") ? { ...call, progressMode: "quiet", context: { ...call.context, stdout: () => {} } } : call;
  const id = await working(quietly, stack, "Running", (work) => prepare(quietly, work, stack.required(name)));
  return attachTo(quietly, id);
}

/** Dependencies started, and the container made. Returns its id. */
async function prepare(call: ComposeCall, work: Work, service: ServiceView): Promise<string> {
  const { flags, context } = call;
  const { stack } = work;
  const build = { quiet: flags.bool("quiet-build") };
  const orphans = isTrue(context.env.get("COMPOSE_IGNORE_ORPHANS")) ? "ignore" : flags.bool("remove-orphans") ? "remove" : "warn";
  const others = stack.serviceNames.filter((name) => name !== service.name);
  const dependencies = { ...work, stack: stack.only(others) };
  await createProject(dependencies, { ...ordinaryCreation, build, quietPull: flags.bool("quiet-pull"), orphans });
  if (others.length > 0) await start(dependencies);
  if (wantsTty(call) && flags.bool("interactive") && !context.terminal?.stdin) throw new ComposeProblem("the input device is not a TTY");
  const silent: Work = { ...work, progress: silentProgress };
  const alone = stack.only([service.name]);
  await pullMissing({ ...work, stack: alone }, flags.bool("quiet-pull"));
  await buildMissing({ ...silent, stack: alone }, build);
  const containers = await replicasOf(context.engine, stack.name);
  await waitFor(silent, { dependent: service.name, needs: service.dependencies, containers, signal: context.signal });
  const resolved = withReferences(service, (name) => containers.filter((one) => one.service === name));
  const slug = slugOf(stack, service, (await containersOf(context.engine, stack.name)).length, context.clock.now());
  const id = await createContainer(silent, resolved, {
    name: flags.text("name") || `${stack.name}-${service.name}-run-${slug.slice(0, 12)}`,
    number: -1,
    imageId: await imageId(context, stack.image(service)),
    slug,
    oneOff: { attachesInput: flags.bool("interactive"), autoRemove: flags.bool("rm"), usesAliases: flags.bool("use-aliases") },
  });
  await copyContents(stack, service, id, context);
  return id;
}

/** 64 digits, others for each. */
function slugOf(stack: Stack, service: ServiceView, count: number, now: number): string {
  return sha256Hex(new TextEncoder().encode(`${stack.name}/${service.name}/${count}/${now}`));
}

/** Returns the exit code of the container's program; 0 at once for one in the background. */
async function attachTo(call: ComposeCall, id: string): Promise<number> {
  const { flags, context } = call;
  const { engine } = context;
  if (flags.bool("detach")) {
    await startEach([id], context);
    return 0;
  }
  if (call.dryRun) throw new ComposeProblem("interactive run is not supported in dry-run mode");
  const { Config } = await engine.containerInspect(id);
  const code = await attachUntilEnd(
    id,
    {
      streams: { stdin: flags.bool("interactive"), stdout: true, stderr: true },
      tty: Config.Tty ?? false,
      until: flags.bool("rm") ? "removed" : "next-exit",
      proxiesSignals: true,
      start: async () => void (await engine.containerStart(id)),
    },
    flags,
    context,
  );
  if (code) context.stderr("\n");
  return code ?? 0;
}

/** Whether the container gets a terminal. */
function wantsTty({ flags, context }: ComposeCall): boolean {
  if (flags.has("tty")) return flags.bool("tty");
  if (flags.has("no-TTY")) return !flags.bool("no-TTY");
  const { terminal } = context;
  return terminal !== undefined && terminal.stdout !== false && (flags.has("interactive") || terminal.stdin !== false);
}

/** The service with what the command line says instead. Throws `ComposeProblem`. */
function oneOff(call: ComposeCall, service: ServiceView, { project }: Stack): Mapping {
  const { flags, args } = call;
  const { tree } = service;
  const [, ...command] = args;
  for (const text of flags.list("label")) if (!text.includes("=")) throw new ComposeProblem("label must be set as KEY=VALUE");
  const given = pairsOf(flags.list("env"), (name) => project.environment.get(name));
  const fromFiles = flags
    .list("env-from-file")
    .map((path) => readDotenv(absolute(call.context.cwd, path), call.host, (name) => given[name]));
  const environment: Mapping = {
    ...child(tree, "environment"),
    ...Object.assign({}, ...fromFiles.map((file) => Object.fromEntries(file))),
    ...given,
  };
  const [added, dropped] = [flags.list("cap-add"), flags.list("cap-drop")];
  const asked: Record<string, Tree> = {
    environment,
    labels: { ...child(tree, "labels"), ...pairsOf(flags.list("label"), () => "") },
    ports: flags.bool("service-ports") ? (tree.ports ?? []) : flags.list("publish").flatMap(parsePorts),
    volumes: [...service.parts("volumes"), ...flags.list("volume").map((spec) => mountFrom(call.context.cwd, spec))],
    tty: wantsTty(call),
    stdin_open: flags.bool("interactive"),
    cap_add: [...service.texts("cap_add"), ...added].filter((name) => !dropped.includes(name)),
    cap_drop: [...service.texts("cap_drop").filter((name) => !added.includes(name)), ...dropped],
    container_name: "",
    restart: "",
  };
  if (flags.has("entrypoint")) {
    asked.entrypoint = shellWords(flags.text("entrypoint")) ?? [];
    asked.command = [];
  }
  if (command.length > 0) asked.command = command;
  if (flags.text("user")) asked.user = flags.text("user");
  if (flags.text("workdir")) asked.working_dir = flags.text("workdir");
  if (isMapping(tree.deploy)) asked.deploy = without(tree.deploy, "restart_policy");
  return { ...tree, ...asked };
}

/** What `--volume` says; a relative path of the host starts from where the person is. */
function mountFrom(directory: string, spec: string): Mapping {
  const mount = parseMount(spec);
  return mount.type === "bind" ? { ...mount, source: absolute(directory, String(mount.source)) } : mount;
}

/** `NAME=value`; a name alone takes its value from elsewhere, or goes. */
function pairsOf(given: readonly string[], lookUp: (name: string) => string | undefined): Record<string, string> {
  return Object.fromEntries(
    given.flatMap((pair): [string, string][] => {
      const equals = pair.indexOf("=");
      if (equals >= 0) return [[pair.slice(0, equals), pair.slice(equals + 1)]];
      const value = lookUp(pair);
      return value === undefined ? [] : [[pair, value]];
    }),
  );
}
