/**
 * A data directory in use. PGlite has one database open and one session at a time: sessions take turns, statement by
 * statement, and a transaction keeps the turn until it ends. A turn of another session begins by becoming that session: its
 * role and its settings; one of another database by opening that database.
 */
import type { Written } from "../backend/data-files.ts";
import { Backend, type BackendOptions } from "../backend/backend.ts";
import { bodyOf, decode, encode, valuesOf } from "../protocol/messages.ts";
import { identifier, quoted } from "../quote.ts";

export interface Session {
  readonly pid: number;
  readonly database: string;
  readonly user: string;
  /** What it has set for itself, while another session has the turn. */
  settings: ReadonlyMap<string, string>;
  /** As the server's last answer said: idle, in a transaction, in one that failed. */
  status: "I" | "T" | "E";
}

export function query(sql: string): Uint8Array {
  return encode("Q", bodyOf(sql, "\0"));
}

export interface ClusterOptions extends Omit<BackendOptions, "database"> {
  /** What each session begins with. */
  readonly sessionSettings: ReadonlyMap<string, string>;
}

export class Cluster {
  readonly #options: ClusterOptions;
  #backend: Backend | undefined;
  #current: Session | undefined;
  /** Who has the turn, and who waits for it. */
  #holder: Session | undefined;
  readonly #waiting: { readonly session: Session; readonly go: () => void }[] = [];

  /** What runs is the server's own business: its log says nothing of it. */
  quiet = true;

  constructor(options: ClusterOptions) {
    this.#options = options;
  }

  /** Process of the session whose statements run. */
  get pid(): number | undefined {
    return this.#current?.pid;
  }

  async open(database: string): Promise<void> {
    if (this.#backend?.database === database) return;
    await this.#backend?.close();
    this.#backend = undefined;
    this.#current = undefined;
    this.#backend = await Backend.open({ ...this.#options, database });
  }

  /** Writes everything to the data directory and ends. Gives what that came to. */
  async close(): Promise<Written> {
    const backend = this.#backend;
    this.#backend = undefined;
    return (await backend?.close()) ?? { files: 0, bytes: 0 };
  }

  /** Ends as if the power had gone: what is in the data directory stays. */
  abandon(): void {
    this.#backend = undefined;
  }

  /** Waits for the session's turn. Rejects with the signal's reason. */
  async #turn(session: Session, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#holder === undefined || this.#holder === session) {
      this.#holder = session;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const entry = { session, go: resolve };
      this.#waiting.push(entry);
      signal.addEventListener(
        "abort",
        () => {
          const at = this.#waiting.indexOf(entry);
          if (at >= 0) this.#waiting.splice(at, 1);
          reject(signal.reason);
        },
        { once: true },
      );
    });
  }

  #next(): void {
    const next = this.#waiting.shift();
    this.#holder = next?.session;
    next?.go();
  }

  /**
   * Runs messages of a session.
   * @param more there are messages to come before others may have the turn
   * @returns the server's answer, and how many milliseconds it is to be late because of `pg_sleep`
   */
  async run(session: Session, messages: Uint8Array, signal: AbortSignal, more = false): Promise<{ answer: Uint8Array; slept: number }> {
    await this.#turn(session, signal);
    try {
      await this.#become(session);
      this.quiet = false;
      const { answer, slept } = this.#raw(messages);
      this.quiet = true;
      const status = decode(answer).findLast(({ type }) => type === "Z")?.body[0];
      if (status !== undefined) session.status = String.fromCharCode(status) as Session["status"];
      return { answer, slept };
    } finally {
      if (!more && session.status === "I") this.#next();
    }
  }

  #raw(messages: Uint8Array): { answer: Uint8Array; slept: number } {
    if (!this.#backend) throw new Error("the server has ended");
    return this.#backend.run(messages);
  }

  async #become(session: Session): Promise<void> {
    if (this.#current === session && this.#backend?.database === session.database) return;
    if (this.#current) this.#current.settings = this.#settings();
    await this.open(session.database);
    this.#backend?.setPid(session.pid);
    this.#rows(
      [
        "RESET ALL",
        // What is set may be for superusers alone: the session becomes its user last.
        `SET SESSION AUTHORIZATION ${identifier(this.#options.superuser)}`,
        ...[...this.#options.sessionSettings, ...session.settings].map(
          ([name, value]) => `SELECT set_config(${quoted(name)}, ${quoted(value)}, false)`,
        ),
        `SET SESSION AUTHORIZATION ${identifier(session.user)}`,
      ].join("; "),
    );
    this.#current = session;
  }

  #settings(): Map<string, string> {
    const rows = this.#rows("SELECT name, setting FROM pg_settings WHERE source = 'session' AND context IN ('user', 'superuser')");
    return new Map(rows.map(([name, value]) => [name ?? "", value ?? ""]));
  }

  /** The rows of a query of the server's own, in whatever database is open, as the superuser. */
  async ask(sql: string, signal: AbortSignal): Promise<(string | null)[][]> {
    const session: Session = { pid: 0, database: "", user: this.#options.superuser, settings: new Map(), status: "I" };
    await this.#turn(session, signal);
    try {
      if (this.#current) {
        this.#current.settings = this.#settings();
        this.#current = undefined;
      }
      return this.#rows(`RESET ALL; SET SESSION AUTHORIZATION ${identifier(this.#options.superuser)}; ${sql}`);
    } finally {
      this.#next();
    }
  }

  #rows(sql: string): (string | null)[][] {
    return decode(this.#raw(query(sql)).answer)
      .filter(({ type }) => type === "D")
      .map(({ body }) => valuesOf(body));
  }

  /** A session has gone; what it did not commit goes with it. */
  leave(session: Session): void {
    if (this.#holder === session) {
      if (session.status !== "I" && this.#backend && this.#current === session) this.#raw(query("ROLLBACK"));
      session.status = "I";
      this.#next();
    }
    if (this.#current === session) this.#current = undefined;
  }
}
