import type { ComposeCall, ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { askedTimeout, openStack, working } from "../open-stack.ts";
import { runAttached } from "../stack/attached.ts";
import { type CreateOptions, createProject } from "../stack/create.ts";
import type { Stack } from "../stack/stack.ts";
import { start } from "../stack/start.ts";
import { asAsked, askedScale, checkCreation, creationFlags, creationOf } from "./creation.ts";

export const up: ComposeCommand = {
  name: "up",
  short: "Create and start containers",
  operands: "[SERVICE...]",
  flags: [
    ...creationFlags,
    { name: "abort-on-container-exit", type: "bool", help: "Stops all containers if any container was stopped. Incompatible with -d" },
    {
      name: "abort-on-container-failure",
      type: "bool",
      help: "Stops all containers if any container exited with failure. Incompatible with -d",
    },
    { name: "always-recreate-deps", type: "bool", help: "Recreate dependent containers. Incompatible with --no-recreate." },
    {
      name: "attach",
      type: "stringArray",
      help: "Restrict attaching to the specified services. Incompatible with --attach-dependencies.",
    },
    { name: "attach-dependencies", type: "bool", help: "Automatically attach to log output of dependent services" },
    { name: "detach", short: "d", type: "bool", help: "Detached mode: Run containers in the background" },
    {
      name: "exit-code-from",
      type: "string",
      help: "Return the exit code of the selected service container. Implies --abort-on-container-exit",
    },
    {
      name: "menu",
      type: "bool",
      help: "Enable interactive shortcuts when running attached. Incompatible with --detach. Can also be enable/disable by setting COMPOSE_MENU environment var.",
    },
    { name: "no-attach", type: "stringArray", help: "Do not attach (stream logs) to the specified services" },
    { name: "no-color", type: "bool", help: "Produce monochrome output" },
    { name: "no-deps", type: "bool", help: "Don't start linked services" },
    { name: "no-log-prefix", type: "bool", help: "Don't print prefix in logs" },
    { name: "no-start", type: "bool", help: "Don't start the services after creating them" },
    { name: "pull", type: "string", default: "policy", help: 'Pull image before running ("always"|"missing"|"never")' },
    { name: "quiet-build", type: "bool", help: "Suppress the build output" },
    {
      name: "renew-anon-volumes",
      short: "V",
      type: "bool",
      help: "Recreate anonymous volumes instead of retrieving data from the previous containers",
    },
    {
      name: "timeout",
      short: "t",
      type: "int",
      help: "Use this timeout in seconds for container shutdown when attached or when containers are already running",
    },
    { name: "timestamps", type: "bool", help: "Show timestamps" },
    { name: "wait", type: "bool", help: "Wait for services to be running|healthy. Implies detached mode." },
    { name: "wait-timeout", type: "int", help: "Maximum duration in seconds to wait for the project to be running|healthy" },
    { name: "watch", short: "w", type: "bool", help: "Watch source code and rebuild/refresh containers when files are updated." },
  ],
  run,
};

async function run(call: ComposeCall): Promise<number> {
  const { flags, args } = call;
  checkFlags(call);
  const stack = askedScale(asAsked(await openStack(call, args), call), call);
  const creation = upCreation(call);
  if (flags.has("attach") && flags.bool("attach-dependencies"))
    throw new ComposeProblem("cannot combine --attach and --attach-dependencies");
  if (stack.services.length === 0) throw new ComposeProblem("no service selected");
  const chosen = flags.bool("no-deps") && args.length > 0 ? stack.only(args) : stack;
  const from = flags.text("exit-code-from");
  if (from !== "" && !chosen.service(from)) throw new ComposeProblem(`no such service: ${from}: not found`);
  const isDetached = flags.bool("detach") || flags.bool("wait");
  const shown = isDetached || flags.bool("no-start") ? [] : attachedServices(call, chosen);
  await working(call, chosen, flags.bool("no-start") ? "Creating" : "Running", async (work) => {
    await createProject(work, creation);
    if (isDetached && !flags.bool("no-start"))
      await start(work, { waits: flags.bool("wait"), waitTimeout: Number(flags.text("wait-timeout")) });
  });
  if (isDetached || flags.bool("no-start")) return 0;
  if (call.dryRun) {
    call.context.stdout("end of 'compose up' output, interactive run is not supported in dry-run mode\n");
    return 0;
  }
  return runAttached(call, chosen, shown);
}

/** Throws `ComposeProblem` for flags that contradict each other, in Compose's order. */
function checkFlags(call: ComposeCall): void {
  const { flags } = call;
  const onFailure = flags.bool("abort-on-container-failure");
  const onExit = flags.bool("abort-on-container-exit") || (flags.text("exit-code-from") !== "" && !onFailure);
  const attaches = flags.has("attach") || flags.bool("attach-dependencies");
  const isDetached = flags.bool("detach") || flags.bool("wait");
  const clash = (isClash: boolean, message: string): void => {
    if (isClash) throw new ComposeProblem(message);
  };
  clash(onExit && onFailure, "--abort-on-container-failure cannot be combined with --abort-on-container-exit");
  clash(
    flags.bool("wait") && (onExit || attaches),
    "--wait cannot be combined with --abort-on-container-exit, --attach or --attach-dependencies",
  );
  clash(flags.bool("build") && flags.bool("no-build"), "--build and --no-build are incompatible");
  clash(
    isDetached && (onExit || onFailure || attaches || flags.bool("watch")),
    `--${flags.bool("wait") ? "wait" : "detach"} cannot be combined with --abort-on-container-exit, --abort-on-container-failure, --attach, --attach-dependencies or --watch`,
  );
  checkCreation(call);
  clash(flags.bool("no-recreate") && flags.bool("renew-anon-volumes"), "--no-recreate and --renew-anon-volumes are incompatible");
  clash(flags.bool("always-recreate-deps") && flags.bool("no-recreate"), "--always-recreate-deps and --no-recreate are incompatible");
  clash(flags.bool("no-build") && flags.bool("watch"), "--no-build and --watch are incompatible");
}

function upCreation(call: ComposeCall): CreateOptions {
  const { flags } = call;
  const creation = creationOf(call);
  const renews = flags.bool("renew-anon-volumes");
  return {
    ...creation,
    ...(creation.build && { build: { ...creation.build, quiet: flags.bool("quiet-build") } }),
    ...(renews && creation.recreate === "diverged" ? { recreate: "force" } : {}),
    ...(flags.bool("always-recreate-deps") ? { recreateDependencies: "force" } : {}),
    inherits: !renews,
    timeout: askedTimeout(call),
  };
}

/** Whose output is shown. Throws `ComposeProblem` for a service that does not take part. */
function attachedServices({ flags, args }: ComposeCall, stack: Stack): string[] {
  const asked = flags.list("attach");
  const strangers = asked.filter((name) => !stack.service(name));
  if (strangers.length > 0) throw new ComposeProblem(`cannot attach to services not included in up: ${strangers.join(", ")}`);
  const chosen = flags.bool("attach-dependencies") ? stack.withDependencies(args) : stack.named(args);
  const names = asked.length > 0 ? asked : chosen.filter(({ tree }) => tree.attach !== false).map(({ name }) => name);
  return names.filter((name) => !flags.list("no-attach").includes(name));
}
