/** What a pull or a push shows: a line for each layer that is written over on a terminal, one line for each state elsewhere. */
import type { TransferProgress } from "../../engine/api.ts";
import type { DockerContext } from "../context.ts";
import { humanSize } from "../format/units.ts";

/** A terminal at least this wide has room for bars. */
const barColumns = 110;

export class TransferDisplay {
  readonly #print: (text: string) => void;
  /** `undefined` where nobody looks on. */
  readonly #columns: number | undefined;
  /** Lines of layers from the top, until something else is printed. */
  readonly #lines = new Map<string, number>();

  constructor({ terminal }: Pick<DockerContext, "terminal">, output: "stdout" | "stderr", print: (text: string) => void) {
    this.#print = print;
    this.#columns = terminal && (output === "stderr" || terminal.stdout !== false) ? terminal.columns : undefined;
  }

  show(progress: TransferProgress): void {
    const { id, status, live, current } = progress;
    const label = id === undefined ? "" : `${id}: `;
    if (!live || id === undefined) {
      this.#lines.clear();
      this.#print(`${label}${status}\n`);
    } else if (this.#columns === undefined) {
      // Bytes are counted out for those who look on.
      if (current === undefined) this.#print(`${label}${status}\n`);
    } else this.#print(this.#overwritten(id, `${label}${status} ${transferBar(progress, this.#columns)}`));
  }

  /** Goes up to the layer's line, writes it anew, and comes back. */
  #overwritten(id: string, text: string): string {
    const isNew = !this.#lines.has(id);
    if (isNew) this.#lines.set(id, this.#lines.size);
    const up = this.#lines.size - (this.#lines.get(id) as number);
    return `${isNew ? "\n" : ""}\x1b[${up}A\x1b[2K\r${text}\r\x1b[${up}B`;
  }
}

/** `[=====>      ]  1.2MB/7.8MB`; empty while there is nothing to count. Nobody's window has 200 columns, as the client takes it. */
export function transferBar({ current = 0, total = 0 }: TransferProgress, columns = 200): string {
  if (current <= 0 && total <= 0) return "";
  const done = Math.min(50, Math.floor(Math.trunc((current / total) * 100) / 2));
  const box = columns > barColumns ? `[${"=".repeat(done)}>${" ".repeat(50 - done)}] ` : "";
  return `${box}${humanSize(current).padStart(8)}/${humanSize(total)}`;
}
