/** `docker build --call`: asks, and prints the answer as text or JSON. */
import type { BuildOutline, BuildTarget, BuildWarning, OutlineEntry } from "../../engine/api.ts";
import { toBase64 } from "../../engine/base64.ts";
import { excerpt } from "../../engine/dockerfile/excerpt.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";
import { goJson } from "../format/json.ts";
import { alignCells } from "../format/table.ts";
import type { Display } from "../progress/display.ts";
import { follow } from "../progress/follow.ts";
import type { CallRequest } from "./call.ts";
import { checkJson, location, printCheck } from "./check.ts";
import type { PreparedBuild } from "./request.ts";
import { writeJson } from "./result-files.ts";

export interface CallDisplay {
  readonly display: Display;
  /** Prints what the lint found, below the progress. */
  tellWarnings(warnings: readonly BuildWarning[]): void;
  /** `--quiet`: an empty line stands for the image's id. */
  readonly printsId: boolean;
}

/** Returns the exit code. @throws CliError when there is no such call, or the Dockerfile cannot be read */
export async function printCall(
  prepared: PreparedBuild,
  call: CallRequest,
  flags: FlagValues,
  context: DockerContext,
  { display, tellWarnings, printsId }: CallDisplay,
): Promise<number> {
  const isCheck = call.name === "lint";
  const asked = call.name === "outline" ? { call: "outline" as const } : isCheck ? {} : { call: "targets" as const };
  // What is called looks at the platform of the builder.
  const { platform: _, ...every } = prepared.request;
  const request = { ...every, check: true, ...asked };
  const result = await follow(display, context, (options) => context.engine.build(request, options));
  if (printsId) context.stdout("\n");
  const { name, text = "" } = request.dockerfile;
  const { failure } = result;
  const metadataFile = flags.text("metadata-file");
  if (isCheck && !failure?.noFrontend) {
    if (metadataFile)
      writeJson(metadataFile, { "result.json": checkJson(result.view.warnings, failure, request.dockerfile), version: "1.0.0" }, context);
    return printCheck(prepared, result, context);
  }
  if (failure) {
    if (failure.source) for (const line of excerpt(text, name, failure.source)) context.stderr(`${line}\n`);
    throw new CliError(`failed to build: failed to solve: ${failure.message}`);
  }
  const answer = answerOf(call, result.outline, result.targets, text);
  if (!answer) {
    const what = `unsupported request frontend.${call.name}`;
    throw new CliError(`failed to build: failed to solve: ${what}: ${what}`);
  }
  if (call.name === "outline") tellWarnings(result.view.warnings);
  if (metadataFile) writeJson(metadataFile, { "result.json": answer.json, "result.txt": answer.text, version: "1.0.0" }, context);
  context.stdout(call.format === "json" ? `${goJson(answer.json, "  ")}\n` : answer.text);
  return 0;
}

interface Answer {
  readonly json: object;
  readonly text: string;
}

function answerOf(
  { name }: CallRequest,
  outline: BuildOutline | undefined,
  targets: readonly BuildTarget[] | undefined,
  source: string,
): Answer | undefined {
  if (outline) return { json: outlineJson(outline, source), text: outlineText(outline) };
  if (name === "targets" && targets) return { json: targetsJson(targets, source), text: targetsText(targets) };
  if (name === "subrequests.describe") return { json: requests, text: describeText() };
  return undefined;
}

const requests = [
  { name: "frontend.outline", version: "1.0.0", type: "rpc", description: "List all parameters current build target supports" },
  { name: "frontend.targets", version: "1.0.0", type: "rpc", description: "List all targets current build supports" },
  { name: "frontend.subrequests.describe", version: "1.0.0", type: "rpc", description: "List available subrequest types" },
];

function describeText(): string {
  const rows = requests.map(({ name, version, description }) => [name.replace("frontend.", ""), version, description]);
  return alignCells([["NAME", "VERSION", "DESCRIPTION"], ...rows], 1);
}

function outlineJson({ name, description, args, secrets, ssh }: BuildOutline, source: string): object {
  const entry = ({ name, value, description, required, range }: OutlineEntry) => ({
    name,
    ...(description ? { description } : {}),
    ...(required ? { required } : {}),
    ...(value ? { value } : {}),
    location: location(range),
  });
  return {
    ...(name ? { name } : {}),
    ...(description ? { description } : {}),
    ...(args.length > 0 ? { args: args.map(entry) } : {}),
    ...(secrets.length > 0 ? { secrets: secrets.map(entry) } : {}),
    ...(ssh.length > 0 ? { ssh: ssh.map(entry) } : {}),
    sources: [toBase64(source)],
  };
}

function outlineText({ name, description, args, secrets, ssh }: BuildOutline): string {
  const head = [...(name ? [["TARGET:", name]] : []), ...(description ? [["DESCRIPTION:", description]] : [])];
  const required = (what: string, entries: readonly OutlineEntry[]) =>
    entries.length === 0 ? [] : [alignCells([[what, "REQUIRED"], ...entries.map((one) => [one.name, one.required ? "true" : ""])], 3)];
  const blocks = [
    ...(head.length > 0 ? [alignCells(head, 1)] : []),
    ...(args.length > 0
      ? [alignCells([["BUILD ARG", "VALUE", "DESCRIPTION"], ...args.map((arg) => [arg.name, arg.value ?? "", arg.description ?? ""])], 3)]
      : []),
    ...required("SECRET", secrets),
    ...required("SSH", ssh),
  ];
  return blocks.map((block) => `${block}\n`).join("");
}

function targetsJson(targets: readonly BuildTarget[], source: string): object {
  return {
    targets: targets.map(({ name, isDefault, description, base, platform, range }) => ({
      ...(name ? { name } : {}),
      ...(isDefault ? { default: true } : {}),
      ...(description ? { description } : {}),
      base,
      ...(platform ? { platform } : {}),
      location: location(range),
    })),
    sources: [toBase64(source)],
  };
}

function targetsText(targets: readonly BuildTarget[]): string {
  const label = ({ name = "", isDefault }: BuildTarget): string => (isDefault ? `${name} (default)`.trimStart() : name);
  return alignCells([["TARGET", "DESCRIPTION"], ...targets.map((target) => [label(target), target.description ?? ""])], 1);
}
