/** The output of several containers on one screen, each line behind its container's name (spec compose §5.4, §7). */
import type { StreamChunk, StreamName } from "../../../engine/api.ts";
import type { DockerContext } from "../../context.ts";

export interface LogView {
  readonly prefix: boolean;
  readonly colour: boolean;
  /** When a line came, in front of it; where the engine does not say so itself. */
  readonly stamps: boolean;
  /** Attached `up` keeps the two streams apart; `logs` prints both to standard output. */
  readonly keepsStreams: boolean;
}

const palette = ["36", "33", "32", "35", "34"];
/** Who speaks for Compose's own watching of files. */
const watcher = "#watch";
const watcherColour = "92";
const resetLine = "\r\u001b[K";

/** Prints lines with their prefixes; names are as wide as the widest so far. */
export class LogPrinter {
  readonly #context: DockerContext;
  readonly #view: LogView;
  /** By the colour that each has. */
  readonly #names = new Map<string, string>();
  /** What a menu at the foot of the screen does around a line. */
  around: (print: () => void) => void = (print) => print();

  constructor(context: DockerContext, view: LogView) {
    this.#context = context;
    this.#view = view;
  }

  /** Prints whole lines as they come, until the output ends. */
  async print(name: string, chunks: AsyncIterable<StreamChunk>): Promise<void> {
    const rest = { stdout: "", stderr: "" };
    for await (const { stream, text } of chunks) {
      const lines = (rest[stream] + text).split("\n");
      rest[stream] = lines.pop() ?? "";
      for (const line of lines) this.line(name, line.replace(/\r$/, ""), stream);
    }
    for (const stream of ["stdout", "stderr"] as const) if (rest[stream] !== "") this.line(name, rest[stream], stream);
  }

  line(name: string, text: string, stream: StreamName = "stdout"): void {
    const prefix = this.#prefix(name);
    const stamp = this.#view.stamps ? `${new Date(this.#context.clock.now()).toISOString().replace("Z", "000000Z")} ` : "";
    this.around(() => {
      if (stream === "stderr" && this.#view.keepsStreams) this.#context.stderr(`${prefix}${stamp}${text}\n`);
      else this.#context.stdout(`${prefix}${stamp}${text}\n`);
    });
  }

  /** What Compose says itself about a container, or about nobody. */
  note(name: string, text: string): void {
    const said = `${resetLine}${name} ${text}\n`;
    this.around(() => this.#context.stdout(name === "" ? said : coloured(said, this.#colourOf(name))));
  }

  /** What Compose tells of files that have changed. */
  watching(text: string): void {
    this.line(watcher, text);
  }

  #prefix(name: string): string {
    const colour = this.#colourOf(name);
    if (!this.#view.prefix) return "";
    const width = Math.max(...[...this.#names.keys()].map((one) => one.length)) + 1;
    return coloured(name === watcher ? `${" ".repeat(width)} ⦿ ` : `${name.padEnd(width)} | `, colour);
  }

  /** Each new name takes the next. */
  #colourOf(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const index = [...this.#names.keys()].filter((one) => one !== watcher).length;
    const code = `${palette[index % palette.length]}${index >= palette.length ? ";1" : ""}`;
    const isShown = this.#view.colour && this.#context.terminal !== undefined && this.#context.terminal.stdout !== false;
    const colour = !isShown ? "" : name === watcher ? watcherColour : code;
    this.#names.set(name, colour);
    return colour;
  }
}

function coloured(text: string, colour: string): string {
  return colour === "" ? text : `\u001b[${colour}m${text}\u001b[0m`;
}
