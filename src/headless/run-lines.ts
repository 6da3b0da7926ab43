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

/** Runs a command and collects what it prints. */
export async function runLine(session: LabSession, line: string): Promise<LineResult> {
  const out = { stdout: "", stderr: "" };
  const { exitCode } = await session.exec(line, {
    numbersLines: true,
    stdout: (text) => {
      out.stdout += text;
    },
    stderr: (text) => {
      out.stderr += text;
    },
  });
  return { line, exitCode, ...out };
}

/** Runs a script, line by line, whatever the lines answer. */
export async function runScript(session: LabSession, script: string): Promise<LineResult[]> {
  const results: LineResult[] = [];
  for await (const line of commands(script.replace(/\r?\n$/, "").split(/\r?\n/), session)) results.push(await runLine(session, line));
  return results;
}
