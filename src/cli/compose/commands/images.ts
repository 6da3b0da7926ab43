/** `build`, `pull`, `push`. */
import type { ComposeCommand } from "../command.ts";
import { openStack, workOn } from "../open-stack.ts";
import { buildServices } from "../stack/build.ts";
import { imageId, pull as pullService } from "../stack/images.ts";

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
    const { flags, args } = call;
    const stack = await openStack(call, { named: args });
    const chosen = flags.bool("with-dependencies") ? stack.withDependencies(args) : stack.named(args);
    const work = workOn(call, stack);
    await buildServices(
      stack,
      chosen.filter((service) => service.builds),
      { quiet: flags.bool("quiet"), noCache: flags.bool("no-cache"), pull: flags.bool("pull"), args: flags.list("build-arg") },
      work,
    );
    work.progress.end();
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
    const { flags, args, context } = call;
    const stack = await openStack(call, { named: args });
    const work = workOn(call, stack);
    const seen = new Set<string>();
    for (const service of flags.bool("include-deps") ? stack.withDependencies(args) : stack.named(args)) {
      const image = stack.image(service);
      if (service.text("image") === "") work.progress.event(service.name, "Skipped", "done", "No image to be pulled");
      else if (service.builds && flags.bool("ignore-buildable")) work.progress.event(service.name, "Skipped", "done", "Image can be built");
      else if (seen.has(image)) continue;
      else if (flags.text("policy") === "missing" && (await imageId(context, image)) !== undefined)
        work.progress.event(service.name, "Skipped", "done", "Image is already present locally");
      else {
        seen.add(image);
        try {
          await pullService(service, image, context, work.progress);
        } catch (error) {
          if (!flags.bool("ignore-pull-failures")) throw error;
        }
      }
    }
    work.progress.end();
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
    const { flags, args, context } = call;
    const stack = await openStack(call, { named: args });
    const work = workOn(call, stack);
    for (const service of flags.bool("include-deps") ? stack.withDependencies(args) : stack.named(args)) {
      const image = service.text("image");
      if (image === "" || !service.builds) {
        work.progress.event(service.name, "Skipped");
        continue;
      }
      work.progress.event(image, "Pushing");
      const code = await call.docker(["push", "--quiet", image], { ...context, stdout: () => {} });
      if (code !== 0 && !flags.bool("ignore-push-failures")) return code;
      if (code === 0) work.progress.event(image, "Pushed");
    }
    work.progress.end();
    return 0;
  },
};

export const imageCommands: readonly ComposeCommand[] = [build, pull, push];
