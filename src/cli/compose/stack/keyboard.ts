/** Keys as they are pressed, while a command goes on in the foreground. */
import type { DockerContext } from "../../context.ts";

export interface KeyListener {
  /** ^C. */
  interrupt(): void;
  key(key: string): void;
}

const interruptKey = "\x03";

/** Listens where there is a terminal to type at, until it is closed. */
export function openKeyboard(context: DockerContext, listener: KeyListener): { close(): void } {
  const { terminal, input } = context;
  if (!terminal?.stdin || !terminal.raw) return { close: () => {} };
  const restore = terminal.raw();
  let open = true;
  void (async () => {
    while (open) {
      const keys = await input.read();
      if (keys === "") return;
      for (const key of keys) {
        if (!open) return;
        if (key === interruptKey) listener.interrupt();
        else listener.key(key);
      }
    }
  })().catch(() => {});
  return {
    close() {
      open = false;
      restore();
    },
  };
}
