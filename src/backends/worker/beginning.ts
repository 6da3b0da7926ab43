import type { LabSession } from "../../shell/session.ts";
import { toWire } from "./protocol.ts";

type Make = (session: LabSession) => Promise<void>;

/** What a lesson begins with, made once, when it is first opened. */
export class Beginning {
  /** Absent when it has been made. */
  #fetch: (() => Promise<Make | undefined>) | undefined;
  readonly #tell: ((trouble: string) => void) | undefined;
  #told = false;

  /**
   * @param fetch loads what makes it; nothing, if the lesson begins with an empty engine
   * @param tell hears once that it cannot be had. Who is told goes on without; where nobody is, `make` throws
   */
  constructor(fetch: () => Promise<Make | undefined>, tell?: (trouble: string) => void) {
    this.#fetch = fetch;
    this.#tell = tell;
  }

  /** Makes it, unless that has been done. What can't be fetched now is asked for again the next time. */
  async make(session: LabSession): Promise<void> {
    if (!this.#fetch) return;
    let make: Make | undefined;
    try {
      make = await this.#fetch();
    } catch (error) {
      if (!this.#tell) throw error;
      if (!this.#told) this.#tell(`${toWire(error).message} The lab works without it, and asks for it again before each command.`);
      this.#told = true;
      return;
    }
    this.#fetch = undefined;
    await make?.(session);
  }
}
