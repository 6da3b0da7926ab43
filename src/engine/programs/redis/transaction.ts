/** MULTI to EXEC: commands that are kept to be run in one go, unless a watched key has changed. */
import { CommandError, type Database } from "./database.ts";
import { ok, type Reply } from "./protocol.ts";

export class Transaction {
  #queued: string[][] | undefined;
  /** A command could not be queued: EXEC will refuse. */
  #spoilt = false;
  /** What watched keys held. */
  readonly #watched = new Map<string, string>();

  /** Commands are kept, not run. */
  get open(): boolean {
    return this.#queued !== undefined;
  }

  /** How many commands are kept; -1 outside a transaction. */
  get length(): number {
    return this.#queued?.length ?? -1;
  }

  queue(words: readonly string[]): void {
    this.#queued?.push([...words]);
  }

  spoil(): void {
    this.#spoilt = true;
  }

  abandon(): void {
    this.#queued = undefined;
  }

  /** @param run runs a command that was queued */
  control(name: string, args: readonly string[], data: Database, run: (words: readonly string[]) => Reply): Reply {
    switch (name) {
      case "multi":
        if (this.#queued) throw new CommandError("ERR MULTI calls can not be nested");
        this.#queued = [];
        this.#spoilt = false;
        return ok;
      case "watch":
        if (this.#queued) throw new CommandError("ERR WATCH inside MULTI is not allowed");
        for (const key of args) this.#watched.set(key, snapshotOf(data, key));
        return ok;
      case "unwatch":
        this.#watched.clear();
        return ok;
      case "discard":
        if (!this.#queued) throw new CommandError("ERR DISCARD without MULTI");
        this.#queued = undefined;
        this.#watched.clear();
        return ok;
      case "exec": {
        if (!this.#queued) throw new CommandError("ERR EXEC without MULTI");
        const queued = this.#queued;
        const changed = [...this.#watched].some(([key, before]) => snapshotOf(data, key) !== before);
        this.#queued = undefined;
        this.#watched.clear();
        if (this.#spoilt) throw new CommandError("EXECABORT Transaction discarded because of previous errors.");
        return changed ? { nilArray: true } : queued.map(run);
      }
      default:
        throw new CommandError(`ERR drydock: the lab's server does not know ${name.toUpperCase()} here`);
    }
  }
}

/** What a key holds, to be compared with what it held. */
function snapshotOf(data: Database, key: string): string {
  const value = data.get(key);
  return value === undefined
    ? ""
    : JSON.stringify(value, (_, part: unknown) => (part instanceof Map || part instanceof Set ? [...part] : part));
}
