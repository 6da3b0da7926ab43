/** Views made by hand, for tests and for looking at the panel without an engine. */
import type { BuildView, Reason, StageView, StepKind, StepView, Verdict } from "../../engine/api.ts";

export interface StepSketch {
  readonly text: string;
  readonly verdict?: Verdict;
  readonly reason?: Reason;
  readonly size?: number;
  readonly ms?: number;
  /** Ids of the steps it reads beside the one below. */
  readonly reads?: readonly string[];
}

export interface StageSketch {
  readonly name?: string;
  readonly steps: readonly StepSketch[];
  readonly reachable?: boolean;
}

const LAYERS = ["FROM", "RUN", "COPY", "ADD", "WORKDIR"];
const NOWHERE = { startLine: 1, startColumn: 0, endLine: 1, endColumn: 0 };

/** A view of these stages; the last one is the target. */
export function sketch(stages: readonly StageSketch[], view: Partial<BuildView> = {}): BuildView {
  let line = 0;
  const drawn: StageView[] = stages.map(({ name, steps, reachable = true }, index) => {
    const stage = name ?? `stage-${index}`;
    return {
      name: stage,
      index,
      named: name !== undefined,
      reachable,
      isTarget: index === stages.length - 1,
      dependsOn: [],
      steps: steps.map((step, place): StepView => {
        const word = step.text.split(" ")[0] ?? "";
        // A FROM that names a stage makes no layer.
        const kind = (LAYERS.includes(word) && step.verdict !== "config" ? word : "CONFIG") as StepKind;
        const verdict = step.verdict ?? (kind === "CONFIG" ? "config" : reachable ? "cached" : "skipped");
        line += 1;
        return {
          id: `${stage}:${place + 1}`,
          stage,
          kind,
          label: "",
          text: step.text,
          range: { ...NOWHERE, startLine: line, endLine: line },
          verdict,
          reason: step.reason ?? reasonFor(verdict),
          key: `${stage}${place}`,
          inputs: [...(place > 0 ? [`${stage}:${place}`] : []), ...(step.reads ?? [])],
          ...(step.size === undefined ? {} : { size: step.size }),
          ...(step.ms === undefined ? {} : { durationMs: step.ms }),
          ...(verdict === "cached" && kind !== "CONFIG" ? { layer: `sha256:${"3f2a9c1b04".repeat(6)}abcd` } : {}),
        };
      }),
    };
  });
  return { number: 0, kind: "preview", dockerfileName: "Dockerfile", stages: drawn, warnings: [], tags: [], ...view };
}

function reasonFor(verdict: Verdict): Reason {
  if (verdict === "cached") return { kind: "cached", despite: [] };
  if (verdict === "config") return { kind: "config" };
  if (verdict === "skipped") return { kind: "skipped", why: "unreachable" };
  return { kind: "first-build" };
}
