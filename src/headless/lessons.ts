/** Lessons as they lie in `lessons/<NN-module>/<NN-lesson>/`. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "yaml";
import { fromPaths } from "../engine/filesystem/build.ts";
import { virtualStart } from "../engine/clocks.ts";
import type { DirectoryNode } from "../engine/filesystem/node.ts";
import type { Exercise } from "../grading/exercise.ts";
import { validateExercise } from "../grading/validate.ts";
import { UsageError } from "./arguments.ts";
import { overlay, ownedBy, readWorkspace } from "./workspace.ts";

const lessonsFolder = fileURLToPath(new URL("../../lessons/", import.meta.url));

export interface Lesson {
  /** `cache/order-matters`, as in the address of its page. */
  readonly id: string;
  /** `order-matters`. */
  readonly slug: string;
  /** `05-cache/02-order-matters`. */
  readonly folder: string;
  readonly path: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes?: number;
  readonly hasExercise: boolean;
}

export interface Module {
  readonly slug: string;
  readonly folder: string;
  readonly title: string;
  readonly summary: string;
  readonly lessons: readonly Lesson[];
}

/** All modules with their lessons, in course order. Throws `UsageError` naming file and remedy for what cannot be read. */
export function readModules(root = lessonsFolder): Module[] {
  return numbered(root).map((folder) => {
    const { title, summary } = readYaml(join(root, folder, "module.yaml"), folder);
    const lessons = numbered(join(root, folder)).map((name) => readLesson(root, folder, name));
    return { slug: withoutNumber(folder), folder, title, summary, lessons };
  });
}

/** The lesson somebody means: `order-matters`, `cache/order-matters` or `05-cache/02-order-matters`. Throws `UsageError`. */
export function findLesson(name: string, root = lessonsFolder): Lesson {
  const lessons = readModules(root).flatMap((module) => module.lessons);
  const plain = name.replace(/^\.?\/?(?:lessons\/)?/, "").replace(/\/$/, "");
  const found = lessons.filter(({ id, slug, folder }) => plain === folder || plain === id || plain === slug);
  const [lesson, other] = found;
  if (!lesson) throw new UsageError(`there is no lesson ${JSON.stringify(name)}; there are: ${lessons.map(({ id }) => id).join(", ")}`);
  if (other) throw new UsageError(`${JSON.stringify(name)} could be ${found.map(({ id }) => id).join(" or ")}: say which`);
  return lesson;
}

/** The exercise of a lesson. Throws `ExerciseError` or `UsageError` when there is none, or it has a mistake. */
export async function loadExercise(lesson: Lesson): Promise<Exercise> {
  const file = join(lesson.path, "exercise.ts");
  if (!lesson.hasExercise) throw new UsageError(`the lesson ${lesson.slug} has no exercise: ${file} does not exist`);
  return validateExercise(await import(pathToFileURL(file).href), file);
}

/** The files a learner starts with. */
export function startingWorkspace(lesson: Lesson, exercise: Exercise): DirectoryNode {
  const started = fromPaths(new Map(Object.entries(exercise.startFiles ?? {})), ownedBy(virtualStart));
  const folder = join(lesson.path, "workspace");
  return existsSync(folder) ? overlay(started, readWorkspace(folder, virtualStart)) : started;
}

function readLesson(root: string, module: string, name: string): Lesson {
  const path = join(root, module, name);
  const { title, summary, minutes } = readFrontmatter(join(path, "index.mdx"));
  const slug = withoutNumber(name);
  return {
    id: `${withoutNumber(module)}/${slug}`,
    slug,
    folder: `${module}/${name}`,
    path,
    title,
    summary,
    ...(typeof minutes === "number" && { minutes }),
    hasExercise: existsSync(join(path, "exercise.ts")),
  };
}

interface Described {
  readonly title: string;
  readonly summary: string;
  readonly minutes?: unknown;
}

function readFrontmatter(file: string): Described {
  const text = readText(file, "write the lesson's text there");
  const front = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/.exec(text)?.[1];
  if (front === undefined)
    throw new UsageError(`${file}:1: has no frontmatter: begin it with \`---\`, \`title: …\`, \`summary: …\`, \`---\``);
  // The opening line is not part of what is parsed.
  return described(front, file, 1);
}

function readYaml(file: string, folder: string): Described {
  return described(readText(file, `give ${folder} a title and a summary there`), file, 0);
}

function described(yaml: string, file: string, linesAbove: number): Described {
  let data: unknown;
  try {
    data = parse(yaml);
  } catch (error) {
    const { linePos, message } = error as { linePos?: [{ line: number }]; message: string };
    throw new UsageError(`${file}:${(linePos?.[0].line ?? 1) + linesAbove}: ${message.split("\n")[0]}`);
  }
  const { title, summary = "", minutes } = (data ?? {}) as Record<string, unknown>;
  if (typeof title !== "string" || title === "") throw new UsageError(`${file}:${1 + linesAbove}: \`title\` is missing: add a short title`);
  return { title, summary: String(summary), minutes };
}

function readText(file: string, remedy: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`${file} cannot be read: ${remedy}`);
  }
}

/** Folders that begin with a number, in its order. */
function numbered(folder: string): string[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && /^\d+-/.test(entry.name));
  return names.map(({ name }) => name).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1));
}

function withoutNumber(name: string): string {
  return name.replace(/^\d+-/, "");
}
