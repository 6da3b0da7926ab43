/** Fetching an image, and what `docker pull` prints of it where there is no terminal. */
import type { PullProgress } from "../../engine/api.ts";
import type { DockerContext } from "../context.ts";

export interface PullOptions {
  readonly quiet: boolean;
  readonly platform: string;
  /** `docker run` tells of its pull on standard error. */
  readonly output: "stdout" | "stderr";
}

/** @throws EngineError when there is no such image, or no registry of that name */
export async function pullImage(reference: string, context: DockerContext, options: PullOptions): Promise<void> {
  const print = (text: string): void => {
    if (!options.quiet) context[options.output](text);
  };
  const told = new Map<string, string>();
  await context.engine.imagePull(reference, {
    ...(options.platform === "" ? {} : { platform: options.platform }),
    signal: context.signal,
    onProgress: (progress) => {
      // Without a terminal a layer's bytes are not counted out: each of its states is told once.
      if (progress.id !== undefined && (progress.current !== undefined || told.get(progress.id) === progress.status)) return;
      if (progress.id !== undefined) told.set(progress.id, progress.status);
      print(lineOf(progress));
    },
  });
}

function lineOf({ id, status }: PullProgress): string {
  return `${id === undefined ? "" : `${id}: `}${status}\n`;
}
