/** `check-lessons`: every exercise is proved by its own answers. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { virtualStart } from "../engine/clocks.ts";
import { fromPaths } from "../engine/filesystem/build.ts";
import type { Exercise } from "../grading/exercise.ts";
import type { CheckReport } from "../grading/grade.ts";
import { ExerciseError } from "../grading/validate.ts";
import { readArguments, UsageError } from "./arguments.ts";
import { gradeAnswer } from "./grade.ts";
import { findLesson, type Lesson, loadExercise, readModules, startingWorkspace } from "./lessons.ts";
import { overlay, ownedBy, readWorkspace, without } from "./workspace.ts";

const leastWrongAnswers = 3;

/** What was proved, or why not. */
export interface Proof {
  /** `wrong/forgets-the-list`. */
  readonly what: string;
  /** Absent when it holds. */
  readonly problem?: string;
}

/** Checks the lessons named, or all. Resolves to 0 when every exercise holds, else 1. */
export async function checkLessons(words: readonly string[]): Promise<number> {
  const args = readArguments(words, {});
  const lessons =
    args.words.length > 0
      ? args.words.map((name) => findLesson(name))
      : readModules().flatMap((module) => module.lessons.filter(({ hasExercise }) => hasExercise));
  let problems = 0;
  let proofs = 0;
  for (const lesson of lessons) {
    process.stdout.write(`${lesson.folder}\n`);
    for await (const { what, problem } of proveLesson(lesson)) {
      proofs++;
      if (problem !== undefined) problems++;
      process.stdout.write(problem === undefined ? `  ✓ ${what}\n` : `  ✗ ${what}\n      ${problem.replaceAll("\n", "\n      ")}\n`);
    }
  }
  process.stdout.write(
    problems === 0
      ? `${proofs} answers to ${lessons.length} exercises were judged as they should be.\n`
      : `${problems} of ${proofs} do not hold.\n`,
  );
  return problems === 0 ? 0 : 1;
}

/** One proof after the other: the exercise itself, its start, its solution, its alternatives, its wrong answers. */
export async function* proveLesson(lesson: Lesson): AsyncGenerator<Proof> {
  let exercise: Exercise;
  try {
    exercise = await loadExercise(lesson);
  } catch (error) {
    if (!(error instanceof ExerciseError || error instanceof UsageError)) throw error;
    yield { what: "exercise.ts", problem: error.message };
    return;
  }
  const start = startingWorkspace(lesson, exercise);
  const answer = async (folder: string): Promise<CheckReport[]> => {
    const files = readWorkspace(join(lesson.path, folder), virtualStart);
    return gradeAnswer(
      exercise,
      overlay(start, without(files, "commands.sh", "expect.json")),
      textOf(join(lesson.path, folder, "commands.sh")),
    );
  };

  yield { what: "the start fails", ...problemOf(startProblem(await gradeAnswer(exercise, start, undefined))) };
  if (!existsSync(join(lesson.path, "solution")))
    yield { what: "solution", problem: `there is no ${lesson.folder}/solution: add the files that solve it and commands.sh` };
  else yield { what: "the solution passes", ...problemOf(notPassed(await answer("solution"))) };
  for (const { title, files, commands = textOf(join(lesson.path, "solution", "commands.sh")) } of exercise.alternatives ?? []) {
    const other = overlay(start, fromPaths(new Map(Object.entries(files)), ownedBy(virtualStart)));
    yield { what: `the alternative “${title}” passes`, ...problemOf(notPassed(await gradeAnswer(exercise, other, commands))) };
  }
  const wrong = folders(join(lesson.path, "wrong"));
  if (wrong.length < leastWrongAnswers) {
    yield {
      what: "wrong answers",
      problem: `${lesson.folder}/wrong has ${wrong.length}: add folders until there are at least ${leastWrongAnswers}, each a mistake a learner would make`,
    };
  }
  for (const name of wrong) {
    const expected = readExpectation(join(lesson.path, "wrong", name, "expect.json"), exercise);
    const problem = typeof expected === "string" ? expected : wrongProblem(await answer(`wrong/${name}`), expected);
    yield { what: `wrong/${name}`, ...problemOf(problem) };
  }
}

interface Expectation {
  readonly check: string;
  readonly words: readonly string[];
}

function readExpectation(file: string, exercise: Exercise): Expectation | string {
  const text = textOf(file);
  const form = 'write {"check": "<id of a check>", "words": ["…", "…"]}';
  if (text === undefined) return `${file} is missing: ${form}`;
  let value: Partial<Expectation>;
  try {
    value = JSON.parse(text) as Partial<Expectation>;
  } catch (error) {
    return `${file} is not JSON (${(error as Error).message}): ${form}`;
  }
  const { check, words } = value;
  if (typeof check !== "string" || !exercise.checks.some(({ id }) => id === check)) {
    return `${file}: there is no check ${JSON.stringify(check)}; there are: ${exercise.checks.map(({ id }) => id).join(", ")}`;
  }
  if (!Array.isArray(words) || words.length === 0 || !words.every((word) => typeof word === "string" && word !== ""))
    return `${file}: \`words\` must name words the learner is told: ${form}`;
  return { check, words };
}

function startProblem(checks: readonly CheckReport[]): string | undefined {
  if (checks.every(({ status }) => status === "pass")) return "every check passes before anything was done";
  const errors = checks.filter(({ status }) => status === "error");
  return errors.length > 0 ? told(errors) : undefined;
}

function notPassed(checks: readonly CheckReport[]): string | undefined {
  const others = checks.filter(({ status }) => status !== "pass");
  return others.length > 0 ? told(others) : undefined;
}

function wrongProblem(checks: readonly CheckReport[], { check, words }: Expectation): string | undefined {
  const judged = checks.find(({ id }) => id === check);
  if (judged?.status !== "fail") return `\`${check}\` should fail. It does not:\n${told(checks)}`;
  const message = plain(judged.message ?? "");
  const missing = words.filter((word) => !message.includes(plain(word)));
  return missing.length > 0
    ? `\`${check}\` fails as it should, but does not say ${missing.map((word) => JSON.stringify(word)).join(", ")}:\n${told([judged])}`
    : undefined;
}

/** Letter case, line breaks and the marks of inline code do not count. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll("`", "").replace(/\s+/g, " ");
}

/** Checks that only wait for another say nothing of their own. */
function told(checks: readonly CheckReport[]): string {
  const run = checks.filter(({ status }) => status !== "waiting");
  return run.map(({ id, status, message = "" }) => `${status} ${id}${message && `: ${message}`}`).join("\n");
}

function problemOf(problem: string | undefined): { problem?: string } {
  return problem === undefined ? {} : { problem };
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function folders(path: string): string[] {
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => name).sort();
}
