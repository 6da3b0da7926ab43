/** What a command reads from the person at the terminal. */
import type { DockerContext } from "./context.ts";

/** The line that is typed, without its end. Throws when ^C was typed instead. */
export async function typedLine({ input, signal }: DockerContext): Promise<string> {
  let typed = "";
  while (!/[\r\n]/.test(typed)) {
    const piece = await input.read();
    signal.throwIfAborted();
    if (piece === "") break;
    typed += piece;
  }
  return typed.split(/[\r\n]/)[0] as string;
}

/** As `typedLine`, but nothing of it is seen. */
export async function typedSecret(context: DockerContext): Promise<string> {
  const restore = context.terminal?.raw?.();
  try {
    const line = await typedLine(context);
    // Raw keys: what was taken back, and ^C, are for us to mind.
    if (line.includes("\x03")) throw new DOMException("interrupted", "AbortError");
    let secret = "";
    for (const key of line) secret = key === "\x7f" || key === "\b" ? secret.slice(0, -1) : secret + key;
    return secret;
  } finally {
    restore?.();
    context.stdout("\n");
  }
}
