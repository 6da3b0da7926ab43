import { sha256Hex } from "../../../engine/filesystem/digest.ts";
import { follow } from "../../container/streams.ts";
import { CliError } from "../../errors.ts";
import type { ComposeCall, ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { child, type Mapping, type Tree } from "../model/tree.ts";
import { parseMount } from "../model/mounts.ts";
import { parsePorts } from "../model/ports.ts";
import { openStack, workOn } from "../open-stack.ts";
import { containersOf } from "../stack/containers.ts";
import { waitForDependencies } from "../stack/conditions.ts";
import { silentProgress } from "../stack/progress.ts";
import { converge } from "../stack/converge.ts";
import type { Work } from "../stack/work.ts";
import { createRequest } from "../stack/create-request.ts";
import { copyContents } from "../stack/grants.ts";
import { bringImages, imageId } from "../stack/images.ts";
import { bringNetworks, bringVolumes } from "../stack/resources.ts";
import { ServiceView } from "../stack/service-view.ts";
import { start } from "../stack/start.ts";

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
  const { flags, args, context } = call;
  const [name = ""] = args;
  if (flags.bool("service-ports") && flags.has("publish")) throw new ComposeProblem("--service-ports and --publish are incompatible");
  const stack = await openStack(call, { named: [name] });
  const service = stack.service(name);
  if (!service) throw new ComposeProblem(`no such service: ${name}`);
  const work = workOn(call, stack);
  const needs = { ...(flags.bool("build") ? { build: "always" as const } : {}), quietBuild: flags.bool("quiet-build") };
  const dependencies = flags.bool("no-deps") ? [] : stack.withDependencies([name]).filter((one) => one.name !== name);
  await bringImages(stack, [...dependencies, service], needs, work);
  if (dependencies.length > 0) {
    await converge(work, dependencies, {});
    await start(work, dependencies);
    await waitForDependencies(stack, service, context, silentProgress, (dependency) => dependencies.some((one) => one.name === dependency));
  } else {
    await bringNetworks(stack, context.engine, call.host, work.progress);
    await bringVolumes(stack, context.engine, call.host, work.progress);
  }
  work.progress.end();
  return runContainer(call, work, service);
}

async function runContainer(call: ComposeCall, { stack }: Work, service: ServiceView): Promise<number> {
  const { flags, context } = call;
  const { engine } = context;
  const siblings = await containersOf(engine, stack.name);
  const slug = sha256Hex(new TextEncoder().encode(`${stack.name}/${service.name}/${siblings.length}/${context.clock.now()}`));
  const name = flags.text("name") || `${stack.name}-${service.name}-run-${slug.slice(0, 12)}`;
  const detach = flags.bool("detach");
  const tty = context.terminal !== undefined && !flags.has("no-TTY") && !detach;
  const request = createRequest(stack, oneOff(call, service), {
    name,
    number: 0,
    slug,
    imageId: (await imageId(context, stack.image(service))) ?? "",
    containerOf: (other) => siblings.find((one) => one.service === other)?.name ?? other,
  });
  const input = !detach && flags.bool("interactive");
  const { Id } = await engine.containerCreate({
    ...request,
    Config: { ...request.Config, Tty: tty, AttachStdin: input, OpenStdin: input, StdinOnce: input },
    HostConfig: { ...request.HostConfig, AutoRemove: flags.bool("rm"), RestartPolicy: { Name: "", MaximumRetryCount: 0 } },
  });
  await copyContents(stack, service, Id, context);
  if (detach) {
    await engine.containerStart(Id);
    context.stdout(`${Id}\n`);
    return 0;
  }
  const attachment = await engine.containerAttach(Id, { stdin: input, stdout: true, stderr: true });
  const ended = engine.containerWait(Id, flags.bool("rm") ? "removed" : "next-exit", context.signal);
  ended.catch(() => {});
  await engine.containerStart(Id);
  const resize = tty ? (rows: number, columns: number) => engine.containerResize(Id, rows, columns) : undefined;
  const shown = flags.bool("quiet") ? { ...context, stdout: () => {} } : context;
  if (await follow(attachment, shown, { input, resize })) return 0;
  const { StatusCode } = await ended;
  if (StatusCode !== 0) context.stderr("\n");
  return StatusCode;
}

/** The service with what the command line says instead. */
function oneOff({ flags, args }: ComposeCall, service: ServiceView): ServiceView {
  const { tree } = service;
  const [, ...command] = args;
  const pairs = (given: readonly string[], key: string): Mapping => ({
    ...child(tree, key),
    ...Object.fromEntries(
      given.map((pair): [string, Tree] =>
        pair.includes("=") ? [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)] : [pair, null],
      ),
    ),
  });
  for (const text of flags.list("label")) if (!text.includes("=")) throw new CliError("label must be set as KEY=VALUE");
  const ports = flags.bool("service-ports") ? tree.ports : flags.list("publish").flatMap(parsePorts);
  const volumes = [...(Array.isArray(tree.volumes) ? tree.volumes : []), ...flags.list("volume").map(parseMount)];
  return new ServiceView(service.name, {
    ...tree,
    environment: pairs(flags.list("env"), "environment"),
    labels: pairs(flags.list("label"), "labels"),
    ports: ports ?? [],
    volumes,
    ...(flags.has("entrypoint") ? { entrypoint: flags.text("entrypoint") === "" ? [] : [flags.text("entrypoint")], command: [] } : {}),
    ...(command.length > 0 ? { command } : {}),
    ...(flags.has("user") ? { user: flags.text("user") } : {}),
    ...(flags.has("workdir") ? { working_dir: flags.text("workdir") } : {}),
    cap_add: [...service.texts("cap_add"), ...flags.list("cap-add")],
    cap_drop: [...service.texts("cap_drop"), ...flags.list("cap-drop")],
    container_name: "",
  });
}
