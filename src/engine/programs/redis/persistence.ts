/**
 * What a server keeps on disk: a snapshot (`dump.rdb`) and, when asked to, every change (`appendonlydir`). The snapshot's
 * format is the lab's own behind Redis's first nine bytes; the log of changes is Redis's own protocol, as it is for real.
 */
import type { WorkingTree } from "../../filesystem/working-tree.ts";
import type { Configuration } from "./configuration.ts";
import type { Database, Saved } from "./database.ts";
import { encode } from "./protocol.ts";

const magic = "REDIS0012";

interface Snapshot {
  readonly version: string;
  readonly time: number;
  readonly databases: readonly (readonly Saved[])[];
}

/** Writes a snapshot. Throws what the file system throws. */
export function saveSnapshot(fs: WorkingTree, path: string, version: string, time: number, databases: readonly Database[]): void {
  const snapshot: Snapshot = { version, time, databases: databases.map((database) => database.save()) };
  fs.writeFile(path, `${magic}${JSON.stringify(snapshot)}`, { mode: 0o600 });
}

/** Reads a snapshot; `undefined` when the file is none. */
export function readSnapshot(fs: WorkingTree, path: string): Snapshot | undefined {
  const text = fs.readText(path);
  if (!text.startsWith(magic)) return undefined;
  try {
    return JSON.parse(text.slice(magic.length)) as Snapshot;
  } catch {
    return undefined;
  }
}

/** The append-only file. */
export class ChangeLog {
  readonly #fs: WorkingTree;
  readonly #path: string;
  #database = -1;

  constructor(fs: WorkingTree, folder: string, configuration: Configuration) {
    const name = configuration.get("appendfilename");
    const directory = `${folder}/${configuration.get("appenddirname")}`;
    this.#fs = fs;
    this.#path = `${directory}/${name}.1.incr.aof`;
    if (fs.exists(this.#path)) return;
    fs.mkdir(directory, { recursive: true, mode: 0o700 });
    fs.writeFile(`${directory}/${name}.manifest`, `file ${name}.1.incr.aof seq 1 type i\n`);
    fs.writeFile(this.#path, "", { mode: 0o600 });
  }

  get path(): string {
    return this.#path;
  }

  append(database: number, words: readonly string[]): void {
    const select = database === this.#database ? "" : encode(["SELECT", String(database)]);
    this.#database = database;
    this.#fs.appendFile(this.#path, select + encode(words));
  }
}
