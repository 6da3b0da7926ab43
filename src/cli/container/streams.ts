/** Carrying a container's streams to the terminal and back. */
import type { Attachment, StreamChunk } from "../../engine/api.ts";
import type { DockerContext } from "../context.ts";

/**
 * Prints what comes until it ends or is left.
 * @returns true when the detach keys were typed
 */
export async function follow(attachment: Attachment, context: DockerContext, input: boolean): Promise<boolean> {
  const leave = (): void => attachment.detach();
  context.signal.addEventListener("abort", leave, { once: true });
  try {
    if (input) void sendInput(attachment, context).catch(() => {});
    await printChunks(attachment.output, context);
    return await attachment.ended;
  } finally {
    context.signal.removeEventListener("abort", leave);
  }
}

export async function printChunks(chunks: AsyncIterable<StreamChunk>, context: DockerContext): Promise<void> {
  for await (const { stream, text } of chunks) {
    if (stream === "stderr") context.stderr(text);
    else context.stdout(text);
  }
}

async function sendInput(attachment: Attachment, context: DockerContext): Promise<void> {
  for (;;) {
    const piece = await context.input.read();
    if (piece === "") break;
    await attachment.write(piece);
  }
  attachment.closeInput();
}
