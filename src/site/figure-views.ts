/** Views for the pictures in lessons, made by the whole engine while the site is built: real verdicts, real sizes. */
import { readdir } from "node:fs/promises";
import type { BuildRequest, BuildView, Engine } from "../engine/api.ts";
import { fromPaths } from "../engine/filesystem/build.ts";
import type { DirectoryNode } from "../engine/filesystem/node.ts";
import { createLab } from "../headless/lab.ts";
import { exerciseOf, textFiles, workspaceFiles } from "./workspace.ts";

export type FileTexts = Readonly<Record<string, string>>;

/** The folder of a lesson by its name without number: `order-matters` → `lessons/05-cache/02-order-matters`. */
async function lessonFolder(name: string): Promise<string> {
  const found: string[] = [];
  for (const module of await readdir("lessons")) {
    for (const lesson of await readdir(`lessons/${module}`).catch(() => [])) {
      if (lesson.replace(/^\d+-/, "") === name) found.push(`lessons/${module}/${lesson}`);
    }
  }
  const [folder] = found;
  if (!folder || found.length > 1)
    throw new Error(
      `A figure names the lesson "${name}": ${found.length} folders below lessons/ are called so; there must be exactly one.`,
    );
  return folder;
}

/** The files a lesson starts with, and those of its solution laid over them when `solution` is set. */
export async function lessonFiles(name: string, { solution = false } = {}): Promise<FileTexts> {
  const folder = await lessonFolder(name);
  const exercise = await exerciseOf(folder).catch(() => undefined);
  const start = await workspaceFiles(folder, exercise);
  const laid = solution ? await textFiles(`${folder}/solution`) : {};
  return Object.fromEntries(Object.entries({ ...start, ...laid }).map(([path, { text }]) => [path, text]));
}

/** The view of a first build of these files. Throws with the build's own words when it fails. */
export async function builtView(files: FileTexts): Promise<BuildView> {
  return (await builtEngine(files)).view;
}

/** What the next build would do after `edits`, each of which adds a line to a file; and the build before them. */
export async function editedView(files: FileTexts, edits: FileTexts): Promise<{ view: BuildView; before: BuildView }> {
  const { engine, view: before } = await builtEngine(files);
  const edited = { ...files };
  for (const [path, line] of Object.entries(edits)) {
    if (edited[path] === undefined)
      throw new Error(`A figure edits ${path}, which is not in the lesson's workspace. There are: ${Object.keys(files).join(", ")}.`);
    edited[path] += `# ${line}\n`;
  }
  return { view: engine.preview(requestOf(edited)), before };
}

async function builtEngine(files: FileTexts): Promise<{ engine: Engine; view: BuildView }> {
  const { engine } = createLab(contextOf(files));
  const { view, failure } = await engine.build(requestOf(files));
  if (failure) throw new Error(`A picture of the site needs this build, and it fails: ${failure.message}`);
  return { engine, view };
}

function requestOf(files: FileTexts): BuildRequest {
  const { Dockerfile: text } = files;
  return {
    context: contextOf(files),
    dockerfile: { name: "Dockerfile", ...(text === undefined ? {} : { text }) },
    tags: ["picture:latest"],
  };
}

function contextOf(files: FileTexts): DirectoryNode {
  return fromPaths(files);
}
