/** `--push`: the client pushes each name of what was built, and shows it as one more step of the build. */
import { type BuildEvent, type BuildOptions, EngineError, type TransferProgress } from "../../engine/api.ts";
import { transferOptions } from "../container/pull.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";

/** @throws CliError in the words of the registry that refuses */
export async function pushTags(tags: readonly string[], context: DockerContext, { onEvent = () => {} }: BuildOptions): Promise<void> {
  for (const tag of tags) await pushTag(tag, context, onEvent);
}

async function pushTag(tag: string, context: DockerContext, tell: (event: BuildEvent) => void): Promise<void> {
  const { clock, engine } = context;
  const vertex = { id: `push ${tag}`, name: `pushing ${tag} with docker`, inputs: [], started: clock.now() };
  tell({ type: "vertex", vertex });
  const begun = new Map<string, number>();
  const onProgress = ({ id, status, live, current = 0, total = 0 }: TransferProgress): void => {
    if (!live || id === undefined) return;
    const started = begun.get(id) ?? clock.now();
    begun.set(id, started);
    const done = /^(Pushed|Layer already exists|Mounted from )/.test(status) ? { completed: clock.now() } : {};
    tell({ type: "status", vertex: vertex.id, id: `pushing layer ${id}`, current, ...(total > 0 && { total }), started, ...done });
  };
  const name = /:[^/]*$/.test(tag) ? tag : `${tag}:latest`;
  try {
    await engine.imagePush(name, { ...transferOptions(name, context, { quiet: true, output: "stderr" }), onProgress });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    tell({ type: "vertex", vertex: { ...vertex, completed: clock.now(), error: error.message } });
    throw new CliError(`failed to build: ${error.message}`);
  }
  tell({ type: "vertex", vertex: { ...vertex, completed: clock.now() } });
}
