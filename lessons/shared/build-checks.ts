/** Questions that several exercises ask of a build. */
import type { DirectoryNode, Node } from "../../src/engine/filesystem/node.ts";
import type { BuildView, ImageFilesystem, StepView } from "../../src/engine/api.ts";
import type { ProbeBuild } from "../../src/grading/exercise.ts";

/** What a step is called when we talk to the learner: `step 4, RUN pip install …`. */
export function nameStep(step: StepView): string {
  const text = step.text.length > 48 ? `${step.text.slice(0, 47)}…` : step.text;
  return step.label ? `step ${step.label.replace(/^.* /, "").replace(/\/.*/, "")}, \`${text}\`` : `\`${text}\``;
}

/** The last line of a failed build, without the parts that every error begins with. */
export function lastWords(build: ProbeBuild): string {
  const line = (build.error ?? "").trim().split("\n").at(-1) ?? "";
  return line.replace(/^ERROR: (?:failed to build: )?(?:failed to solve: )?/, "");
}

/**
 * Steps that install packages: those whose layer brought the package's folder into the final image, and in other
 * stages those whose command names an installer.
 */
export function installSteps(
  build: ProbeBuild,
  filesystem: ImageFilesystem,
  packageFolder: RegExp,
  installer: RegExp,
): readonly StepView[] {
  const bringers = new Set(
    filesystem.layers
      .filter(({ changes }) => changes.some(({ path, kind }) => kind !== "deleted" && packageFolder.test(path)))
      .map(({ digest }) => digest),
  );
  return build.steps.filter((step) => step.kind === "RUN" && ((step.layer && bringers.has(step.layer)) || installer.test(step.text)));
}

/** Paths of all regular files and links in a tree, absolute, in no particular order. */
export function* paths(root: DirectoryNode, prefix = ""): Generator<readonly [path: string, node: Node]> {
  for (const [name, node] of root.entries) {
    const path = `${prefix}/${name}`;
    if (node.kind === "directory") yield* paths(node, path);
    else yield [path, node];
  }
}

/** The first file whose text holds `needle`. Only files small enough to be source are read. */
export function findText(root: DirectoryNode, needle: string, name?: RegExp): string | undefined {
  const decoder = new TextDecoder();
  for (const [path, node] of paths(root)) {
    if (
      node.kind === "file" &&
      (!name || name.test(path)) &&
      node.content.size < 200_000 &&
      decoder.decode(node.content.bytes).includes(needle)
    )
      return path;
  }
  return undefined;
}

/** True when some file or link of the tree has a path that matches. */
export function holds(root: DirectoryNode, pattern: RegExp): boolean {
  for (const [path] of paths(root)) if (pattern.test(path)) return true;
  return false;
}

/** What became of the steps of stages that are needed; with `kind`, of those alone. Configuration makes no layer and is left out. */
export function verdictsOf(build: BuildView, kind?: StepView["kind"]): ReadonlySet<StepView["verdict"]> {
  const steps = build.stages.filter(({ reachable }) => reachable).flatMap((stage) => stage.steps);
  return new Set(steps.filter((step) => (kind ? step.kind === kind : step.kind !== "CONFIG")).map(({ verdict }) => verdict));
}
