/** An engine on a workbench: build this, tell which steps ran. */
import { catalogue } from "../content/catalogue/index.ts";
import type { BuildRequest, BuildView, StepView } from "../src/engine/api.ts";
import { virtualClock } from "../src/engine/clocks.ts";
import { createEngine, type SimulatedEngine } from "../src/engine/engine.ts";
import { fromPaths } from "../src/engine/filesystem/build.ts";
import type { Node } from "../src/engine/filesystem/node.ts";
import { coreutils } from "../src/engine/programs/coreutils/index.ts";
import { createStepRunner } from "../src/engine/programs/run-step.ts";

export type Files = Readonly<Record<string, string | Node>>;
export interface Plan extends Omit<BuildRequest, "context" | "dockerfile"> {
  readonly dockerfile: string;
  readonly files: Files;
  /** Leaves the Dockerfile out of the context's files. */
  readonly apart?: boolean;
}

export class Bench {
  readonly engine: SimulatedEngine;
  readonly clock = virtualClock();
  readonly #bases: Readonly<Record<string, string>>;
  #ready = false;

  /** @param bases images to build first, by name */
  constructor(bases: Readonly<Record<string, string>> = {}) {
    this.#bases = bases;
    this.engine = createEngine({ clock: this.clock, images: catalogue, runStep: createStepRunner(coreutils) });
  }

  request({ dockerfile, files, apart, ...options }: Plan): BuildRequest {
    const all = apart ? files : { ...files, Dockerfile: dockerfile };
    return {
      context: fromPaths(all, { uid: 1000, gid: 1000, mtime: this.clock.now() }),
      dockerfile: { name: "Dockerfile", text: dockerfile },
      ...options,
    };
  }

  async view(plan: Plan): Promise<BuildView> {
    if (!this.#ready) {
      this.#ready = true;
      for (const [tag, dockerfile] of Object.entries(this.#bases))
        await this.engine.build(this.request({ dockerfile, files: {}, tags: [tag] }));
    }
    await this.clock.sleep(1000);
    return (await this.engine.build(this.request(plan))).view;
  }

  /** The steps that ran, as `build:3COPY 4RUN`; `ERROR: ` before one that failed; `-` when all were cached. */
  async build(plan: Plan): Promise<string> {
    return ranSteps(await this.view(plan));
  }
}

export function ranSteps(view: BuildView): string {
  const ran: string[] = [];
  for (const step of layerSteps(view)) {
    if (step.verdict === "reran") ran.push(shortName(step));
    else if (step.verdict === "failed") ran.push(`ERROR: ${shortName(step)}`);
    else if (step.verdict !== "cached") ran.push(`${step.verdict} ${shortName(step)}`);
  }
  if (view.failure && !ran.some((one) => one.startsWith("ERROR"))) ran.push(view.failure.message);
  return ran.join(" ") || "-";
}

/** FROM, settings and stages nobody needs are left out. */
export function layerSteps(view: BuildView): StepView[] {
  return view.stages
    .filter(({ reachable }) => reachable)
    .flatMap(({ steps }) => steps.filter(({ kind, label }) => label !== "" && kind !== "FROM"));
}

function shortName({ label, kind }: StepView): string {
  const match = /^(?:(.*) )?\s*(\d+)\/\d+$/.exec(label.replace(/\s+/g, " "));
  return `${match?.[1] ? `${match[1]}:` : ""}${match?.[2]}${kind}`;
}
