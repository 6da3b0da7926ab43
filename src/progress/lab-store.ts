import { createStore, del, get, promisifyRequest, set, type UseStore } from "idb-keyval";
import { type Piece, type PieceName, type Pieces, pieceNames, readPiece, version } from "./schema.ts";

/** A piece that could not be read, kept under a key of its own. */
export interface SetAside {
  readonly piece: PieceName;
  readonly key: string;
  readonly why: string;
}

/** Another tab has taken this lesson over; nothing was written. */
export class NotOwner extends Error {
  constructor() {
    super("This lesson is open in another tab, which has taken over.");
    this.name = "NotOwner";
  }
}

/**
 * One lesson's lab in the browser's storage. Every write names its owner, inside the transaction: a tab that lost the lesson
 * to another one can't overwrite it, however late its write comes.
 */
export class LabStore {
  readonly #lesson: string;
  readonly #store: UseStore;
  readonly #owner: string;

  /** Throws where the browser has no storage to give. */
  constructor(lesson: string, owner: string = crypto.randomUUID(), store: UseStore = createStore("drydock", "labs")) {
    this.#lesson = lesson;
    this.#owner = owner;
    this.#store = store;
  }

  /** From now on this tab's writes count, and no other's. */
  async own(): Promise<void> {
    await set(this.#key("owner"), this.#owner, this.#store);
  }

  /**
   * All that is kept. What cannot be read is moved out of the way (unless `moveFaults` is false: another tab's business) and
   * told. Rejects when storage is out of order.
   */
  async load({ moveFaults = true } = {}): Promise<{ pieces: Pieces; setAside: SetAside[] }> {
    const pieces: Pieces = {};
    const setAside: SetAside[] = [];
    const values = await Promise.all(pieceNames.map((name) => get<unknown>(this.#key(name), this.#store)));
    for (const [index, name] of pieceNames.entries()) {
      const value = values[index];
      if (value === undefined) continue;
      const read = readPiece(name, value);
      if ("piece" in read) Object.assign(pieces, { [name]: read.piece });
      else if (moveFaults) setAside.push(await this.setAside(name, read.fault));
    }
    return { pieces, setAside };
  }

  /** Moves a piece to a key of its own. Nothing is ever deleted. */
  async setAside(piece: PieceName, why: string): Promise<SetAside> {
    const value = await get<unknown>(this.#key(piece), this.#store);
    const key = `${this.#key(piece)}/set-aside/${new Date().toISOString()}`;
    await set(key, { piece, why, value }, this.#store);
    await del(this.#key(piece), this.#store);
    return { piece, key, why };
  }

  /** What was set aside, for a download. */
  async read(key: string): Promise<unknown> {
    return get<unknown>(key, this.#store);
  }

  /** Writes pieces, all or none. Throws `NotOwner`, or the browser's own error when storage is full. */
  async save(pieces: { [Name in PieceName]?: Omit<Piece<Name>, "version"> }): Promise<void> {
    let owned = true;
    await this.#store("readwrite", async (store) => {
      const done = promisifyRequest(store.transaction);
      const asked = store.get(this.#key("owner"));
      asked.onsuccess = () => {
        const owner: unknown = asked.result;
        owned = owner === undefined || owner === this.#owner;
        if (!owned) return;
        try {
          for (const [name, piece] of Object.entries(pieces)) store.put({ version, ...piece }, this.#key(name as PieceName));
        } catch (error) {
          store.transaction.abort();
          throw error;
        }
      };
      await done;
    });
    if (!owned) throw new NotOwner();
  }

  #key(name: PieceName | "owner"): string {
    return `${this.#lesson}/${name}`;
  }
}
