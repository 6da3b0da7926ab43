import type { BuildFailure, BuildRequest, BuildWarning } from "../../engine/api.ts";
import { excerpt } from "../../engine/dockerfile/excerpt.ts";
import { check } from "../build/check.ts";
import { buildRequest } from "../build/request.ts";
import { writeResultFiles } from "../build/result-files.ts";
import type { Call, Command } from "../command.ts";
import type { DockerContext } from "../context.ts";
import { labLine, NotInLab } from "../errors.ts";
import { openDisplay, progressMode } from "../progress/modes.ts";
import { warningText } from "../progress/trace.ts";
import { follow } from "../progress/follow.ts";
import { buildFlags } from "./build-flags.ts";

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
  run,
};

async function run({ flags, args, context }: Call): Promise<number> {
  const mode = progressMode(flags, context);
  if (flags.bool("squash")) {
    context.stderr(
      "WARNING: experimental flag squash is removed with BuildKit. You should squash inside build using a multi-stage Dockerfile for efficiency.\n",
    );
  }
  const request = buildRequest(flags, args[0] as string, context);
  const call = flags.bool("check") ? "check" : flags.text("call");
  if (call === "check" || call === "lint") return check(request, context, openDisplay(mode, context));
  if (call !== "build" && call !== "") throw new NotInLab(`\`docker build --call ${call}\` is not in the lab; \`--check\` is.`);
  const result = await follow(openDisplay(mode, context), context, (options) => context.engine.build(request, options));
  if (mode !== "quiet" && mode !== "none") context.stderr(warningBlock(result.view.warnings));
  if (result.failure) return fail(result.failure, request, context);
  writeResultFiles(flags, result, request, context);
  if (mode === "quiet") context.stdout(`${result.imageId}\n`);
  return 0;
}

/** Under the progress of any build with warnings, coloured even where there is no terminal, as buildx does it. */
function warningBlock(warnings: readonly BuildWarning[]): string {
  // The same words about the same line are said once here.
  const texts = [...new Set(warnings.map(warningText))];
  if (texts.length === 0) return "";
  const count = `${texts.length} warning${texts.length === 1 ? "" : "s"} found (use docker --debug to expand):`;
  return `\n \x1b[33m${count}\n\x1b[0m${texts.map((text) => ` - ${text}\n`).join("")}`;
}

/** Docker Hub has this image, perhaps; the lab does not. */
const catalogue =
  "The lab has no network: base images come from a catalogue of its own, and this one is not in it. Press Tab after FROM in the editor to see what is.";

function isUnknownImage(message: string): boolean {
  return message.includes("failed to resolve source metadata") && message.endsWith(": not found");
}

function fail(failure: BuildFailure, request: BuildRequest, context: DockerContext): number {
  const { name, text } = request.dockerfile;
  if (failure.source && text !== undefined) {
    for (const range of [failure.source, ...(failure.moreSources ?? [])])
      for (const line of excerpt(text, name, range)) context.stderr(`${line}\n`);
  }
  context.stderr(`ERROR: failed to build: failed to solve: ${failure.message}\n`);
  if (failure.lab || isUnknownImage(failure.message)) context.stderr(`\n${labLine(catalogue)}\n`);
  return 1;
}
