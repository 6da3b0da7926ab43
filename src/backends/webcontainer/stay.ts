/** What one container has in the box while programs of it run there. */
import { proxy } from "comlink";
import type { Listener } from "../../engine/kernel/network/sockets.ts";
import { listenAt } from "../../engine/programs/network/calls.ts";
import type { Process } from "../../engine/programs/program.ts";
import type { Box } from "./box.ts";
import { placed, type Snapshot, snapshotOf, takeOver, treeOf } from "./files.ts";
import { Tunnel } from "./tunnel.ts";

/** Why a program cannot run in the box: a sentence without its end. */
export class NotInBox extends Error {}

/** Milliseconds after a change before files are looked at: a program seldom writes one alone. */
const settling = 300;

export class Stay {
  readonly #box: Box;
  readonly #folder: string;
  /** Folders of the container that are in the box, as both sides had them last. */
  readonly #folders = new Map<string, Snapshot>();
  readonly #programs: Process[] = [];
  readonly #listeners = new Map<number, Listener>();
  readonly #tunnel: Tunnel;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param folder the box's own, where the container's `/` is */
  constructor(box: Box, folder: string) {
    this.#box = box;
    this.#folder = folder;
    this.#tunnel = new Tunnel(box);
  }

  get isEmpty(): boolean {
    return this.#programs.length === 0;
  }

  /** The full path that a path of the container has in the box. */
  inside(path: string): string {
    return `${this.#folder}${path}`;
  }

  /** Whether a folder of the container is in the box. */
  has(path: string): boolean {
    return [...this.#folders.keys()].some((folder) => path === folder || path.startsWith(`${folder}/`));
  }

  join(process: Process): void {
    this.#programs.push(process);
  }

  /** Takes over what the program has written, and forgets it. */
  async leave(process: Process): Promise<void> {
    if (!process.signal.aborted) await this.#takeBack(process);
    this.#programs.splice(this.#programs.indexOf(process), 1);
  }

  /** Brings a folder of the container into the box as it is now. Throws `NotInBox`. */
  async bring(process: Process, folder: string): Promise<void> {
    const tree = treeOf(process.fs, folder);
    if (!tree) throw new NotInBox(`${folder} has too many files`);
    const known = this.#folders.has(folder);
    await this.#box.put(placed(tree, folder));
    this.#folders.set(folder, snapshotOf(tree));
    if (known) return;
    await this.#install(process, folder);
    await this.#box.onChange(
      folder.slice(1),
      proxy(() => {
        this.#timer ??= setTimeout(() => {
          this.#timer = undefined;
          const last = this.#programs.at(-1);
          if (last && !last.signal.aborted) void this.#takeBack(last).catch(() => {});
        }, settling);
      }),
    );
  }

  /** A program in the box listens at a port: now the container does too. */
  opened(port: number): void {
    const process = this.#programs.at(-1);
    if (!process || this.#listeners.has(port)) return;
    try {
      const listener = listenAt(process, { address: 0, port });
      this.#listeners.set(port, listener);
      void this.#accept(process, listener, port).catch(() => this.#listeners.delete(port));
    } catch (error) {
      process.stderr(`drydock: port ${port} of the real Node cannot be had in the container: ${(error as Error).message}\n`);
    }
  }

  closed(port: number): void {
    this.#listeners.get(port)?.release();
    this.#listeners.delete(port);
  }

  async end(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#tunnel.close();
  }

  async #accept(process: Process, listener: Listener, port: number): Promise<void> {
    for (let connection = await listener.accept(process.signal); connection; connection = await listener.accept(process.signal))
      void this.#tunnel.carry(connection.retain(), port, process.signal).catch(() => {});
  }

  /** The image's packages are stand-ins; the box gets real ones. */
  async #install(process: Process, folder: string): Promise<void> {
    if (!process.fs.exists(`${folder}/node_modules`) || !process.fs.exists(`${folder}/package.json`)) return;
    let said = "";
    const words = "npm install --no-package-lock --no-audit --no-fund --loglevel=error";
    const installing = await this.#box.start(
      words.split(" "),
      { cwd: folder.slice(1), env: {} },
      proxy((text: string) => {
        said += text;
      }),
    );
    const code = await installing.ended();
    if (code !== 0) throw new NotInBox(`its packages could not be installed (${said.trim().split("\n").at(-1) ?? `exit code ${code}`})`);
  }

  async #takeBack(process: Process): Promise<void> {
    for (const [folder, before] of this.#folders) {
      const now = snapshotOf(await this.#box.take(folder.slice(1)));
      this.#folders.set(folder, now);
      const refused = takeOver(process.fs, folder, before, now);
      if (refused.length > 0) process.stderr(`drydock: the real Node has written what the container may not: ${refused.join(", ")}\n`);
    }
  }
}
