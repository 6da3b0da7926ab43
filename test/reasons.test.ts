/** What holds for the reasons of every build: random projects and edits, built in the lab. */
import { describe, expect, it } from "vitest";
import type { BuildRequest, BuildView, Cause, Engine, FileChange, StepView } from "../src/engine/api.ts";
import { virtualStart } from "../src/engine/clocks.ts";
import { explain } from "../src/engine/build/explain/explain.ts";
import { directory } from "../src/engine/filesystem/build.ts";
import { contentDigest } from "../src/engine/filesystem/digest.ts";
import type { DirectoryNode, Node } from "../src/engine/filesystem/node.ts";
import { resolvePath } from "../src/engine/filesystem/resolve.ts";
import { createLab } from "../src/headless/lab.ts";
import { runLine } from "../src/headless/run-lines.ts";
import { ownedBy } from "../src/headless/workspace.ts";
import { base, buildLine, type Case, prepare, quote } from "./live/case.ts";
import { randomCase } from "./live/random-case.ts";

interface Built {
  readonly view: BuildView;
  readonly request: BuildRequest;
  /** What the reasons say of the very same build, asked again at once. */
  readonly again: BuildView;
  /** Keys that ever had a result, before this build. */
  readonly known: ReadonlySet<string>;
  readonly pruned: boolean;
}

async function builds({ rounds }: Case): Promise<Built[]> {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const requests: BuildRequest[] = [];
  const { engine } = session;
  const build = engine.build.bind(engine);
  (engine as { build: Engine["build"] }).build = (request, options) => {
    requests.push(request);
    return build(request, options);
  };
  await runLine(session, `printf %s ${quote(base.dockerfile)} | docker build -q -t ${base.tag} -; docker builder prune -af`);
  const done: Built[] = [];
  const known = new Set<string>();
  let pruned = false;
  for (const round of rounds) {
    for (const edit of round.edits) {
      pruned ||= /prune|rmi/.test(edit);
      await runLine(session, `${edit}; sleep 1`);
    }
    await runLine(session, `${prepare(round).join("; ")}; sleep 1`);
    const before = engine.builds().length;
    await runLine(session, buildLine(round));
    const view = engine.builds()[before];
    const request = requests.at(-1);
    if (!view || !request) continue;
    done.push({ view, request, again: engine.preview({ ...request, noCache: false, noCacheFilter: [] }), known: new Set(known), pruned });
    for (const step of stepsOf(view)) if (step.verdict === "reran" || step.verdict === "cached") known.add(step.key);
  }
  return done;
}

const stepsOf = (view: BuildView): StepView[] => view.stages.flatMap(({ steps }) => steps);

/** The cause and those beside it. */
function causesOf({ reason }: StepView): Cause[] {
  if (["cached", "skipped", "config", "missing", "unknown"].includes(reason.kind)) return [];
  const { also = [], ...first } = reason as Cause & { also?: readonly Cause[] };
  return [first as Cause, ...also];
}

/** As COPY finds it: a link that is named is followed. */
function nodeAt(root: DirectoryNode, path: string, follow: boolean): Node | undefined {
  try {
    return resolvePath(root, `/${path}`, follow).node;
  } catch {
    return undefined;
  }
}

function isTrue({ path, how, before, after, ignored }: FileChange, root: DirectoryNode): boolean {
  if (ignored) return nodeAt(root, path, false) !== undefined;
  return [true, false].some((follow) => isTrueOf({ path, how, before, after }, nodeAt(root, path, follow)));
}

function isTrueOf({ how, before, after }: FileChange, node: Node | undefined): boolean {
  if (how === "removed") return node === undefined || before !== after;
  if (!node) return false;
  if (how === "added") return node.kind !== "file" || contentDigest(node.content).startsWith(after ?? "?");
  if (before === after) return false;
  if (how === "content")
    return node.kind === "symlink" ? node.target === after : node.kind === "file" && contentDigest(node.content).startsWith(after ?? "?");
  if (how === "mode") return node.mode.toString(8).padStart(4, "0") === after;
  return how !== "type" || node.kind === after;
}

function check({ view, request, again, known, pruned }: Built): void {
  const steps = stepsOf(view);
  const byId = new Map(steps.map((step) => [step.id, step]));
  for (const step of steps) {
    const told = `${step.text}: ${JSON.stringify(step.reason)}`;
    const words = explain(step.reason, step, view);
    expect(words, told).toMatch(/\.$/);
    expect(words, told).not.toMatch(/undefined|\[object|\?\?/);
    const causes = causesOf(step);
    if (step.verdict === "reran") expect(causes.length, told).toBeGreaterThan(0);
    if (step.verdict === "cached") expect(step.reason.kind, told).toBe("cached");
    for (const cause of causes) {
      if (cause.kind === "parent-reran") {
        const [near, root] = [byId.get(cause.step), byId.get(cause.root)];
        expect(near?.verdict, told).toBe("reran");
        expect(root?.verdict, told).toBe("reran");
        expect(root?.reason.kind, told).not.toBe("parent-reran");
      }
      if (cause.kind === "files-changed" && cause.root !== undefined) expect(byId.get(cause.root)?.verdict, told).toBe("reran");
      if (cause.kind === "files-changed" && cause.from === undefined)
        for (const change of cause.changes) expect(isTrue(change, request.context), `${told} ${change.path}`).toBe(true);
      if (cause.kind === "first-build" && !causes.some(({ kind }) => kind === "no-cache"))
        expect(known.has(step.key) && !pruned, told).toBe(false);
      if (cause.kind === "pruned") expect(pruned, told).toBe(true);
      if (cause.kind === "instruction-changed" && cause.before === cause.after) expect(cause.parts.length, told).toBeGreaterThan(0);
      if (cause.kind === "environment-changed") expect(cause.changes.length, told).toBeGreaterThan(0);
    }
  }
  if (view.failure || view.imageId === undefined) return;
  // Built a moment ago: nothing is left to do, and nothing has changed that could be told.
  for (const step of stepsOf(again)) {
    if (step.reason.kind === "cached" && !/^FROM/.test(step.text))
      expect(
        step.reason.despite.filter(({ kind }) => !["same-bytes", "option"].includes(kind)),
        step.text,
      ).toEqual([]);
  }
}

const count = Number(process.env.REASON_CASES ?? 60);
const seed = Number(process.env.REASON_SEED ?? 11);

describe("the reasons of random builds", () => {
  for (let from = 0; from < count; from += 20) {
    it(`are true: cases ${from} to ${Math.min(count, from + 20) - 1} of seed ${seed}`, { timeout: 120_000 }, async () => {
      for (let number = from; number < Math.min(count, from + 20); number += 1) {
        const made = await builds(randomCase(seed, number));
        for (const [index, one] of made.entries()) {
          try {
            check(one);
          } catch (error) {
            throw new Error(`case ${seed}-${number}, build ${index + 1}: ${error instanceof Error ? error.message : String(error)}`, {
              cause: error,
            });
          }
        }
      }
    });
  }
});
