/**
 * PostgreSQL itself: PGlite, which is the real server's code in WebAssembly, over the files of a data directory. It has one
 * database and one session at a time; what makes a server of it is in `server/`.
 */
import type { PGlite } from "@electric-sql/pglite";
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { outside } from "../../../turns.ts";
import type { Release } from "../release.ts";
import { DataFiles, type EmscriptenFs, type Written } from "./data-files.ts";
import { type Module, StatementClock, usePretence, useSeed } from "./surroundings.ts";

export interface BackendOptions {
  readonly tree: WorkingTree;
  /** The data directory. Where it holds none yet, one is made (`initdb`). */
  readonly path: string;
  readonly database: string;
  /** The superuser that the cluster was made with. */
  readonly superuser: string;
  /** What the image's PostgreSQL says it is. */
  readonly release: Release;
  /** Whatever makes this server's random numbers others than another's. */
  readonly seed: string;
  readonly now: () => number;
  /** Lines that the server wrote to its log, without their time. */
  readonly log: (line: string) => void;
}

/** Where variables of the server's code are: its own pid, and a pointer to what it waits for. */
interface Variables {
  readonly pid: number;
  readonly latch: number;
}

/** Offset of `owner_pid` in PostgreSQL's `struct Latch`: two integers and a flag come first. */
const latchOwner = 12;

/** Where a variable of the server's code is in its memory. */
function address(imports: { env: { __memory_base: WebAssembly.Global } }, instance: WebAssembly.Instance, name: string): number {
  return Number(imports.env.__memory_base.value) + Number((instance.exports[name] as WebAssembly.Global).value);
}

export class Backend {
  readonly database: string;
  readonly #pglite: PGlite;
  readonly #files: DataFiles;
  readonly #variables: Variables;
  readonly #clock: StatementClock;
  readonly #options: BackendOptions;

  private constructor(pglite: PGlite, files: DataFiles, variables: Variables, clock: StatementClock, options: BackendOptions) {
    this.database = options.database;
    this.#pglite = pglite;
    this.#files = files;
    this.#variables = variables;
    this.#clock = clock;
    this.#options = options;
  }

  static open(options: BackendOptions): Promise<Backend> {
    return outside(Backend.#open(options));
  }

  static async #open(options: BackendOptions): Promise<Backend> {
    const { PGlite, MemoryFS } = await import("@electric-sql/pglite");
    let files: DataFiles | undefined;
    let variables: Variables = { pid: 0, latch: 0 };
    const clock = new StatementClock(options.now);
    class Machine extends MemoryFS {
      override async init(pglite: PGlite, given: Parameters<InstanceType<typeof MemoryFS>["init"]>[1]) {
        const { emscriptenOpts } = await super.init(pglite, given);
        const instantiate = emscriptenOpts.instantiateWasm as (imports: never, done: never) => unknown;
        return {
          emscriptenOpts: {
            ...emscriptenOpts,
            instantiateWasm: ((imports: never, done: never) => {
              clock.install(imports, () => pglite.Module.HEAPU8.buffer);
              const made = done as unknown as (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;
              return instantiate(imports, ((instance: WebAssembly.Instance, module: WebAssembly.Module) => {
                variables = { pid: address(imports, instance, "MyProcPid"), latch: address(imports, instance, "MyLatch") };
                made(instance, module);
              }) as never);
            }) as never,
            preRun: [
              ...((emscriptenOpts.preRun ?? []) as ((module: { FS: EmscriptenFs }) => void)[]),
              (module: { FS: EmscriptenFs }) => {
                files = new DataFiles(module.FS);
                useSeed(module.FS, options.seed);
                files.load(options.tree, options.path);
              },
            ] as never,
            printErr: options.log,
          },
        };
      }
      override async initialSyncFs(): Promise<void> {
        usePretence(this.pg?.Module as unknown as Module, options.release);
      }
    }
    const pglite = await PGlite.create({ fs: new Machine(), database: options.database, username: options.superuser });
    const backend = new Backend(pglite, files as unknown as DataFiles, variables, clock, options);
    backend.save();
    return backend;
  }

  /**
   * Gives messages of the frontend protocol to the server. What they change is in the files by then.
   * @returns what the server answers, and how many milliseconds `pg_sleep` took for it
   */
  run(messages: Uint8Array): { answer: Uint8Array; slept: number } {
    this.#clock.take();
    try {
      return { answer: this.#pglite.execProtocolRawSync(messages), slept: this.#clock.take() };
    } finally {
      this.save();
    }
  }

  /** Who it says it is: `pg_backend_pid()`. */
  setPid(pid: number): void {
    const memory = new DataView(this.#pglite.Module.HEAPU8.buffer);
    memory.setInt32(this.#variables.pid, pid, true);
    // A latch knows whose it is: only its owner may wait for it.
    memory.setInt32(memory.getInt32(this.#variables.latch, true) + latchOwner, pid, true);
  }

  save(): Written {
    return this.#files.save(this.#options.tree, this.#options.path);
  }

  /** Ends as a server that was told to: with a checkpoint. Gives what that wrote. */
  async close(): Promise<Written> {
    await outside(this.#pglite.close());
    return this.save();
  }
}
