import type { BuildFailure, BuildOptions, BuildRequest, BuildResult, BuildWarning } from "../../engine/api.ts";
import { excerpt } from "../../engine/dockerfile/excerpt.ts";
import { printCall } from "../build/print-call.ts";
import { receiveTree } from "../build/client-directory.ts";
import { type FileOutput, writeOutput } from "../build/outputs.ts";
import { pushTags } from "../build/push.ts";
import { checkBuilder, parseBuild } from "../build/request.ts";
import { clearImageId, writeImageId, writeMetadata } from "../build/result-files.ts";
import { warningBlock } from "../build/warnings.ts";
import type { Call, Command } from "../command.ts";
import type { DockerContext } from "../context.ts";
import { labLine } from "../errors.ts";
import { follow } from "../progress/follow.ts";
import type { Mode } from "../progress/modes.ts";
import { openDisplay, progressMode } from "../progress/modes.ts";
import { insteadOfBuildx } from "./build-classic.ts";
import { buildFlags } from "./build-flags.ts";
import { authFor } from "./registry/credentials.ts";

export const build: Command = {
  paths: [["build"], ["buildx", "build"], ["buildx", "b"], ["builder", "build"], ["builder", "b"], ["image", "build"]],
  shownAs: "docker buildx build",
  short: "Start a build",
  operands: "PATH | URL | -",
  arity: { min: 1, max: 1 },
  aliases: ["docker build", "docker builder build", "docker image build", "docker buildx b"],
  flags: buildFlags,
  program: "buildx",
  completes: "directory",
  instead: insteadOfBuildx,
  readsInput: (flags, args) => args.includes("-") || flags.text("file") === "-",
  run,
};

async function run({ flags, args, context, debug }: Call): Promise<number> {
  for (const { name, warning } of buildFlags) if (warning && flags.has(name)) context.stderr(`WARNING: ${warning}\n`);
  const parsed = parseBuild(flags, context);
  clearImageId(flags.text("iidfile"), context);
  checkBuilder(flags, context.env);
  const mode = progressMode(flags, context);
  const prepared = parsed.prepare(args[0] as string);
  const { request, call, outputs } = prepared;
  const display = openDisplay(mode, context);
  const tellWarnings = (warnings: readonly BuildWarning[]): void => {
    if (mode === "plain" || mode === "tty") context.stderr(warningBlock(warnings, request, debug));
  };
  if (call) return printCall(prepared, call, flags, context, { display, tellWarnings, printsId: isPrintedId(mode) });
  const metadataFile = flags.text("metadata-file");
  const start = async (options: BuildOptions): Promise<BuildResult> => {
    const built = await context.engine.build(request, {
      ...options,
      auth: (domain) => authFor(context, domain),
      receive: (tree, index) => receiveTree(tree, outputs[index] as FileOutput, context),
    });
    if (!built.failure) await pushTags(prepared.pushes, context, options);
    return built;
  };
  const result = await follow(display, context, start, { isResolvingProvenance: metadataFile !== "" });
  for (const note of prepared.notes) context.stderr(`${note}\n`);
  tellWarnings(result.view.warnings);
  if (result.failure) return fail(result.failure, request, context);
  for (const [index, made] of (result.outputs ?? []).entries()) writeOutput(made, outputs[index] as FileOutput, context);
  if (isPrintedId(mode)) context.stdout(`${result.imageId ?? ""}\n`);
  const iidfile = flags.text("iidfile");
  if (iidfile) writeImageId(iidfile, result.imageId ?? "", context);
  if (metadataFile) writeMetadata(metadataFile, result, request, context);
  return 0;
}

/** Only the flag prints the image's id; the variable and `none` silence. */
function isPrintedId(mode: Mode): boolean {
  return mode === "quiet";
}

/** Docker Hub has this image, perhaps; the lab does not. */
const catalogue =
  "The lab has no network: base images come from a catalogue of its own, and this one is not in it. Press Tab after FROM in the editor to see what is.";

function isUnknownImage(message: string): boolean {
  // A registry with a port is one of the learner's own.
  return /failed to resolve source metadata for [^/:]+\/.*: not found(?: \(did you mean .*\?\))?$/.test(message);
}

function fail(failure: BuildFailure, request: BuildRequest, context: DockerContext): number {
  const { name, text } = request.dockerfile;
  if (failure.source && text !== undefined) {
    for (const range of [failure.source, ...(failure.moreSources ?? [])])
      for (const line of excerpt(text, name, range)) context.stderr(`${line}\n`);
  }
  context.stderr(`ERROR: failed to build: failed to solve: ${failure.message}\n`);
  if (!failure.noFrontend && isUnknownImage(failure.message)) context.stderr(`\n${labLine(catalogue)}\n`);
  return 1;
}
