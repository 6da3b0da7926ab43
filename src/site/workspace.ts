/** What the lab of a lesson starts with, read from the lesson's folder while the site is built. */
import { readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Exercise } from "../grading/exercise.ts";
import type { KernelExercise } from "../lab/kernel/props.ts";
import { filesBelow } from "./built-files.ts";

export type WorkspaceFiles = Record<string, { text: string; mode: number }>;

/**
 * The files below `lessons/<lesson>/workspace` with the exercise's `startFiles`; none when there is no such folder.
 * Throws for a file that is not text.
 */
export async function workspaceFiles(folder: string, exercise?: Exercise): Promise<WorkspaceFiles> {
  const started = Object.entries(exercise?.startFiles ?? {}).map(([path, text]) => [path, { text, mode: 0o644 }]);
  return { ...Object.fromEntries(started), ...(await textFiles(join(folder, "workspace"))) };
}

/** All files below a folder of a lesson: `workspace`, `solution`. */
export async function textFiles(workspace: string): Promise<WorkspaceFiles> {
  const found: WorkspaceFiles = {};
  for (const file of await filesBelow(workspace).catch(() => [])) {
    const path = relative(workspace, file).replaceAll("\\", "/");
    const text = (await readFile(file)).toString("utf8");
    if (text.includes("\uFFFD") || text.includes("\0"))
      throw new Error(`${file}: only UTF-8 text can lie in a workspace: remove this file, or let a script make it.`);
    // Git keeps only the executable bit; so do we, whatever the umask of the machine that builds.
    found[path] = { text, mode: (await stat(file)).mode & 0o100 ? 0o755 : 0o644 };
  }
  return found;
}

/** The exercise beside a lesson. Throws, naming the file to write, when there is none. */
export async function exerciseOf(folder: string): Promise<Exercise> {
  const load = import.meta.glob<{ default: Exercise }>("../../lessons/*/*/exercise.ts")[`../../${folder}/exercise.ts`];
  if (!load)
    throw new Error(
      `${folder}/index.mdx: says \`exercise: true\`, but ${folder}/exercise.ts does not exist. Write it, or remove that line.`,
    );
  const { default: exercise } = await load();
  if (!exercise?.checks?.length) throw new Error(`${folder}/exercise.ts: must export an Exercise with at least one check as default.`);
  return exercise;
}

/** The exercise on the real kernel beside a lesson. Throws, naming the file to write, when there is none. */
export async function kernelExerciseOf(folder: string): Promise<KernelExercise> {
  const load = import.meta.glob<{ default: KernelExercise }>("../../lessons/*/*/kernel-exercise.ts")[`../../${folder}/kernel-exercise.ts`];
  if (!load)
    throw new Error(
      `${folder}/index.mdx: says \`kernel: true\`, but ${folder}/kernel-exercise.ts does not exist. Write it, or remove that line.`,
    );
  return (await load()).default;
}
