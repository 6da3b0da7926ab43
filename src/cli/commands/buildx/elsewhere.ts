/** Parts of buildx that are about what the lab has not: registries, bake files, Docker Desktop. They say so. */
import type { Call, Command } from "../../command.ts";
import { CliError, NotInLab } from "../../errors.ts";
import { bool, flag } from "../../flags/declare.ts";
import type { FlagSpec } from "../../flags/flag.ts";
import { absolute } from "../../paths.ts";
import { inspectImage } from "./imagetools-inspect.ts";
import { builderFlag, debugFlag } from "../shared-flags.ts";
import { buildRecords, namesOf } from "./records.ts";

/** A command whose every flag is read, and whose answer is a sentence of the lab's own. */
function elsewhere(
  paths: readonly (readonly string[])[],
  short: string,
  operands: string,
  sentence: string,
  flags: readonly FlagSpec[],
  arity: Command["arity"] = { min: 0, max: Infinity },
): Command {
  const under = (group: string) => paths.filter(([first]) => first === "buildx").map(([, ...rest]) => [group, ...rest]);
  return {
    paths: [...paths, ...under("builder")],
    shownAs: `docker ${paths[0]?.join(" ")}`,
    short,
    operands,
    arity,
    flags: [builderFlag, debugFlag, ...flags],
    program: "buildx",
    completes: "none",
    async run() {
      throw new NotInLab(sentence);
    },
  };
}

const registry = "images of the lab are for one platform: there is nothing to put together.";
const records =
  "the lab's build records are no more than `docker buildx history` lists, inspects and logs: `why` tells of the last build, and the layers panel shows it step by step.";
const desktop = "Docker Desktop is not in the lab.";
const ref = "[REF]";
const atMost = (max: number): Command["arity"] => ({ min: 0, max, plain: true });

const bakeFiles = "bake files are not in the lab yet: give `docker build` what the target says.";
/** Where a definition is looked for when none is named. */
const bakeNames = ["compose.yml", "compose.yaml", "docker-compose.yml", "docker-compose.yaml"].concat(
  ["docker-bake", "docker-bake.override"].flatMap((name) => [`${name}.json`, `${name}.hcl`]),
);

/** Says what buildx says where there is no definition; of one that is there the lab makes nothing. */
async function bake({ flags, context }: Call): Promise<never> {
  const isThere = bakeNames.some((name) => context.disk.exists(absolute(context.cwd, name)));
  if (flags.has("file") || isThere) throw new NotInLab(bakeFiles);
  const start = '#0 building with "default" instance using docker driver\n\n#1 [internal] load local bake definitions\n#1 DONE 0.0s\n';
  if (!context.terminal) context.stderr(start);
  throw new CliError("couldn't find a bake definition");
}

