/** `grade`: an answer to an exercise, judged. */
import { readFileSync } from "node:fs";
import { virtualStart } from "../engine/clocks.ts";
import type { DirectoryNode } from "../engine/filesystem/node.ts";
import type { Exercise } from "../grading/exercise.ts";
import { beginLab } from "../grading/begin.ts";
import { type CheckReport, grade } from "../grading/grade.ts";
import { readArguments, UsageError } from "./arguments.ts";

import { findLesson, loadExercise, startingWorkspace } from "./lessons.ts";
import { runScript } from "./run-lines.ts";
import { overlay, readWorkspace } from "./workspace.ts";

/** A check as the outside sees it: one that was not run has failed, with a message that says so. */
interface GradedCheck {
  readonly id: string;
  readonly status: "pass" | "fail" | "error";
  readonly message: string;
}

/** Lays files in a fresh lab, begins as the exercise does, runs a script in it, grades. Throws when a line of the beginning fails. */
export async function gradeAnswer(exercise: Exercise, workspace: DirectoryNode, script: string | undefined): Promise<CheckReport[]> {
  const { createLab } = await import("./lab.ts");
  const session = createLab(workspace);
  await beginLab(exercise, session);
  if (script !== undefined) await runScript(session, script);
  return grade(exercise, session);
}

function outside({ id, status, message = "" }: CheckReport): GradedCheck {
  return { id, status: status === "waiting" ? "fail" : status, message };
}

/** Resolves to 0 when all checks pass, 1 when one fails, 2 when none fails but some could not be run. */
export async function gradeCommand(words: readonly string[]): Promise<number> {
  const args = readArguments(words, { values: ["workspace", "script"], switches: ["json"] });
  const [name, ...more] = args.words;
  const folder = args.value("workspace");
  if (name === undefined || more.length > 0 || folder === undefined)
    throw new UsageError("usage: grade LESSON --workspace DIR [--script FILE] [--json]");
  const lesson = findLesson(name);
  const exercise = await loadExercise(lesson);
  const workspace = overlay(startingWorkspace(lesson, exercise), readWorkspace(folder, virtualStart));
  const checks = (await gradeAnswer(exercise, workspace, readScript(args.value("script")))).map(outside);
  const passed = checks.every(({ status }) => status === "pass");
  if (args.has("json")) process.stdout.write(`${JSON.stringify({ lesson: lesson.slug, passed, checks })}\n`);
  else for (const check of checks) process.stdout.write(`${stamps[check.status]} ${check.id}${check.message && `: ${check.message}`}\n`);
  return passed ? 0 : checks.some(({ status }) => status === "fail") ? 1 : 2;
}

const stamps = { pass: "pass ", fail: "FAIL ", error: "ERROR" } as const;

function readScript(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read the script: ${(error as Error).message}`);
  }
}
