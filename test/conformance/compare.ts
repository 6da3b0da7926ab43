/** One script on two engines, line by line. */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { masked } from "../client/run/replay.ts";
import { differences } from "./differs.ts";
import type { Script } from "./scripts.ts";

export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Difference {
  /** The line's place in the script, from 0. */
  readonly at: number;
  readonly line: string;
  /** Masked, as they were compared. */
  readonly real: Answer;
  readonly drydock: Answer;
  /** The reason that there is no difference any more for. */
  readonly stale?: string;
}

export interface Engines {
  readonly real: NodeJS.ProcessEnv;
  readonly drydock: NodeJS.ProcessEnv;
}

/** Milliseconds for one line. */
const patience = 30_000;

/**
 * Runs a script on both, and where a line differs, once more on both: what agrees the second time was chance (which of two
 * requests a daemon ends first), what differs again is ours.
 */
export async function compareScript(script: Script, engines: Engines): Promise<Difference[]> {
  const found = await compareOnce(script, engines);
  if (found.length === 0) return found;
  const again = new Set((await compareOnce(script, engines)).map(({ at }) => at));
  return found.filter(({ at }) => again.has(at));
}

async function compareOnce(script: Script, engines: Engines): Promise<Difference[]> {
  const [real, drydock] = await Promise.all([runScript(script, engines.real), runScript(script, engines.drydock)]);
  const known = differences[script.name] ?? {};
  const unused = new Set(Object.keys(known));
  const found = script.lines.flatMap((line, at): Difference[] => {
    const answers = { real: real[at] as Answer, drydock: drydock[at] as Answer };
    const same = JSON.stringify(answers.real) === JSON.stringify(answers.drydock);
    unused.delete(line);
    const reason = known[line];
    if (same) return reason === undefined || reason.startsWith("chance") ? [] : [{ at, line, ...answers, stale: reason }];
    return reason === undefined ? [{ at, line, ...answers }] : [];
  });
  if (unused.size > 0) throw new Error(`differs.ts names lines that ${script.name} has not: ${[...unused].join("; ")}`);
  return found;
}

async function runScript({ lines, files }: Script, environment: NodeJS.ProcessEnv): Promise<Answer[]> {
  const cwd = mkdtempSync(path.join(tmpdir(), "conformance-"));
  if (files !== undefined) cpSync(files, cwd, { recursive: true });
  // Only the classic builder goes over the API; hints are for people.
  const env = { ...environment, DOCKER_BUILDKIT: "0", DOCKER_CLI_HINTS: "false", SOCKET: environment.DOCKER_HOST?.replace("unix://", "") };
  const answers: Answer[] = [];
  try {
    for (const line of lines) answers.push(await runLine(line, cwd, env));
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
  return answers;
}

function runLine(line: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that all of a line can be ended.
    const child = spawn("bash", ["-c", line], { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const timer = setTimeout(() => process.kill(-(child.pid as number), "SIGKILL"), patience);
    const out = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        out[stream] += text;
      });
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve(comparable({ exitCode: code ?? -1, ...out }, line, cwd));
    });
  });
}

/** What Compose does side by side it also tells in any order. */
const sideBySide = /\bdocker compose\b/;

function comparable({ exitCode, stdout, stderr }: Answer, line: string, cwd: string): Answer {
  const shown = (text: string): string => text.replaceAll(cwd, "FOLDER").replaceAll(path.basename(cwd), "FOLDER");
  // Both sides as if the newer engine spoke: the words that it has dropped are dropped.
  const answer = masked({ line, exitCode, stdout: shown(stdout), stderr: shown(stderr) }, { engine: "28.5", transcript: [] });
  if (!sideBySide.test(line)) return answer;
  const sorted = (text: string): string => text.split("\n").toSorted().join("\n");
  return { exitCode, stdout: sorted(answer.stdout), stderr: sorted(answer.stderr) };
}
