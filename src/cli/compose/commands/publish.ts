/** `publish`, `bridge` and most of `alpha`: what they would need is outside of the lab, and they say so. */
import { CliError, NotInLab } from "../../errors.ts";
import { parseReference } from "../../../engine/images/reference.ts";
import { problemOf } from "../../problem.ts";
import type { ComposeCommand } from "../command.ts";
import { openStack } from "../open-stack.ts";
import { tabulate } from "../print/table.ts";
import { viz } from "./viz.ts";

export const publish: ComposeCommand = {
  name: "publish",
  short: "Publish compose application",
  operands: "REPOSITORY[:TAG]",
  arity: { min: 1, max: 1, words: "docker" },
  flags: [
    { name: "app", type: "bool", help: "Published compose application (includes referenced images)" },
    { name: "oci-version", type: "string", help: "OCI image/artifact specification version (automatically determined by default)" },
    { name: "resolve-image-digests", type: "bool", help: "Pin image tags to digests" },
    { name: "with-env", type: "bool", help: "Include environment variables in the published OCI artifact" },
    { name: "yes", short: "y", type: "bool", help: 'Assume "yes" as answer to all prompts' },
  ],
  async run(call) {
    await openStack(call, []);
    const problem = problemOf(() => parseReference(call.args[0] as string));
    if (problem) throw new CliError(problem);
    throw new NotInLab(
      "`docker compose publish` stores the Compose file as an artifact in a registry; the lab's registries hold images only.",
    );
  },
};

const needsImage = "runs an image that knows how to convert, docker/compose-bridge-kubernetes; the lab has none.";

export const bridge: ComposeCommand = {
  name: "bridge",
  short: "Convert compose files into another model",
  operands: "COMMAND",
  flags: [],
  commands: [
    {
      name: "convert",
      short: "Convert compose files to Kubernetes manifests, Helm charts, or another model",
      operands: "",
      usage: "docker compose bridge convert",
      flags: [
        { name: "output", short: "o", type: "string", default: "out", help: "The output directory for the Kubernetes resources" },
        { name: "templates", type: "string", help: "Directory containing transformation templates" },
        {
          name: "transformation",
          short: "t",
          type: "stringArray",
          help: "Transformation to apply to compose model (default: docker/compose-bridge-kubernetes)",
        },
      ],
      async run(call) {
        await openStack(call, []);
        throw new NotInLab(`\`docker compose bridge convert\` ${needsImage}`);
      },
    },
    {
      name: "transformations",
      short: "Manage transformation images",
      operands: "COMMAND",
      flags: [],
      commands: [
        {
          name: "create",
          short: "Create a new transformation",
          operands: "",
          usage: "docker compose bridge transformations create [OPTION] PATH",
          arity: { min: 1 },
          flags: [
            {
              name: "from",
              short: "f",
              type: "string",
              help: "Existing transformation to copy (default: docker/compose-bridge-kubernetes)",
            },
          ],
          async run() {
            throw new NotInLab(`\`docker compose bridge transformations create\` ${needsImage}`);
          },
        },
        {
          name: "list",
          short: "List available transformations",
          operands: "",
          usage: "docker compose bridge transformations list",
          aliases: ["ls"],
          flags: [
            { name: "format", type: "string", default: "table", help: "Format the output. Values: [table | json]" },
            { name: "quiet", short: "q", type: "bool", help: "Only display transformer names" },
          ],
          async run({ flags, context }) {
            const none =
              flags.text("format") === "json" ? "[]\n" : tabulate(["IMAGE ID", "REPO", "TAGS", "SIZE"], [], { width: 20, padding: 3 });
            if (!flags.bool("quiet")) context.stdout(none);
            return 0;
          },
        },
      ],
    },
  ],
};

const experiment = (name: string, what: string, operands: string): ComposeCommand => ({
  name,
  short: `EXPERIMENTAL - ${what}`,
  operands,
  isExperimental: true,
  flags: [],
  stopsAtOperand: true,
  async run() {
    throw new NotInLab(`\`docker compose alpha ${name}\` is an experiment of Compose's that the lab leaves out.`);
  },
});

export const alpha: ComposeCommand = {
  name: "alpha",
  short: "Experimental commands",
  operands: "COMMAND",
  flags: [],
  hidden: true,
  isExperimental: true,
  commands: [experiment("generate", "Generate a Compose file from existing containers", "[CONTAINERS...]"), publish, viz],
};
