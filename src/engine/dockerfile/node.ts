/**
 * The first of BuildKit's two passes: every line becomes a keyword, flags and arguments. Mistakes found here carry no
 * line prefix and are reported before any that the second pass would find, wherever they stand.
 */
import { DockerfileError, type Heredoc } from "./ast.ts";
import type { SourceRange } from "../api.ts";
import { splitFlags } from "./flags.ts";
import { readHeredocs } from "./heredoc.ts";
import { parseJsonForm } from "./json-form.ts";
import type { LineReader, LogicalLine } from "./lines.ts";
import { cutBlank, isSpace, none, splitBlanks, trim } from "./text.ts";
import { parsePairs, splitWords, type Pairs } from "./words.ts";

export interface InstructionNode {
  readonly keyword: string;
  /** The keyword in lower case: what the instruction is. */
  readonly name: string;
  readonly flags: readonly string[];
  readonly args: readonly string[];
  /** The arguments were a JSON array. */
  readonly json: boolean;
  /** ENV and LABEL. */
  readonly pairs?: Pairs;
  /** The instruction behind ONBUILD. */
  readonly trigger?: InstructionNode;
  readonly heredocs: readonly Heredoc[];
  /** The joined line. */
  readonly source: string;
  readonly range: SourceRange;
  /** The comments right above. */
  readonly comments: readonly string[];
}

type Parsed = Pick<InstructionNode, "keyword" | "name" | "flags" | "args" | "json" | "pairs" | "trigger">;

/** Makes the node of a line that was just read; reads on for here-documents. Throws with the range of the instruction. */
export function readNode(line: LogicalLine, reader: LineReader): InstructionNode {
  try {
    const parsed = parseLine(line.text, reader.escape);
    const heredocs = line.text.includes("<<") && takesHeredocs(parsed.trigger ?? parsed) ? readHeredocs(line.text, reader) : none;
    return { ...parsed, heredocs, source: line.text, range: reader.rangeFrom(line.startLine, line.startColumn), comments: line.comments };
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    throw new DockerfileError(error.message, reader.rangeFrom(line.startLine, line.startColumn));
  }
}

function takesHeredocs(node: Parsed): boolean {
  return !node.json && (node.name === "run" || node.name === "copy" || node.name === "add");
}

function parseLine(line: string, escapeChar: string): Parsed {
  const [keyword, rest] = cutBlank(trim(line));
  const name = keyword.toLowerCase();
  const { flags, rest: unflagged } = splitFlags(rest ?? "", escapeChar);
  return { keyword, name, flags, ...parseArguments(name, trim(unflagged), escapeChar) };
}

function parseArguments(name: string, rest: string, escapeChar: string): Pick<Parsed, "args" | "json" | "pairs" | "trigger"> {
  const plain = (args: readonly string[]) => ({ args, json: false });
  if (rest === "") return plain(none);
  switch (name) {
    case "run":
    case "cmd":
    case "entrypoint":
    case "shell":
      return maybeJson(rest) ?? plain([rest]);
    case "copy":
    case "add":
    case "volume":
      return maybeJson(rest) ?? plain(splitBlanks(rest));
    case "from":
    case "expose":
      return plain(splitBlanks(rest));
    case "env":
    case "label":
      return { ...plain(none), pairs: parsePairs(rest, name === "env" ? "ENV" : "LABEL", escapeChar) };
    case "arg":
      return plain(splitWords(rest, escapeChar));
    case "maintainer":
    case "stopsignal":
    case "user":
    case "workdir":
      return plain([rest]);
    case "healthcheck":
      return parseHealth(rest);
    case "onbuild":
      return { ...plain(none), trigger: parseTriggerLine(rest, escapeChar) };
    default:
      return plain(none);
  }
}

function maybeJson(rest: string) {
  const args = parseJsonForm(rest);
  return args && { args, json: true };
}

function parseHealth(rest: string) {
  let end = 0;
  while (end < rest.length && !isSpace(rest.charCodeAt(end))) end++;
  const type = rest.slice(0, end);
  const command = trim(rest.slice(end));
  const json = command === "" ? undefined : parseJsonForm(command);
  if (json) return { args: [type, ...json], json: true };
  return { args: command === "" ? [type] : [type, command], json: false };
}

/** A trigger of a trigger is refused later; looking two deep is enough to know. */
function parseTriggerLine(rest: string, escapeChar: string): InstructionNode {
  const nowhere = { startLine: 0, startColumn: 0, endLine: 0, endColumn: 0 };
  const [keyword] = cutBlank(rest);
  const parsed =
    keyword.toLowerCase() === "onbuild" ? { keyword, name: "onbuild", flags: none, args: none, json: false } : parseLine(rest, escapeChar);
  return { ...parsed, heredocs: none, source: rest, range: nowhere, comments: none };
}
