import { CliError } from "../../errors.ts";
import type { ComposeCall, ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { openStack, workOn } from "../open-stack.ts";
import { attached } from "../stack/attached.ts";
import { type ConvergeOptions, converge } from "../stack/converge.ts";
import { bringImages, type ImageNeeds } from "../stack/images.ts";
import { start } from "../stack/start.ts";

export const up: ComposeCommand = {
  name: "up",
  short: "Create and start containers",
  operands: "[SERVICE...]",
  flags: [
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
    { name: "build", type: "bool", help: "Build images before starting containers" },
    { name: "detach", short: "d", type: "bool", help: "Detached mode: Run containers in the background" },
    {
      name: "exit-code-from",
      type: "string",
      help: "Return the exit code of the selected service container. Implies --abort-on-container-exit",
    },
    { name: "force-recreate", type: "bool", help: "Recreate containers even if their configuration and image haven't changed" },
    {
      name: "menu",
      type: "bool",
      help: "Enable interactive shortcuts when running attached. Incompatible with --detach. Can also be enable/disable by setting COMPOSE_MENU environment var.",
    },
    { name: "no-attach", type: "stringArray", help: "Do not attach (stream logs) to the specified services" },
    { name: "no-build", type: "bool", help: "Don't build an image, even if it's policy" },
    { name: "no-color", type: "bool", help: "Produce monochrome output" },
    { name: "no-deps", type: "bool", help: "Don't start linked services" },
    { name: "no-log-prefix", type: "bool", help: "Don't print prefix in logs" },
    {
      name: "no-recreate",
      type: "bool",
      help: "If containers already exist, don't recreate them. Incompatible with --force-recreate.",
    },
    { name: "no-start", type: "bool", help: "Don't start the services after creating them" },
    { name: "pull", type: "string", default: "policy", help: 'Pull image before running ("always"|"missing"|"never")' },
    { name: "quiet-build", type: "bool", help: "Suppress the build output" },
    { name: "quiet-pull", type: "bool", help: "Pull without printing progress information" },
    { name: "remove-orphans", type: "bool", help: "Remove containers for services not defined in the Compose file" },
    {
      name: "renew-anon-volumes",
      short: "V",
      type: "bool",
      help: "Recreate anonymous volumes instead of retrieving data from the previous containers",
    },
    {
      name: "scale",
      type: "stringArray",
      shown: "scale",
      help: "Scale SERVICE to NUM instances. Overrides the scale setting in the Compose file if present.",
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
    { name: "yes", short: "y", type: "bool", help: 'Assume "yes" as answer to all prompts and run non-interactively' },
  ],
  run,
};

async function run(call: ComposeCall): Promise<number> {
  const { flags, args } = call;
  checkFlags(call);
  const stack = await openStack(call, { named: args });
  const services = flags.bool("no-deps") ? stack.named(args) : stack.withDependencies(args);
  if (services.length === 0) throw new ComposeProblem("no service selected");
  const work = workOn(call, stack);
  try {
    await bringImages(stack, services, imageNeeds(call), work);
    await converge(work, services, convergeOptions(call));
    if (flags.bool("no-start")) return 0;
    if (flags.bool("detach") || flags.bool("wait")) {
      const timeout = flags.has("wait-timeout") ? { waitTimeout: Number(flags.text("wait-timeout")) } : {};
      await start(work, services, { waits: flags.bool("wait"), ...timeout });
      return 0;
    }
    const watched = flags.bool("attach-dependencies") || args.length === 0 ? services : services.filter(({ name }) => args.includes(name));
    return await attached(call, work, services, watched);
  } finally {
    work.progress.end();
  }
}

/** Throws `ComposeProblem` for flags that contradict each other. */
function checkFlags({ flags }: ComposeCall): void {
  const attaches = flags.has("attach") || flags.bool("attach-dependencies");
  const aborts = flags.bool("abort-on-container-exit") || flags.bool("abort-on-container-failure");
  const clash = (isClash: boolean, message: string): void => {
    if (isClash) throw new ComposeProblem(message);
  };
  clash(
    flags.bool("wait") && (flags.bool("abort-on-container-exit") || attaches),
    "--wait cannot be combined with --abort-on-container-exit, --attach or --attach-dependencies",
  );
  clash(
    flags.bool("detach") && (aborts || attaches || flags.bool("watch")),
    "--detach cannot be combined with --abort-on-container-exit, --abort-on-container-failure, --attach, --attach-dependencies or --watch",
  );
  clash(flags.bool("build") && flags.bool("no-build"), "--build and --no-build are incompatible");
  clash(flags.bool("force-recreate") && flags.bool("no-recreate"), "--force-recreate and --no-recreate are incompatible");
  clash(flags.bool("no-recreate") && flags.bool("renew-anon-volumes"), "--no-recreate and --renew-anon-volumes are incompatible");
  clash(flags.bool("always-recreate-deps") && flags.bool("no-recreate"), "--always-recreate-deps and --no-recreate are incompatible");
  clash(flags.bool("no-build") && flags.bool("watch"), "--no-build and --watch are incompatible");
  clash(
    flags.bool("abort-on-container-exit") && flags.bool("abort-on-container-failure"),
    "--abort-on-container-failure cannot be combined with --abort-on-container-exit",
  );
  clash(flags.has("attach") && flags.bool("attach-dependencies"), "cannot combine --attach and --attach-dependencies");
}

/** What `--build`, `--no-build` and `--pull` ask for. Throws `ComposeProblem`. */
export function imageNeeds({ flags }: ComposeCall): ImageNeeds {
  const pull = flags.text("pull");
  if (!["policy", "always", "missing", "never", ""].includes(pull))
    throw new ComposeProblem(`invalid --pull option ${JSON.stringify(pull)}`);
  return {
    ...(flags.bool("build") ? { build: "always" } : flags.has("no-build") && flags.bool("no-build") ? { build: "never" } : {}),
    ...(pull === "policy" || pull === "" ? {} : { pull }),
    quietBuild: flags.bool("quiet-build"),
  };
}

/** What the flags say of containers that are there. Throws `CliError`. */
export function convergeOptions({ flags, args, context }: ComposeCall): ConvergeOptions {
  const scale = new Map(
    flags.list("scale").map((text): [string, number] => {
      const [service = "", count = ""] = text.split("=");
      if (!/^\d+$/.test(count)) throw new CliError(`invalid --scale option ${JSON.stringify(text)}. Should be SERVICE=NUM`);
      return [service, Number(count)];
    }),
  );
  const removes = /^(?:1|true)$/i.test(context.env.get("COMPOSE_REMOVE_ORPHANS") ?? "");
  return {
    ...(flags.bool("force-recreate") ? { recreate: "force" } : flags.bool("no-recreate") ? { recreate: "never" } : {}),
    ...(args.length > 0 && !(flags.has("always-recreate-deps") && flags.bool("always-recreate-deps")) ? { named: args } : {}),
    ...(scale.size > 0 ? { scale } : {}),
    ...(flags.bool("renew-anon-volumes") ? { renewVolumes: true } : {}),
    ...(flags.bool("remove-orphans") || removes ? { removesOrphans: true } : {}),
    ...(flags.has("timeout") ? { timeout: Number(flags.text("timeout")) } : {}),
  };
}
