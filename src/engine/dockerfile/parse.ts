/** A Dockerfile's text, understood (spec §8). */
import {
  DockerfileError,
  type ArgInstruction,
  type Directives,
  type Dockerfile,
  type FromInstruction,
  type Instruction,
  type Stage,
} from "./ast.ts";
import type { BuildWarning } from "../api.ts";
import { checkDirective, parseCheck } from "./directives.ts";
import { type Features, builtIn, featuresFor } from "./frontend.ts";
import { parseCopy } from "./instructions/copy.ts";
import { parseFrom } from "./instructions/from.ts";
import { parseHealthcheck } from "./instructions/healthcheck.ts";
import { parseOnbuild } from "./instructions/onbuild.ts";
import { parseRun } from "./instructions/run.ts";
import { parseCommand, parseExpose, parseShell, parseSingle, parseVolume, parseWorkdir } from "./instructions/settings.ts";
import { parseArg, parseEnv } from "./instructions/variables.ts";
import { mostInstructions, tooLong } from "./limits.ts";
import { LineReader } from "./lines.ts";
import { lintDescription, lintEmptyContinuation, lintInstruction, lintStages } from "./lint/parse-rules.ts";
import { reported } from "./lint/reported.ts";
import { readNode, type InstructionNode } from "./node.ts";
import { withSuggestion } from "./suggest.ts";

/** Every instruction there is, the most used first: of equally near ones that is the one suggested. */
export const instructionNames = [
  "FROM",
  "RUN",
  "COPY",
  "ADD",
  "WORKDIR",
  "ENV",
  "ARG",
  "CMD",
  "ENTRYPOINT",
  "EXPOSE",
  "USER",
  "VOLUME",
  "LABEL",
  "HEALTHCHECK",
  "SHELL",
  "STOPSIGNAL",
  "ONBUILD",
  "MAINTAINER",
] as const;

/** What from outside the text changes how it is read. */
export interface ParseOptions {
  /** `BUILDKIT_SYNTAX` and `BUILDKIT_DOCKERFILE_CHECK` among them take the place of the directives. */
  readonly buildArgs?: Readonly<Record<string, string>>;
}

/**
 * Parses a Dockerfile. Throws `DockerfileError`, and nothing else, with BuildKit's message and the range it marks.
 * The warnings in the result are those of the parser alone; `lintDockerfile` finds all of them.
 */
export function parseDockerfile(text: string, { buildArgs = {} }: ParseOptions = {}): Dockerfile {
  const given = buildArgs.BUILDKIT_DOCKERFILE_CHECK;
  const asked = given === undefined ? undefined : parseCheck(given);
  if (text === "") throw new DockerfileError("the Dockerfile cannot be empty");
  const check = asked ?? checkDirective(text);
  const features = featuresFor(text, buildArgs);
  const { nodes, warnings, ...token } = readNodes(text);
  const directives: Directives = { ...token, ...(check && { check }) };
  const { globalArgs, stages } = assemble(nodes, directives, features, warnings);
  if (stages.length === 0) throw new DockerfileError("dockerfile contains no stages to build", undefined, reported(warnings, directives));
  lintStages(stages, warnings);
  return { text, directives, features, globalArgs, stages, warnings };
}

/** An ONBUILD trigger as an instruction of its own. Its range is that within the trigger. */
export function parseTrigger(text: string, features: Features = builtIn): Instruction {
  const { nodes } = readNodes(text);
  const [node] = nodes;
  if (!node || nodes.length !== 1) throw new DockerfileError("onbuild trigger should be a single expression");
  const instruction = parseInstruction(node, features);
  if (instruction.kind === "FROM") throw new DockerfileError("FROM isn't allowed as an ONBUILD trigger", node.range);
  return instruction;
}

/** First pass: the whole text, line by line. */
function readNodes(text: string): { nodes: InstructionNode[]; escape: Directives["escape"]; warnings: BuildWarning[] } {
  const reader = new LineReader(text);
  const nodes: InstructionNode[] = [];
  const warnings: BuildWarning[] = [];
  for (let line = reader.logical(); line; line = reader.logical()) {
    if (line.hasGap) lintEmptyContinuation(reader, warnings);
    nodes.push(readNode(line, reader));
    if (nodes.length > 10 * mostInstructions) throw tooLong(nodes.length);
  }
  if (nodes.length === 0) throw new DockerfileError("file with no instructions", reader.currentRange());
  if (reader.overlong) throw new DockerfileError("dockerfile line greater than max allowed size of 65535", reader.currentRange());
  return { nodes, escape: reader.escape, warnings };
}

/** Second pass: instruction by instruction, into stages. */
function assemble(nodes: readonly InstructionNode[], directives: Directives, features: Features, warnings: BuildWarning[]) {
  const globalArgs: ArgInstruction[] = [];
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  for (const node of nodes) {
    const instruction = checked(node, directives, features, warnings);
    if (instruction.kind === "FROM") {
      const name = instruction.as?.name.toLowerCase();
      stages.push({ index: stages.length, ...(name === undefined ? {} : { name }), from: instruction, instructions: [] });
      continue;
    }
    const stage = stages.at(-1);
    if (stage) stage.instructions.push(instruction);
    else if (instruction.kind === "ARG") globalArgs.push(instruction);
    else throw new DockerfileError("no build stage in current context", node.range, reported(warnings, directives));
  }
  return { globalArgs, stages };
}

function checked(
  node: InstructionNode,
  directives: Directives,
  features: Features,
  warnings: BuildWarning[],
): Instruction | FromInstruction {
  lintInstruction(node, warnings);
  try {
    const instruction = parseInstruction(node, features);
    if (instruction.kind === "FROM" && instruction.as) lintDescription(node, [instruction.as.name.toLowerCase()], warnings);
    if (instruction.kind === "ARG")
      lintDescription(
        node,
        instruction.args.map(({ key }) => key),
        warnings,
      );
    return instruction;
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    throw new DockerfileError(
      `dockerfile parse error on line ${node.range.startLine}: ${error.message}`,
      node.range,
      reported(warnings, directives),
    );
  }
}

function parseInstruction(node: InstructionNode, features: Features): Instruction | FromInstruction {
  switch (node.name) {
    case "from":
      return parseFrom(node);
    case "run":
      return parseRun(node, features);
    case "copy":
    case "add":
      return parseCopy(node, features);
    case "workdir":
      return parseWorkdir(node);
    case "env":
    case "label":
      return parseEnv(node);
    case "arg":
      return parseArg(node);
    case "user":
    case "stopsignal":
    case "maintainer":
      return parseSingle(node);
    case "cmd":
    case "entrypoint":
      return parseCommand(node);
    case "expose":
      return parseExpose(node);
    case "volume":
      return parseVolume(node);
    case "shell":
      return parseShell(node);
    case "healthcheck":
      return parseHealthcheck(node);
    case "onbuild":
      return parseOnbuild(node);
    default:
      throw new DockerfileError(withSuggestion(`unknown instruction: ${node.keyword}`, node.keyword, instructionNames, false));
  }
}
