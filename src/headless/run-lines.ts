import { screenText } from "../engine/programs/shell/bytes.ts";
import type { LabSession } from "../shell/session.ts";

export interface LineResult {
  readonly line: string;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Joins lines that belong together: an open quote, a here-document, a `\` at the end. */
export async function* commands(lines: AsyncIterable<string> | Iterable<string>, session: LabSession): AsyncGenerator<string> {
  let open: string | undefined;
  for await (const line of lines) {
    const command: string = open === undefined ? line : `${open}\n${line}`;
    open = session.isIncomplete(command) ? command : undefined;
    if (open === undefined) yield command;
  }
  if (open !== undefined) yield open;
}

/** Milliseconds of real time for one line. */
const patience = 60_000;

export interface Output {
  stdout(text: string): void;
  stderr(text: string): void;
}

/**
 * Runs a command; resolves to its exit code. Nobody is there to press Ctrl-C, so one that never ends is ended like that: at
 * once when all that it waits for is asleep for good (a server in the foreground), otherwise when its time is over.
 */
export async function execLine(session: LabSession, line: string, output: Output): Promise<number> {
  const control = new AbortController();
  let why: string | undefined;
  const interrupt = (reason: string): void => {
    why = reason;
    control.abort();
  };
  const asleep = (): void => interrupt("it waits, and nothing is left that could wake it");
  const timer = setTimeout(() => interrupt(`it has run for ${patience / 1000} seconds`), patience);
  // The timer alone must not keep Node from seeing that nothing is left to do.
  timer.unref();
  process.once("beforeExit", asleep);
  try {
    const { exitCode } = await session.exec(line, { numbersLines: true, signal: control.signal, ...output });
    if (why !== undefined) output.stderr(`lab: ended as by Ctrl-C: ${why}\n`);
    return exitCode;
  } finally {
    clearTimeout(timer);
    process.off("beforeExit", asleep);
  }
}

/** Runs a command and collects what it prints. */
export async function runLine(session: LabSession, line: string): Promise<LineResult> {
  const out = { stdout: "", stderr: "" };
  const exitCode = await execLine(session, line, {
    stdout: (text) => {
      out.stdout += text;
    },
    stderr: (text) => {
      out.stderr += text;
    },
  });
  return { line, exitCode, stdout: screenText()(out.stdout), stderr: screenText()(out.stderr) };
}

/** Runs a script, line by line, whatever the lines answer. */
export async function runScript(session: LabSession, script: string): Promise<LineResult[]> {
  const results: LineResult[] = [];
  for await (const line of commands(script.replace(/\r?\n$/, "").split(/\r?\n/), session)) results.push(await runLine(session, line));
  return results;
}
