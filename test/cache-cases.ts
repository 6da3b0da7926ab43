/** Replays cases recorded on BuildKit (`test/golden/cache.jsonl`) in the lab and compares every step's verdict. */
import { readFileSync } from "node:fs";
import { catalogue } from "../content/catalogue/index.ts";
import type { BuildRequest, Vertex } from "../src/engine/api.ts";
import { virtualClock } from "../src/engine/clocks.ts";
import { createEngine } from "../src/engine/engine.ts";
import { fromPaths } from "../src/engine/filesystem/build.ts";
import { coreutils } from "../src/engine/programs/coreutils/index.ts";
import { createStepRunner } from "../src/engine/programs/run-step.ts";
import { LabSession } from "../src/shell/session.ts";

export interface CacheCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly script: readonly string[];
  readonly builds: readonly { readonly line: number; readonly exitCode: number; readonly steps: readonly (readonly [string, string])[] }[];
}

export function readCases(path: string): CacheCase[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CacheCase);
}

export interface Difference {
  readonly case: string;
  readonly line: number;
  readonly expected: readonly string[];
  readonly got: readonly string[];
}

/** The builds of a case whose steps came out otherwise than recorded, and how many builds there were. */
export async function replay(recorded: CacheCase): Promise<{ builds: number; differences: Difference[] }> {
  const clock = virtualClock();
  const engine = createEngine({ clock, images: catalogue, runStep: createStepRunner(coreutils) });
  const vertices = new Map<string, Vertex>();
  const build = engine.build.bind(engine);
  engine.build = (request: BuildRequest, options = {}) =>
    build(request, {
      ...options,
      onEvent(event) {
        if (event.type === "vertex" && event.vertex.started !== undefined) vertices.set(event.vertex.id, event.vertex);
        options.onEvent?.(event);
      },
    });
  const session = new LabSession({ engine, clock, workspace: fromPaths(recorded.files, { uid: 1000, gid: 1000, mtime: clock.now() }) });
  const differences: Difference[] = [];
  for (const [index, line] of recorded.script.entries()) {
    vertices.clear();
    const { exitCode } = await session.exec(line, { stdout() {}, stderr() {} });
    // What people type takes time; files written in one millisecond would have equal times.
    await clock.sleep(1500);
    const expected = recorded.builds.find((one) => one.line === index);
    if (!expected) continue;
    const wanted = [`exit ${expected.exitCode}`, ...expected.steps.map(([step, verdict]) => `${verdict} ${step}`)];
    const got = [`exit ${exitCode}`, ...verdictsOf(vertices.values())];
    if (JSON.stringify(wanted.sort()) !== JSON.stringify(got.sort()))
      differences.push({ case: recorded.name, line: index, expected: wanted, got });
  }
  return { builds: recorded.builds.length, differences };
}

/** `CACHED [2/5] RUN x`, FROM left out. */
function verdictsOf(vertices: Iterable<Vertex>): string[] {
  const list: string[] = [];
  for (const vertex of vertices) {
    if (!/^\[[^\]]*\d\/\d+\] (?!FROM )/.test(vertex.name)) continue;
    const verdict = vertex.canceled
      ? "CANCELED"
      : vertex.error !== undefined
        ? "ERROR"
        : vertex.cached
          ? "CACHED"
          : vertex.completed === undefined
            ? "NONE"
            : "DONE";
    list.push(`${verdict} ${vertex.name}`);
  }
  return list;
}
