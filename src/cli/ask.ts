/** What a command reads from the person at the terminal. */
import type { DockerContext } from "./context.ts";

/** ^C, where keys come as they are. */
const interrupt = "\x03";

/** The line that is typed, without its end. Throws when ^C was typed instead. */
export async function typedLine(context: DockerContext): Promise<string> {
  return (await typedUntil(isOver, context)).split(/[\r\n]/)[0] as string;
}

const isOver = (typed: string): boolean => /[\r\n]/.test(typed);

async function typedUntil(end: (typed: string) => boolean, { input, signal }: DockerContext): Promise<string> {
  let typed = "";
  while (!end(typed)) {
    const piece = await input.read();
    signal.throwIfAborted();
    if (piece === "") break;
    typed += piece;
  }
  return typed;
}

/** As `typedLine`, but nothing of it is seen; `undefined` when ^C was typed instead. */
export async function typedSecret(context: DockerContext): Promise<string | undefined> {
  const restore = context.terminal?.raw?.();
  try {
    const typed = await typedUntil((keys) => isOver(keys) || keys.includes(interrupt), context);
    const [line = ""] = typed.split(/[\r\n]/);
    if (line.includes(interrupt)) return undefined;
    let secret = "";
    // Raw keys: what is taken back is for us to mind.
    for (const key of line) secret = key === "\x7f" || key === "\b" ? secret.slice(0, -1) : secret + key;
    return secret;
  } finally {
    restore?.();
    context.stdout("\n");
  }
}
