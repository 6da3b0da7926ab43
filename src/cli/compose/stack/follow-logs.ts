/** The output of several containers on one screen, each line behind its container's name (spec compose §5.4, §7). */
import type { StreamChunk, StreamName } from "../../../engine/api.ts";
import type { DockerContext } from "../../context.ts";
import { type StackContainer, shortName } from "./containers.ts";

export interface LogView {
  readonly project: string;
  readonly prefix: boolean;
  readonly colour: boolean;
  /** When a line came, in front of it; where the engine does not say so itself. */
  readonly stamps: boolean;
  /** Attached `up` keeps the two streams apart; `logs` prints both to standard output. */
  readonly keepsStreams: boolean;
}

const palette = ["36", "33", "32", "35", "34"];

/** Prints lines with their prefixes; names are as wide as the widest so far. */
export class LogPrinter {
  readonly #context: DockerContext;
  readonly #view: LogView;
  readonly #names: string[] = [];

  constructor(context: DockerContext, view: LogView) {
    this.#context = context;
    this.#view = view;
  }

  /** Makes room for a container's name. */
  register(container: StackContainer): string {
    const name = shortName(container, this.#view.project);
    if (!this.#names.includes(name)) this.#names.push(name);
    return name;
  }

  /** Prints whole lines as they come, until the output ends. */
  async print(name: string, chunks: AsyncIterable<StreamChunk>): Promise<void> {
    const rest = { stdout: "", stderr: "" };
    for await (const { stream, text } of chunks) {
      const lines = (rest[stream] + text).split("\n");
      rest[stream] = lines.pop() ?? "";
      for (const line of lines) this.#line(name, line.replace(/\r$/, ""), stream);
    }
    for (const stream of ["stdout", "stderr"] as const) if (rest[stream] !== "") this.#line(name, rest[stream], stream);
  }

  /** What Compose says itself about a container. */
  note(text: string, name: string): void {
    this.#context.stdout(`\r\u001b[K${this.#coloured(name, text)}\n`);
  }

  #line(name: string, text: string, stream: StreamName): void {
    const print = stream === "stderr" && this.#view.keepsStreams ? this.#context.stderr : this.#context.stdout;
    const stamp = this.#view.stamps ? `${new Date(this.#context.clock.now()).toISOString().replace("Z", "000000Z")} ` : "";
    print.call(this.#context, `${this.#prefix(name)}${stamp}${text}\n`);
  }

  #prefix(name: string): string {
    if (!this.#view.prefix) return "";
    const width = Math.max(...this.#names.map((one) => one.length)) + 1;
    return this.#coloured(name, `${name.padEnd(width)} | `);
  }

  #coloured(name: string, text: string): string {
    if (!this.#view.colour || !this.#context.terminal) return text;
    const index = this.#names.indexOf(name);
    const code = palette[index % palette.length];
    return `\u001b[${index >= palette.length ? `${code};1` : code}m${text}\u001b[0m`;
  }
}