export const elsewhereCommands: readonly Command[] = [
  {
    ...elsewhere([["buildx", "bake"], ["buildx", "f"], ["bake"]], "Build from a file", "[TARGET...]", bakeFiles, [
      flag("stringArray", "allow", "Allow build to access specified resources"),
      flag("string", "call", 'Set method for evaluating build ("check", "outline", "targets")', { default: "build" }),
      bool("check", 'Shorthand for "--call=check"'),
      flag("stringArray", "file", "Build definition file", { short: "f" }),
      flag("string", "list", "List targets or variables"),
      bool("load", 'Shorthand for "--set=*.output=type=docker". Conditional.'),
      flag("string", "metadata-file", "Write build result metadata to a file"),
      bool("no-cache", "Do not use cache when building the image"),
      bool("print", "Print the options without building"),
      flag(
        "string",
        "progress",
        'Set type of progress output ("auto", "none",  "plain", "quiet", "rawjson", "tty"). Use plain to show container output',
        { default: "auto" },
      ),
      flag("string", "provenance", 'Shorthand for "--set=*.attest=type=provenance"'),
      bool("pull", "Always attempt to pull all referenced images"),
      bool("push", 'Shorthand for "--set=*.output=type=registry". Conditional.'),
      flag("string", "sbom", 'Shorthand for "--set=*.attest=type=sbom"'),
      flag("stringArray", "set", 'Override target value (e.g., "targetpattern.key=value")'),
    ]),
    aliases: ["docker buildx bake", "docker buildx f"],
    run: bake,
  },
  {
    ...elsewhere([["buildx", "imagetools", "create"]], "Create a new image based on source images", "[SOURCE...]", registry, [
      flag("stringArray", "annotation", "Add annotation to the image"),
      bool("append", "Append to existing manifest"),
      bool("dry-run", "Show final image instead of pushing"),
      flag("stringArray", "file", "Read source descriptor from file", { short: "f" }),
      flag("stringArray", "platform", "Filter specified platforms of target image", { short: "p" }),
      flag(
        "bool",
        "prefer-index",
        "When only a single source is specified, prefer outputting an image index or manifest list instead of performing a carbon copy",
        { default: "true" },
      ),
      flag(
        "string",
        "progress",
        'Set type of progress output ("auto", "none", "plain", "rawjson", "tty"). Use plain to show container output',
        { default: "auto" },
      ),
      flag("stringArray", "tag", "Set reference for new image", { short: "t" }),
    ]),
    async run({ args, flags }) {
      if (args.length === 0) throw new CliError("no sources specified");
      if (!flags.has("tag") && !flags.bool("dry-run"))
        throw new CliError("can't push with no tags specified, please set --tag or --dry-run");
      throw new NotInLab(registry);
    },
  },
  {
    ...elsewhere([["buildx", "imagetools", "inspect"]], "Show details of an image in the registry", "NAME", registry, [
      { name: "format", type: "string", help: "Format the output using the given Go template" },
      { name: "raw", type: "bool", help: "Show original, unformatted JSON manifest" },
    ]),
    arity: { min: 1, max: 1 },
    run: inspectImage,
  },
  elsewhere(
    [["buildx", "history", "inspect", "attachment"]],
    "Inspect a build record attachment",
    "[REF [DIGEST]]",
    records,
    [flag("string", "platform", "Platform of attachment"), flag("string", "type", "Type of attachment")],
    atMost(2),
  ),
  elsewhere([["buildx", "history", "open"]], "Open a build record in Docker Desktop", ref, desktop, [], atMost(1)),
  elsewhere([["buildx", "history", "export"]], "Export build records into Docker Desktop bundle", "[REF...]", desktop, [
    bool("all", "Export all build records for the builder"),
    bool("finalize", "Ensure build records are finalized before exporting"),
    flag("string", "output", "Output file path", { short: "o" }),
  ]),
  elsewhere([["buildx", "history", "import"]], "Import build records into Docker Desktop", "-", desktop, [
    flag("stringArray", "file", "Import from a file path", { short: "f" }),
  ]),
  {
    ...elsewhere([["buildx", "history", "rm"]], "Remove build records", "[REF...]", records, [
      { name: "all", type: "bool", help: "Remove all build records" },
    ]),
    async run({ flags, args, context }) {
      if (args.length === 0 && !flags.bool("all")) throw new CliError("rm requires at least one argument");
      const unknown = args.find((name) => !buildRecords(context).some(({ number }) => namesOf(number).includes(name)));
      if (unknown !== undefined) throw new CliError(`lease "ref_${unknown}": not found`);
      throw new NotInLab(records);
    },
  },
  {
    ...elsewhere([["buildx", "dial-stdio"]], "Proxy current stdio streams to builder instance", "", "BuildKit has no socket in the lab.", [
      flag("string", "platform", "Target platform: this is used for node selection"),
      flag("string", "progress", 'Set type of progress output ("auto", "plain", "rawjson", "tty"). Use plain to show container output', {
        default: "none",
      }),
    ]),
    hidesOptions: true,
  },
];
