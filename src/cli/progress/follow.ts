/** Runs a build with a display attached. */
import type { BuildEvent, BuildOptions, Vertex } from "../../engine/api.ts";
import type { DockerContext } from "../context.ts";
import type { Display } from "./display.ts";

/** Real milliseconds between redraws; what is shown in them is simulated time. */
const redraw = 100;

export interface FollowOptions {
  /** Shows a last step that gathers where the image comes from, as buildx does for `--metadata-file`. */
  readonly isResolvingProvenance?: boolean;
}

/**
 * Feeds the display from the engine, ticks it meanwhile and finishes it, however the build ends.
 * Rejects as `start` does; vertices that were running then are shown as canceled.
 */
export async function follow<Result extends { readonly failure?: unknown }>(
  display: Display,
  context: DockerContext,
  start: (options: BuildOptions) => Promise<Result>,
  { isResolvingProvenance = false }: FollowOptions = {},
): Promise<Result> {
  const { clock, signal } = context;
  const running = new Map<string, Vertex>();
  const cancel = (): void => {
    const now = clock.now();
    for (const vertex of running.values()) display.event({ type: "vertex", vertex: { ...vertex, completed: now, canceled: true } }, now);
  };
  const timer = setInterval(() => display.tick(clock.now()), redraw);
  try {
    const result = await start({
      signal,
      onEvent: (event) => {
        if (event.type === "vertex") {
          if (event.vertex.started !== undefined && event.vertex.completed === undefined) running.set(event.vertex.id, event.vertex);
          else running.delete(event.vertex.id);
        }
        display.event(event, clock.now());
      },
    });
    if (isResolvingProvenance && !result.failure) for (const event of provenanceStep(clock.now())) display.event(event, clock.now());
    cancel();
    return result;
  } catch (error) {
    cancel();
    throw error;
  } finally {
    clearInterval(timer);
    display.finish(clock.now());
  }
}

/** The step as it begins and ends. */
export function provenanceStep(now: number): BuildEvent[] {
  const vertex = { id: "provenance", name: "resolving provenance for metadata file", inputs: [], started: now };
  return [
    { type: "vertex", vertex },
    { type: "vertex", vertex: { ...vertex, completed: now } },
  ];
}
