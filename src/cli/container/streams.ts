/** Carrying a container's streams to the terminal and back. */
import type { Attachment, StreamChunk } from "../../engine/api.ts";
import { latin1ToText } from "../../engine/programs/shell/bytes.ts";
import type { DockerContext } from "../context.ts";

export interface Following {
  /** What is typed goes to the container. */
  readonly input: boolean;
  /** The container has a terminal of its own: this tells it the size of ours. */
  readonly resize?: ((rows: number, columns: number) => Promise<void>) | undefined;
}

/**
 * Prints what comes until it ends or is left. Where the container has a terminal, ours hands every key on.
 * @returns true when the detach keys were typed
 */
export async function follow(attachment: Attachment, context: DockerContext, { input, resize }: Following): Promise<boolean> {
  const leave = (): void => attachment.detach();
  context.signal.addEventListener("abort", leave, { once: true });
  const restore = input && resize ? context.terminal?.raw?.() : undefined;
  // A container that has just ended has no size any more.
  const unwatch = resize && context.terminal?.onResize?.((rows, columns) => void resize(rows, columns).catch(() => {}));
  try {
    if (input) void sendInput(attachment, context).catch(() => {});
    await printChunks(attachment.output, context);
    return await attachment.ended;
  } finally {
    unwatch?.();
    restore?.();
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
    await attachment.write(latin1ToText(piece));
  }
  attachment.closeInput();
}
