/** What PGlite would take from the platform, given by the machine instead: time, and a random device that repeats itself. */
import { sha256 } from "@noble/hashes/sha2.js";
import type { EmscriptenFs } from "./data-files.ts";

type Imports = Record<string, Record<string, (...args: never[]) => unknown>>;

/** So often may a statement ask for the time before it is taken to wait for it. */
const patience = 200_000;

/**
 * The time as PostgreSQL's code sees it. It stands still while a statement runs, unless the statement asks for it over and over:
 * that is `pg_sleep`, which then has the time pass at once. How much did is for the server to make up for.
 */
export class StatementClock {
  readonly #now: () => number;
  #asked = 0;
  /** Milliseconds. */
  #slept = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  read(): number {
    if (++this.#asked > patience) this.#slept += 1 + Math.floor(this.#asked / 1_000_000);
    return this.#now() + this.#slept;
  }

  /** Milliseconds that went by for the statement alone; a new one begins. */
  take(): number {
    const slept = this.#slept;
    this.#asked = 0;
    this.#slept = 0;
    return slept;
  }

  /**
   * Replaces every way to the platform's clock among a module's imports.
   * @param memory the module's memory, once there is one
   */
  install(imports: Imports, memory: () => ArrayBufferLike): void {
    const { env, wasi_snapshot_preview1: wasi } = imports;
    if (!env || !wasi) return;
    wasi.clock_time_get = ((_clock: number, _precision: bigint, pointer: number) => {
      const now = this.read();
      new DataView(memory()).setBigUint64(pointer, BigInt(Math.round(now * 1000)) * 1000n, true);
      return 0;
    }) as never;
    env.emscripten_date_now = () => this.read();
    env.emscripten_get_now = () => this.read();
  }
}

/** Makes `/dev/random` and `/dev/urandom` a sequence that follows from `seed`. */
export function useSeed(fs: EmscriptenFs, seed: string): void {
  let block = new Uint8Array();
  let at = 0;
  let count = 0;
  const next = (): number => {
    if (at === block.length) {
      block = new Uint8Array(sha256(new TextEncoder().encode(`${seed} ${count++}`)));
      at = 0;
    }
    return block[at++] as number;
  };
  for (const name of ["random", "urandom"]) {
    fs.unlink(`/dev/${name}`);
    fs.createDevice("/dev", name, next);
  }
}

/** What is used of a module that has been made. */
export interface Module {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
}

/** The release of PostgreSQL that PGlite is, as its constants have it. */
const real = { text: "17.5", number: 170_005 };

/**
 * Makes the server say that it is the release of its image. What it tells of itself are constants in its memory, to which
 * settings point.
 * @param release what `SHOW server_version`, `server_version_num` and `version()` say
 */
export function usePretence(module: Module, { text, number, full }: { text: string; number: number; full: string }): void {
  const encoder = new TextEncoder();
  const content = encoder.encode(`${text}\0`);
  const address = module._malloc(content.length);
  const bytes = module.HEAPU8;
  bytes.set(content, address);
  const wanted = encoder.encode(`\0${real.text}\0`);
  const addresses = new Set<number>();
  for (let at = bytes.indexOf(0); at >= 0 && at < address; at = bytes.indexOf(0, at + 1))
    if (bytes[at + 1] === wanted[1] && wanted.every((byte, index) => bytes[at + index] === byte)) addresses.add(at + 1);
  const words = new Int32Array(bytes.buffer, 0, address >> 2);
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as number;
    if (word === real.number) words[index] = number;
    else if (addresses.has(word)) words[index] = address;
  }
  overwrite(bytes.subarray(0, address), `PostgreSQL ${real.text} on `, full);
}

/** Puts `text` in the place of the constant that begins with `beginning`, and ends where the constant did at the latest. */
function overwrite(bytes: Uint8Array, beginning: string, text: string): void {
  const wanted = new TextEncoder().encode(beginning);
  const content = new TextEncoder().encode(text);
  for (let at = bytes.indexOf(wanted[0] as number); at >= 0; at = bytes.indexOf(wanted[0] as number, at + 1)) {
    if (!wanted.every((byte, index) => bytes[at + index] === byte)) continue;
    const end = bytes.indexOf(0, at);
    if (end - at >= content.length) bytes.fill(0, at, end).set(content, at);
  }
}
