/** `awk`: mawk on Debian, gawk where it is installed, and busybox's own. */
import { FsError } from "../../filesystem/errors.ts";
import { bytesToText } from "../shell/bytes.ts";
import { type Applet, at, type Applets, baseName, Tool } from "../coreutils/applet.ts";
import { PatternError } from "../coreutils/posix-pattern.ts";
import type { Process } from "../program.ts";
import { assignOperand } from "./assignments.ts";
import { type CommandLine, CommandLineMistake, readCommandLine } from "./command-line.ts";
import { type AwkName, type Dialect, dialects } from "./dialect.ts";
import { unescapeString } from "./escapes.ts";
import { MainInput } from "./main-input.ts";
import { RunFailure, SyntaxMistake } from "./mistakes.ts";
import { parseProgram } from "./parser.ts";
import { patternReason } from "./patterns.ts";
import { runProgram } from "./run.ts";
import { State } from "./state.ts";
import { Steps } from "../steps.ts";
import type { AwkProgram } from "./syntax.ts";
import { fromInput } from "./values.ts";
import { type Complaint, failureComplaint, type Source, syntaxComplaint } from "./words.ts";

const usages: Readonly<Record<AwkName, string>> = {
  mawk: "Usage: mawk [Options] [Program] [file ...]\n",
  gawk: "Usage: gawk [POSIX or GNU style options] -f progfile [--] file ...\nUsage: gawk [POSIX or GNU style options] [--] 'program' file ...\n",
  busybox: "",
};

function awk(name: "mawk" | "gawk"): Applet {
  return (process, args, tool) => {
    // Debian's alternatives make one program `awk`, `mawk` and `nawk`: it speaks under the name it was called by.
    const named = tool.gnu ? new Tool(process, baseName(process.argv[0] ?? name), tool.flavour) : tool;
    return runAwk(process, args, named, dialects[tool.gnu ? name : "busybox"]);
  };
}

export const awkApplets: Applets = { awk: awk("mawk"), mawk: awk("mawk"), gawk: awk("gawk") };

async function runAwk(process: Process, args: readonly string[], tool: Tool, dialect: Dialect): Promise<number> {
  const version = versionOf(args.join(" "), dialect);
  if (version !== undefined) {
    process.stdout(version);
    return 0;
  }
  let line: CommandLine;
  try {
    line = readCommandLine(args, dialect);
  } catch (error) {
    if (!(error instanceof CommandLineMistake)) throw error;
    return misused(process, tool, dialect, error);
  }
  const sources = readSources(process, tool, dialect, line);
  if (typeof sources === "number") return sources;
  const complain = ({ lines, status }: Complaint): number => {
    for (const text of lines) process.stderr(`${tool.name}: ${text}\n`);
    return status;
  };
  const state = new State(process, dialect);
  const program = readProgram(state, sources);
  if (!("rules" in program)) return complain(program);
  for (const assignment of line.assignments)
    if (!assignOperand(state, assignment)) return badAssignment(process, tool, dialect, assignment);
  prepare(state, tool, line);
  const input = new MainInput(state, (path) =>
    process.stderr(`${tool.name}: warning: command line argument \`${path}' is a directory: skipped\n`),
  );
  state.main = input;
  let status: number;
  try {
    status = await runProgram(state, program, input, new Steps(process, tool.name));
  } catch (error) {
    if (!(error instanceof RunFailure)) throw error;
    state.outputs.flush();
    status = complain(failureComplaint(error.failure, state));
  }
  await state.outputs.closeAll();
  await state.inputs.closeAll();
  return status;
}

function versionOf(words: string, { name }: Dialect): string | undefined {
  if (name === "gawk" && (words === "--version" || words === "-V")) return "GNU Awk 5.2.1, API 3.2\n";
  if (name === "mawk" && /^-W ?v/.test(words)) return "mawk 1.3.4 20200120\n";
  return undefined;
}

function misused(process: Process, tool: Tool, { name }: Dialect, { message, usage }: CommandLineMistake): number {
  if (message !== "" && (name !== "busybox" || !usage)) process.stderr(`${tool.name}: ${message}\n`);
  if (name === "busybox") return tool.usage(message === "" ? "missing program" : message);
  if (usage) process.stderr(usages[name]);
  return name === "mawk" ? 2 : 1;
}

function badAssignment(process: Process, tool: Tool, { name }: Dialect, word: string): number {
  if (name === "busybox") return tool.usage("missing assignment");
  const said =
    name === "mawk"
      ? `improper assignment: -v ${word}`
      : word.includes("=")
        ? `fatal: \`${word.split("=")[0]}' is not a legal variable name`
        : `\`${word}' argument to \`-v' not in \`var=value' form`;
  process.stderr(`${tool.name}: ${said}\n`);
  return 2;
}

/** The program's texts; the exit code when one can't be read. */
function readSources(process: Process, tool: Tool, dialect: Dialect, { programs }: CommandLine): readonly Source[] | number {
  const sources: Source[] = [];
  for (const { file, text } of programs) {
    if (file === undefined) {
      sources.push({ text: text ?? "" });
      continue;
    }
    try {
      sources.push({ text: bytesToText(process.fs.readFile(at(process, file))), file });
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      const said = {
        mawk: `cannot open ${file} (${error.reason})`,
        gawk: `fatal: cannot open source file \`${file}' for reading: ${error.reason}`,
        busybox: `can't open '${file}': ${error.reason}`,
      };
      return tool.fail(said[dialect.name], dialect.failureStatus);
    }
  }
  return sources;
}

function readProgram(state: State, sources: readonly Source[]): AwkProgram | Complaint {
  const text = state.decoded(sources.map((source) => source.text).join("\n"));
  const { dialect } = state;
  const whole: Source = { text, ...(sources.length === 1 && sources[0]?.file !== undefined && { file: sources[0].file }) };
  try {
    return parseProgram(text, dialect, {
      string: (written) => unescapeString(written, dialect, (code) => state.character(code)),
      pattern: (source, position) => {
        try {
          state.patterns.read(source);
        } catch (error) {
          if (!(error instanceof PatternError || error instanceof SyntaxError)) throw error;
          throw new SyntaxMistake({ kind: "pattern", pattern: source, reason: patternReason(error) }, position);
        }
      },
    });
  } catch (error) {
    if (!(error instanceof SyntaxMistake)) throw error;
    return syntaxComplaint(error, whole, dialect);
  }
}

/** What a program finds set before it begins. */
function prepare(state: State, tool: Tool, { separator, operands }: CommandLine): void {
  const argv = state.cell("ARGV").becomeArray();
  for (const [index, word] of [tool.name, ...operands].entries()) argv.set(String(index), fromInput(state.decoded(word)));
  state.set("ARGC", operands.length + 1);
  const environ = state.cell("ENVIRON").becomeArray();
  for (const [name, value] of state.process.env) environ.set(state.decoded(name), fromInput(state.decoded(value)));
  if (state.dialect.name === "gawk") {
    const info = state.cell("PROCINFO").becomeArray();
    info.set("version", "5.2.1");
    info.set("pid", state.process.pid);
    info.set("uid", state.process.uid);
    info.set("gid", state.process.gid);
  }
  if (separator === undefined) return;
  // A bare `t` has stood for a tab since the first awk.
  const text =
    separator === "t"
      ? "\t"
      : unescapeString(state.decoded(separator), { keepsBackslash: true, joinsLines: true }, (code) => state.character(code));
  state.set("FS", text);
}
