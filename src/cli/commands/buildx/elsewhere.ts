/** Parts of buildx that are about what the lab has not: registries, bake files, Docker Desktop. They say so. */
import type { Command } from "../../command.ts";
import { CliError, NotInLab } from "../../errors.ts";
import type { FlagSpec } from "../../flags/flag.ts";
import { builderFlag, debugFlag } from "../shared-flags.ts";

/** A command whose every flag is read, and whose answer is a sentence of the lab's own. */
function elsewhere(
  paths: readonly (readonly string[])[],
  short: string,
  operands: string,
  sentence: string,
  flags: readonly FlagSpec[],
): Command {
  return {
    paths,
    shownAs: `docker ${paths[0]?.join(" ")}`,
    short,
    operands,
    arity: { min: 0, max: Infinity },
    flags: [builderFlag, debugFlag, ...flags],
    program: "buildx",
    completes: "none",
    async run() {
      throw new NotInLab(sentence);
    },
  };
}

const registry = "the lab has no registry, so there are no images in one to look at or to put together.";
const records =
  "the lab keeps no build records of buildx's kind: `why` tells of the last build, and the layers panel shows it step by step.";
const ref = "[REF]";

export const elsewhereCommands: readonly Command[] = [
  elsewhere(
    [["buildx", "bake"], ["buildx", "f"], ["builder", "bake"], ["bake"]],
    "Build from a file",
    "[TARGET...]",
    "bake files are not in the lab yet: give `docker build` what the target says.",
    [
      { name: "file", short: "f", type: "stringArray", help: "Build definition file" },
      { name: "print", type: "bool", help: "Print the options without building" },
      { name: "set", type: "stringArray", help: 'Override target value (e.g., "targetpattern.key=value")' },
      { name: "no-cache", type: "bool", help: "Do not use cache when building the image" },
      { name: "pull", type: "bool", help: "Always attempt to pull all referenced images" },
      { name: "load", type: "bool", help: 'Shorthand for "--set=*.output=type=docker". Conditional.' },
      { name: "push", type: "bool", help: 'Shorthand for "--set=*.output=type=registry". Conditional.' },
      { name: "progress", type: "string", default: "auto", help: "Set type of progress output" },
    ],
  ),
  {
    ...elsewhere([["buildx", "imagetools", "create"]], "Create a new image based on source images", "[SOURCE...]", registry, [
      { name: "tag", short: "t", type: "stringArray", help: "Set reference for new image" },
      { name: "dry-run", type: "bool", help: "Show final image instead of pushing" },
      { name: "append", type: "bool", help: "Append to existing manifest" },
    ]),
    async run({ args }) {
      if (args.length === 0) throw new CliError("no sources specified");
      throw new NotInLab(registry);
    },
  },
  {
    ...elsewhere([["buildx", "imagetools", "inspect"]], "Show details of an image in the registry", "NAME", registry, [
      { name: "format", type: "string", help: "Format the output using the given Go template" },
      { name: "raw", type: "bool", help: "Show original, unformatted JSON manifest" },
    ]),
    arity: { min: 1, max: 1 },
  },
  elsewhere([["buildx", "history", "ls"]], "List build records", "", records, [
    { name: "filter", type: "stringArray", help: 'Provide filter values (e.g., "status=error")' },
    { name: "format", type: "string", default: "table", help: "Format the output" },
    { name: "local", type: "bool", help: "List records for current repository only" },
    { name: "no-trunc", type: "bool", help: "Don't truncate output" },
  ]),
  elsewhere([["buildx", "history", "inspect"]], "Inspect a build record", ref, records, [
    { name: "format", type: "string", default: "pretty", help: "Format the output" },
  ]),
  elsewhere([["buildx", "history", "logs"]], "Print the logs of a build record", ref, records, [
    { name: "progress", type: "string", default: "plain", help: "Set type of progress output (plain, rawjson, tty)" },
  ]),
  elsewhere([["buildx", "history", "open"]], "Open a build record in Docker Desktop", ref, "Docker Desktop is not in the lab.", []),
  elsewhere(
    [["buildx", "history", "export"]],
    "Export build records into Docker Desktop bundle",
    ref,
    "Docker Desktop is not in the lab.",
    [],
  ),
  elsewhere([["buildx", "history", "import"]], "Import build records into Docker Desktop", "-", "Docker Desktop is not in the lab.", []),
  {
    ...elsewhere([["buildx", "history", "rm"]], "Remove build records", "[REF...]", records, [
      { name: "all", type: "bool", help: "Remove all build records" },
    ]),
    async run({ flags, args }) {
      if (args.length === 0 && !flags.bool("all")) throw new CliError("rm requires at least one argument");
      throw new NotInLab(records);
    },
  },
  elsewhere([["buildx", "dial-stdio"]], "Proxy current stdio streams to builder instance", "", "BuildKit has no socket in the lab.", []),
];
