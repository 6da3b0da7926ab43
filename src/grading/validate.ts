import type { Check, Exercise } from "./exercise.ts";

/** A mistake in an exercise: ours, never the learner's. `message` names the file and what to write instead. */
export class ExerciseError extends Error {
  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.name = "ExerciseError";
  }
}

const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * The exercise that a module has as its default export. `file` is named in errors. Throws `ExerciseError` with the first
 * mistake and its remedy.
 */
export function validateExercise(module: unknown, file: string): Exercise {
  const fail = (problem: string): never => {
    throw new ExerciseError(file, problem);
  };
  const exercise = (module as { default?: unknown } | null)?.default;
  if (!isRecord(exercise)) return fail("has no exercise: end it with `export default exercise;`");
  const { task, checks, hints, startFiles, begin, alternatives } = exercise;
  if (!isText(task)) fail("`task` is missing: say in one sentence what the learner is to do");
  if (!Array.isArray(checks) || checks.length === 0) return fail("`checks` is missing or empty: an exercise has at least one check");
  if (!Array.isArray(hints) || !hints.every(isText)) fail("`hints` must be a list of sentences; it may be empty");
  checkStartFiles(startFiles, fail);
  if (begin !== undefined && !(Array.isArray(begin) && begin.every(isText))) fail("`begin` must be a list of lines for the shell");
  checkAlternatives(alternatives, fail);
  const known = new Set<string>();
  for (const [index, check] of (checks as unknown[]).entries()) {
    if (!isRecord(check)) return fail(`check ${index + 1} is not an object`);
    const { id, title, run, after, part } = check as Partial<Record<keyof Check, unknown>>;
    if (!isText(id) || !kebab.test(id))
      return fail(`check ${index + 1} needs an \`id\` in lower case with hyphens, such as \`source-edit\`; it has ${JSON.stringify(id)}`);
    if (known.has(id)) fail(`two checks have the id \`${id}\`: give one of them another`);
    if (!isText(title)) fail(`check \`${id}\` has no \`title\`: write a sentence for the learner`);
    if (part !== undefined && !isText(part)) fail(`\`part\` of check \`${id}\` must be a few words`);
    if (typeof run !== "function") fail(`check \`${id}\` has no \`run\` function`);
    if (after !== undefined) {
      if (!Array.isArray(after)) return fail(`\`after\` of check \`${id}\` must be a list of ids`);
      const unknown = after.find((other) => !known.has(other as string));
      if (unknown !== undefined)
        fail(`check \`${id}\` comes after \`${String(unknown)}\`, which is no check above it: correct the id or move the check down`);
    }
    known.add(id);
  }
  return exercise as unknown as Exercise;
}

function checkStartFiles(files: unknown, fail: (problem: string) => never): void {
  if (files === undefined) return;
  if (!isRecord(files)) fail("`startFiles` must be an object of paths and texts");
  for (const [path, text] of Object.entries(files as object)) {
    if (path === "" || path.startsWith("/") || path.split("/").includes(".."))
      fail(`\`startFiles\`: ${JSON.stringify(path)} must be a path inside the workspace`);
    if (typeof text !== "string") fail(`\`startFiles\`: ${JSON.stringify(path)} must be a text`);
  }
}

function checkAlternatives(alternatives: unknown, fail: (problem: string) => never): void {
  if (alternatives === undefined) return;
  const complete = (each: unknown) =>
    isRecord(each) &&
    isText(each.title) &&
    isText(each.text) &&
    isRecord(each.files) &&
    (each.commands === undefined || isText(each.commands));
  if (!Array.isArray(alternatives) || !alternatives.every(complete)) fail("each of `alternatives` needs a `title`, a `text` and `files`");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
