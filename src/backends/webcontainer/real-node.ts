/** Runs what `node` is told to run on the Node.js of a box, and what it cannot run there on the lab's own. */
import { proxy, wrap } from "comlink";
import { simulatedNode } from "../../engine/programs/node/run.ts";
import type { NodeOptions, NodeRuntime, NodeStart } from "../../engine/programs/node/runtime.ts";
import type { Process } from "../../engine/programs/program.ts";
import { outside } from "../../engine/turns.ts";
import type { Box } from "./box.ts";
import { NotInBox, Stay } from "./stay.ts";

/** What node takes before a program does anything, in bytes: the container's limits count it. */
const residentMemory = 42 * 1024 ** 2;

/** A runtime over the box at the other end of a port. */
export function realNodeBehind(port: MessagePort): NodeRuntime {
  return new RealNode(wrap<Box>(port) as unknown as Box);
}

export class RealNode implements NodeRuntime {
  readonly #box: Box;
  readonly #simulated: NodeRuntime;
  /** Whose programs are in the box: there is one, and containers do not share a file system. */
  #stay: { readonly rooms: object; readonly stay: Stay } | undefined;
  #entering: Promise<unknown> = Promise.resolve();

  constructor(box: Box, simulated: NodeRuntime = simulatedNode) {
    this.#box = box;
    this.#simulated = simulated;
    const told = (port: number, isOpen: boolean): void => {
      if (isOpen) this.#stay?.stay.opened(port);
      else this.#stay?.stay.closed(port);
    };
    void box.onPort(proxy(told)).catch(() => {});
  }

  async run(process: Process, options: NodeOptions, start: NodeStart): Promise<number> {
    process.useMemory(residentMemory);
    const entered = this.#entering.then(() => this.#enter(process, start));
    this.#entering = entered.catch(() => {});
    try {
      const stay = await outside(entered);
      try {
        return await this.#runInside(stay, process, options, start);
      } finally {
        await this.#leave(stay, process);
      }
    } catch (error) {
      if (process.signal.aborted || !(error instanceof NotInBox)) throw error;
      process.stderr(`drydock: the lab's own node runs this, not the real one: ${error.message}\n`);
      return this.#simulated.run(process, options, start);
    }
  }

  async #runInside(stay: Stay, process: Process, { argv, preload }: NodeOptions, start: NodeStart): Promise<number> {
    const words = ["node", ...preload.flatMap((name) => ["-r", name])];
    if (start.kind === "file") words.push(stay.inside(start.path), ...argv.slice(2));
    else {
      if (start.module) words.push("--input-type=module");
      words.push(start.print ? "-p" : "-e", start.text, ...(argv.length > 1 ? ["--", ...argv.slice(1)] : []));
    }
    const { cwd } = process.task;
    const { terminal } = process;
    const env = Object.fromEntries([...process.env].filter(([name]) => !own.has(name)));
    const options = {
      cwd: stay.has(cwd) ? cwd.slice(1) : start.kind === "file" ? folderOf(process, start.path).slice(1) : ".",
      env: { ...env, ...(terminal?.stdout ? {} : { NO_COLOR: "1" }) },
      ...(terminal && { terminal: { cols: terminal.columns, rows: terminal.rows } }),
    };
    const heard = (text: string): void => {
      if (!process.signal.aborted) process.stdout(text.replaceAll("\r\n", "\n"));
    };
    const running = await this.#reached(() => this.#box.start(words, options, proxy(heard)));
    const killed = new Promise<never>((_, reject) => {
      const stop = (): void => {
        void running.kill();
        reject(process.signal.reason);
      };
      if (process.signal.aborted) stop();
      else process.signal.addEventListener("abort", stop, { once: true });
    });
    return (await Promise.race([running.ended(), killed])) & 0xff;
  }

  async #enter(process: Process, start: NodeStart): Promise<Stay> {
    const rooms = process.task.namespaces.mnt;
    if (this.#stay && this.#stay.rooms !== rooms)
      throw new NotInBox("another container's program is there, and there is one real Node at a time");
    const folder = start.kind === "file" ? folderOf(process, start.path) : process.task.cwd;
    if (folder === "/" && start.kind === "file") throw new NotInBox("the program stands in /, among all files of the image");
    if (!this.#stay) {
      const inBox = await this.#reached(async () => {
        await this.#box.clear();
        return this.#box.folder;
      });
      this.#stay = { rooms, stay: new Stay(this.#box, inBox) };
    }
    const { stay } = this.#stay;
    stay.join(process);
    try {
      if (folder !== "/") await this.#reached(() => stay.bring(process, folder));
    } catch (error) {
      await this.#leave(stay, process);
      throw error;
    }
    return stay;
  }

  async #leave(stay: Stay, process: Process): Promise<void> {
    await stay.leave(process).catch(() => {});
    if (!stay.isEmpty || this.#stay?.stay !== stay) return;
    this.#stay = undefined;
    await stay.end().catch(() => {});
  }

  /** What goes wrong on the way to the box is no fault of the program. */
  async #reached<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof NotInBox ? error : new NotInBox(`it does not answer (${(error as Error).message})`);
    }
  }
}

/** Variables that are the box's own. */
const own: ReadonlySet<string> = new Set(["PATH", "HOME", "PWD", "OLDPWD", "SHLVL", "_", "HOSTNAME"]);

/** The app a script belongs to: the nearest folder above it that has a `package.json`, else its own. */
function folderOf({ fs }: Process, script: string): string {
  const own = script.slice(0, script.lastIndexOf("/")) || "/";
  for (let folder = own; folder !== ""; folder = folder.slice(0, folder.lastIndexOf("/")))
    if (folder !== "/" && fs.exists(`${folder}/package.json`)) return folder;
  return own;
}
