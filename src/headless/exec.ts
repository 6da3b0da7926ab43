/** `exec`: shell lines in, output or JSON out. */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { virtualStart } from "../engine/clocks.ts";
import { directory, fromPaths } from "../engine/filesystem/build.ts";
import { textToBytes } from "../engine/programs/shell/bytes.ts";
import { readArguments, UsageError } from "./arguments.ts";
import { commands, execLine, type Output, runLine } from "./run-lines.ts";
import { ownedBy, readWorkspace } from "./workspace.ts";

/**
 * Runs the lines of standard input in one lab, or with `--cases` many scripts in a lab each. Resolves to the exit code of
 * the last line, as a shell has it; to 0 with `--json` and `--cases`, where each line's code is printed.
 */
export async function exec(words: readonly string[]): Promise<number> {
  const args = readArguments(words, { values: ["workspace", "cases"], switches: ["json"] });
  if (args.words.length > 0)
    throw new UsageError(`exec takes its lines from standard input, not from its arguments: ${args.words.join(" ")}`);
  const cases = args.value("cases");
  if (cases !== undefined) return runCases(cases);
  const folder = args.value("workspace");
  const skipped = (path: string) => process.stderr.write(`lab: left out ${path}: neither a file nor a folder nor a link\n`);
  const workspace = folder === undefined ? directory({}, ownedBy(virtualStart)) : readWorkspace(folder, virtualStart, skipped);
  const { createLab } = await import("./lab.ts");
  const session = createLab(workspace);
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  let exitCode = 0;
  for await (const line of commands(lines, session)) {
    if (args.has("json")) process.stdout.write(`${JSON.stringify(await runLine(session, line))}\n`);
    else exitCode = await execLine(session, line, output);
  }
  return exitCode;
}

const output: Output = {
  stdout: (text) => void process.stdout.write(textToBytes(text)),
  stderr: (text) => void process.stderr.write(textToBytes(text)),
};

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly script: readonly string[];
}

async function runCases(path: string): Promise<number> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read the cases: ${(error as Error).message}`);
  }
  const { createLab } = await import("./lab.ts");
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const { name, files, script } = readCase(line, `${path}:${index + 1}`);
    const session = createLab(fromPaths(new Map(Object.entries(files)), ownedBy(virtualStart)));
    const transcript = [];
    for (const each of script) transcript.push(await runLine(session, each));
    process.stdout.write(`${JSON.stringify({ name, transcript })}\n`);
  }
  return 0;
}

function readCase(line: string, where: string): Case {
  let value: Partial<Case>;
  try {
    value = JSON.parse(line) as Partial<Case>;
  } catch (error) {
    throw new UsageError(`${where}: not JSON: ${(error as Error).message}`);
  }
  const { name, files = {}, script } = value;
  if (typeof name !== "string") throw new UsageError(`${where}: \`name\` is missing: give the case one`);
  if (!Array.isArray(script) || !script.every((each) => typeof each === "string"))
    throw new UsageError(`${where}: \`script\` must be a list of shell lines`);
  if (typeof files !== "object" || !Object.values(files).every((each) => typeof each === "string"))
    throw new UsageError(`${where}: \`files\` must be an object of paths and texts`);
  return { name, files, script };
}
