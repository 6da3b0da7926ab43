/** Builds over the gateway: done by BuildKit there, foretold by the simulator here, and looked at side by side. */
import type { BuildFailure, BuildOptions, BuildRequest, BuildResult, BuildView, BuildWarning, Vertex } from "../../../engine/api.ts";
import { failureOf } from "./build-failure.ts";
import { buildOrder } from "./build-request.ts";
import { eventsOf, type SolveStatus } from "./build-events.ts";
import type { Api } from "./http.ts";
import type { Prediction, Predictor } from "./predictor.ts";
import { realView } from "./real-view.ts";

type Line =
  | { readonly status: SolveStatus }
  | { readonly text: string }
  | { readonly result: { readonly exitCode: number; readonly imageId?: string } };

export class ApiBuilds {
  readonly #api: Api;
  readonly #predictor: Predictor;
  readonly #views: BuildView[] = [];

  constructor(api: Api, predictor: Predictor) {
    this.#api = api;
    this.#predictor = predictor;
  }

  async build(request: BuildRequest, { onEvent, signal }: BuildOptions = {}): Promise<BuildResult> {
    const prediction = this.#predictor.predict(request);
    const { order, files } = buildOrder(request);
    const vertices = new Map<string, Vertex>();
    const warnings: BuildWarning[] = [];
    const text: string[] = [];
    let imageId: string | undefined;
    const started = Date.now();
    const asked = { method: "POST", target: "/drydock/build", json: order, bytes: files, ...(signal && { signal }) };
    for await (const line of this.#api.lines<Line>(asked)) {
      if ("text" in line) text.push(line.text);
      else if ("result" in line) imageId = line.result.imageId;
      else
        for (const event of eventsOf(line.status, prediction.stepOf)) {
          if (event.type === "vertex") vertices.set(event.vertex.id, event.vertex);
          if (event.type === "warning") warnings.push(event.warning);
          onEvent?.(event);
        }
    }
    signal?.throwIfAborted();
    const failure = imageId === undefined ? failureOf(text, [...vertices.values()]) : undefined;
    const view = await this.#look(prediction, { request, vertices, warnings, failure, imageId, durationMs: Date.now() - started });
    return { view, ...(failure && { failure }), ...(imageId !== undefined && { imageId }) };
  }

  /** What the next build would do, as the simulator foretells it. */
  preview(request: BuildRequest): BuildView {
    return this.#predictor.preview(request);
  }

  builds(): readonly BuildView[] {
    return this.#views;
  }

  async #look(prediction: Prediction, outcome: Outcome): Promise<BuildView> {
    const foretold = await prediction.settle(outcome);
    const view = { ...realView(foretold, outcome), number: this.#views.length + 1 };
    this.#views.push(view);
    return view;
  }
}

/** What came of a build in the engine. */
export interface Outcome {
  readonly request: BuildRequest;
  readonly vertices: ReadonlyMap<string, Vertex>;
  readonly warnings: readonly BuildWarning[];
  readonly failure: BuildFailure | undefined;
  readonly imageId: string | undefined;
  readonly durationMs: number;
}
