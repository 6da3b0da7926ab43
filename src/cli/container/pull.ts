/** Fetching an image for a command, and what is shown meanwhile. */
import type { PlaceholderRequest, TransferOptions } from "../../engine/api.ts";
import { parseReference } from "../../engine/images/reference.ts";
import { authFor } from "../commands/registry/credentials.ts";
import type { DockerContext } from "../context.ts";
import { TransferDisplay } from "../progress/transfer.ts";

export interface PullOptions {
  readonly quiet: boolean;
  readonly platform: string;
  readonly allTags?: boolean;
  /** `docker run` tells of its pull on standard error. */
  readonly output: "stdout" | "stderr";
  /** Told of everything, in the place of what is shown. */
  readonly onProgress?: TransferOptions["onProgress"];
  /** What will do where the lab does not know the image. */
  readonly placeholder?: PlaceholderRequest;
}

/** @throws EngineError when there is no such image, or no registry of that name */
export async function pullImage(reference: string, context: DockerContext, options: PullOptions): Promise<void> {
  const { platform, allTags = false, onProgress, placeholder } = options;
  await context.engine.imagePull(reference, {
    ...transferOptions(reference, context, options),
    ...(onProgress && { onProgress }),
    ...(placeholder && { placeholder }),
    ...(platform === "" ? {} : { platform }),
    allTags,
  });
}

/** Who asks, how it is stopped, where it is shown. */
export function transferOptions(
  reference: string,
  context: DockerContext,
  { quiet, output }: Pick<PullOptions, "quiet" | "output">,
): TransferOptions {
  const display = new TransferDisplay(context, output, (text) => context[output](text));
  const auth = authFor(context, parseReference(reference).domain ?? "");
  return {
    ...(auth && { auth }),
    signal: context.signal,
    ...(quiet ? {} : { onProgress: (progress) => display.show(progress) }),
  };
}
