/** `build`, `pull`, `push`. */
import type { ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { openStack, working } from "../open-stack.ts";
import { type BuildOptions, bakeFile, printBakeFile } from "../stack/bake.ts";
import { builderOf, buildServices, checkBuilds } from "../stack/build.ts";
import { progressMode } from "../stack/progress.ts";
import { pullServices, pushServices } from "../stack/transfer.ts";

const build: ComposeCommand = {
  name: "build",
  short: "Build or rebuild services",
  operands: "[SERVICE...]",
  flags: [
    { name: "build-arg", type: "stringArray", help: "Set build-time variables for services" },
    { name: "builder", type: "string", help: "Set builder to use" },
    { name: "check", type: "bool", help: "Check build configuration" },
    {
      name: "memory",
      short: "m",
      type: "bytes",
      help: "Set memory limit for the build container. Not supported by BuildKit.",
    },
    { name: "no-cache", type: "bool", help: "Do not use cache when building the image" },
    { name: "print", type: "bool", help: "Print equivalent bake file" },
    { name: "progress", type: "string", help: "Set type of ui output (auto, tty, plain, json, quiet)", hidden: true },
    { name: "provenance", type: "string", help: "Add a provenance attestation" },
    { name: "pull", type: "bool", help: "Always attempt to pull a newer version of the image" },
    { name: "push", type: "bool", help: "Push service images" },
    { name: "quiet", short: "q", type: "bool", help: "Suppress the build output" },
    { name: "sbom", type: "string", help: "Add a SBOM attestation" },
    {
      name: "ssh",
      type: "string",
      help: "Set SSH authentications used when building service images. (use 'default' for using your default SSH Agent)",
    },
    { name: "with-dependencies", type: "bool", help: "Also build dependencies (transitively)" },
  ],
  async run(call) {
    const { flags, args, context } = call;
    const progress = flags.has("progress") ? progressMode(flags.text("progress"), "auto") : call.progressMode;
    if (flags.has("progress")) context.stderr("--progress is a global compose flag, better use `docker compose --progress xx build ...\n");
    const ssh = flags.text("ssh");
    if (ssh !== "" && ssh !== "default" && !ssh.includes("=")) throw new ComposeProblem(`invalid ssh key ${JSON.stringify(ssh)}`);
    const stack = await openStack(call, args);
    const options: BuildOptions = {
      quiet: flags.bool("quiet") || progress === "quiet",
      noCache: flags.bool("no-cache"),
      pull: flags.bool("pull"),
      push: flags.bool("push"),
      check: flags.bool("check"),
      args: flags.list("build-arg"),
      ...(ssh === "" ? {} : { ssh: [ssh] }),
    };
    const chosen = flags.bool("with-dependencies") ? stack.withDependencies(args) : stack.named(args);
    const building = chosen.filter((service) => service.builds);
    if (flags.has("builder") && !["", "default"].includes(flags.text("builder")))
      throw new ComposeProblem(`no builder ${JSON.stringify(flags.text("builder"))} found\n`);
    if (building.length === 0) return 0;
    if (flags.bool("print")) {
      builderOf({ ...call, stack });
      context.stdout(printBakeFile(bakeFile(stack, building, options, stack.project.environment)));
      return 0;
    }
    const shown = { ...call, progressMode: options.quiet ? "quiet" : progress };
    await working(shown, stack, "Building", (work) =>
      options.check ? checkBuilds(work, building, options) : buildServices(work, building, options),
    );
    return 0;
  },
};

const pull: ComposeCommand = {
  name: "pull",
  short: "Pull service images",
  operands: "[SERVICE...]",
  flags: [
    { name: "ignore-buildable", type: "bool", help: "Ignore images that can be built" },
    { name: "ignore-pull-failures", type: "bool", help: "Pull what it can and ignores images with pull failures" },
    { name: "include-deps", type: "bool", help: "Also pull services declared as dependencies" },
    { name: "policy", type: "string", help: 'Apply pull policy ("missing"|"always")' },
    { name: "quiet", short: "q", type: "bool", help: "Pull without printing progress information" },
  ],
  async run(call) {
    const { flags, args } = call;
    const stack = await openStack(call, args);
    const chosen = flags.bool("include-deps") ? stack.withDependencies(args) : stack.named(args);
    const policy = flags.text("policy");
    await working(call, stack, "Pulling", (work) =>
      pullServices(work, chosen, {
        ...(policy === "" ? {} : { policy }),
        quiet: flags.bool("quiet"),
        ignoresBuildable: flags.bool("ignore-buildable"),
        ignoresFailures: flags.bool("ignore-pull-failures"),
      }),
    );
    return 0;
  },
};

const push: ComposeCommand = {
  name: "push",
  short: "Push service images",
  operands: "[SERVICE...]",
  flags: [
    { name: "ignore-push-failures", type: "bool", help: "Push what it can and ignores images with push failures" },
    { name: "include-deps", type: "bool", help: "Also push images of services declared as dependencies" },
    { name: "quiet", short: "q", type: "bool", help: "Push without printing progress information" },
  ],
  async run(call) {
    const { flags, args } = call;
    const stack = await openStack(call, args);
    const chosen = flags.bool("include-deps") ? stack.withDependencies(args) : stack.named(args);
    const quietly = flags.bool("quiet") ? { ...call, progressMode: "quiet" } : call;
    await working(quietly, stack, "Pushing", (work) => pushServices(work, chosen, flags.bool("ignore-push-failures")));
    return 0;
  },
};

export const imageCommands: readonly ComposeCommand[] = [build, pull, push];
