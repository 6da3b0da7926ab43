/** The line at the foot of the screen of an attached `up`, and what its keys do (spec compose §5.4). */
import type { DockerContext } from "../../context.ts";
import type { LogPrinter } from "./follow-logs.ts";
import type { Watcher } from "./watch/watcher.ts";

const keyCell = (key: string): string => `\u001b[1;38;2;0;0;0;48;2;255;255;255m${key}\u001b[0m`;
const faint = (text: string): string => `\u001b[2m${text}\u001b[0m`;
const cyan = (text: string, bold = ""): string => `\u001b[${bold}36m${text}\u001b[0m`;
/** Milliseconds that a mistake is shown. */
const errorTime = 11_000;

export class Menu {
  readonly #context: DockerContext;
  readonly #printer: LogPrinter;
  readonly #watcher: Watcher | undefined;
  #error = "";
  #errorOver = 0;
  #open = false;

  constructor(context: DockerContext, printer: LogPrinter, watcher: Watcher | undefined) {
    this.#context = context;
    this.#printer = printer;
    this.#watcher = watcher;
    printer.around = (print) => {
      this.#clear();
      print();
      this.#draw();
    };
  }

  show(): void {
    this.#open = true;
    this.#draw();
  }

  close(): void {
    this.#clear();
    this.#open = false;
    this.#printer.around = (print) => print();
    this.#context.stdout("\u001b[?25h");
  }

  key(key: string): void {
    if (key === "\r") {
      this.#context.stdout("\n");
      this.#draw();
    } else if (key === "w") void this.#toggleWatch();
  }

  async #toggleWatch(): Promise<void> {
    const watcher = this.#watcher;
    if (!watcher) {
      this.#error = `${cyan("Watch →", "1;")}  watch is not yet configured. Learn more: ${cyan("https://docs.docker.com/compose/file-watch/")}`;
      this.#errorOver = this.#context.clock.now() + errorTime;
    } else if (watcher.isOn) await watcher.stop();
    else
      await watcher.start().catch((error: unknown) => {
        this.#printer.watching(error instanceof Error ? error.message : String(error));
      });
    this.#draw();
  }

  #text(): string {
    return `${keyCell("w")}${faint(` ${this.#watcher?.isOn ? "Disable" : "Enable"} Watch`)}`;
  }

  /** Below the last line, which the cursor stays at. */
  #draw(): void {
    if (!this.#open) return;
    const { rows = 24 } = this.#context.terminal ?? {};
    const error = this.#context.clock.now() < this.#errorOver ? this.#error : "";
    const lines = error === "" ? 2 : 3;
    const room = `${"\u001b[2K\n\u001b[0G".repeat(lines)}\u001b[${lines}A`;
    const above = error === "" ? "" : `\u001b[${rows - 1};0H\u001b[2K${error}`;
    this.#context.stdout(`${room}\u001b[0G\u001b7${above}\u001b[${rows};0H\u001b[2K${this.#text()}\u001b[0G\u001b8`);
  }

  #clear(): void {
    if (!this.#open) return;
    this.#context.stdout(`\u001b[0G\u001b7${"\u001b[1B\u001b[2K".repeat(3)}\u001b8`);
  }
}
