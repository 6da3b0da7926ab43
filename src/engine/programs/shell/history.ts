import { FsError } from "../../filesystem/errors.ts";
import type { Process } from "../program.ts";
import type { ShellName } from "./dialect.ts";
import type { Shell } from "./shell.ts";

/** As many as bash keeps unless told otherwise. */
const most = 500;

/** The lines typed at an interactive shell; those of earlier ones are in a file in the user's home. */
export class History {
  readonly lines: string[] = [];
  readonly #process: Process;
  readonly #file: string | undefined;

  constructor(process: Process, shell: ShellName) {
    this.#process = process;
    const home = process.env.get("HOME");
    this.#file = home && shell !== "dash" ? `${home === "/" ? "" : home}/.${shell}_history` : undefined;
    if (this.#file && process.fs.lookup(this.#file)?.kind === "file")
      this.lines.push(
        ...process.fs
          .readText(this.#file)
          .split("\n")
          .filter((line) => line !== ""),
      );
  }

  add(line: string): void {
    if (line.trim() === "" || line === this.lines.at(-1)) return;
    this.lines.push(line);
    if (this.lines.length > most) this.lines.shift();
  }

  /** Puts the lines into the file; a home that cannot be written to has none. */
  save(): void {
    if (!this.#file || this.lines.length === 0) return;
    try {
      this.#process.fs.writeFile(this.#file, `${this.lines.join("\n")}\n`, { mode: 0o600 });
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
    }
  }

  /** `history` */
  show(shell: Shell): number {
    for (const [index, line] of this.lines.entries()) shell.out(`${(index + 1).toString().padStart(5)}  ${line}\n`);
    return 0;
  }
}
