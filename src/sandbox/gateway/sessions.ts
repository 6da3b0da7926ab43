/** The sessions of a gateway: who may open one, how many there are, and how each ends. */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { Refused } from "../policy/refusal.ts";
import { cleanUp } from "./janitor.ts";
import { Session, type SessionOptions } from "./session.ts";

export interface SessionsOptions extends SessionOptions {
  readonly mostSessions: number;
  /** Milliseconds that a session stays when nobody is connected to it. */
  readonly patience: number;
  /** Milliseconds that a token is good for. */
  readonly tokenLife: number;
  /** A session ends: who holds its containers' streams must let go, or they could not be removed. */
  readonly ending?: (session: Session) => void;
  /** A session is over, and what it made is gone. */
  readonly ended?: (session: Session, left: readonly string[]) => void;
}

export class Sessions {
  readonly #options: SessionsOptions;
  readonly #tokens = new Map<string, number>();
  readonly #sessions = new Map<string, Session>();
  readonly #leaving = new Map<Session, ReturnType<typeof setTimeout>>();
  readonly #ending = new Set<Promise<void>>();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  all(): Iterable<Session> {
    return this.#sessions.values();
  }

  get count(): number {
    return this.#sessions.size;
  }

  /** A token that opens one session, once. */
  token(): string {
    const token = randomBytes(24).toString("base64url");
    this.#tokens.set(token, Date.now() + this.#options.tokenLife);
    return token;
  }

  /** Throws `Refused` for a token that is none, was used, or is too old, and when there are as many sessions as there may be. */
  open(token: string): Session {
    const until = this.#tokens.get(token);
    this.#tokens.delete(token);
    if (until === undefined || until < Date.now())
      throw new Refused(
        "api",
        "this link does not open a session: each works once, and for a while. Take a new one where the sandbox runs.",
      );
    if (this.#sessions.size >= this.#options.mostSessions) {
      // The link may still work when somebody has left.
      this.#tokens.set(token, until);
      throw new Refused("limits", `there are ${this.#options.mostSessions} sessions already, as many as this sandbox has room for`);
    }
    const session = new Session(this.#options);
    this.#sessions.set(session.id, session);
    return session;
  }

  /** The session that somebody comes back to; `undefined` when there is none, or the secret is not its. */
  find(id: string, secret: string): Session | undefined {
    const session = this.#sessions.get(id);
    if (!session) return undefined;
    const [given, right] = [Buffer.from(secret), Buffer.from(session.secret)];
    return given.length === right.length && timingSafeEqual(given, right) ? session : undefined;
  }

  /** Somebody is connected to it. */
  occupied(session: Session): void {
    clearTimeout(this.#leaving.get(session));
    this.#leaving.delete(session);
  }

  /** Nobody is, any more. */
  deserted(session: Session): void {
    if (!this.#sessions.has(session.id)) return;
    this.occupied(session);
    this.#leaving.set(
      session,
      setTimeout(() => void this.end(session), this.#options.patience),
    );
  }

  /** Ends a session, and removes what it made. */
  async end(session: Session): Promise<void> {
    if (!this.#sessions.delete(session.id)) return;
    this.occupied(session);
    const work = this.#clean(session);
    this.#ending.add(work);
    await work.finally(() => this.#ending.delete(work));
  }

  async endAll(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => this.end(session)));
    await Promise.all(this.#ending);
  }

  async #clean(session: Session): Promise<void> {
    this.#options.ending?.(session);
    for (const build of session.builds) build.abort();
    const own = await cleanUp(this.#options.upstream, { session: session.id }).catch((error: Error) => ({ left: [error.message] }));
    const rest = await session.workspace.dispose().catch((error: Error) => [error.message]);
    this.#options.ended?.(session, [...own.left, ...rest]);
  }
}
