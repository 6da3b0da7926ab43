/** Questions to the guest's agent and its answers, on a serial line: see linux/guest/agent. */
import { fromBase64, toBase64 } from "../../engine/base64.ts";

export interface AgentAnswer {
  readonly exitCode: number;
  /** Both streams. */
  readonly output: string;
}

interface Waiting {
  settle(answer: AgentAnswer): void;
  fail(error: Error): void;
}

export class AgentLine {
  readonly #write: (text: string) => void;
  readonly #waiting = new Map<string, Waiting>();
  #next = 1;
  #line = "";

  /** @param write puts text on the line */
  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** Runs a script for `sh` in the guest, as root, in no room of the reader's. Rejects when the machine ends before it answers. */
  ask(script: string): Promise<AgentAnswer> {
    const number = String(this.#next++);
    return new Promise((settle, fail) => {
      this.#waiting.set(number, { settle, fail });
      this.#write(`${number} ${toBase64(new TextEncoder().encode(script))}\n`);
    });
  }

  /** Takes what the guest put on the line. What is no answer is passed over. */
  heard(text: string): void {
    const lines = (this.#line + text).split("\n");
    this.#line = lines.pop() ?? "";
    for (const line of lines) {
      const [number = "", code = "", encoded = ""] = line.trim().split(" ");
      const waiting = this.#waiting.get(number);
      if (!waiting || !/^\d+$/.test(code)) continue;
      this.#waiting.delete(number);
      waiting.settle({ exitCode: Number(code), output: new TextDecoder().decode(fromBase64(encoded)) });
    }
  }

  /** The machine is gone: nobody will answer any more. */
  end(why: Error): void {
    for (const { fail } of this.#waiting.values()) fail(why);
    this.#waiting.clear();
  }
}
