/** Limits that the engine cannot hold by itself: the disk, and time. Looked at every few seconds. */
import { sessionLabel } from "../policy/names.ts";
import type { ListedContainer, VolumeFacts } from "./objects.ts";
import type { Session } from "./session.ts";
import type { Upstream } from "./upstream.ts";

/** Milliseconds between two looks. */
const rest = 2000;

/** Stops what goes too far, and tells the session why. */
export class Watchman {
  readonly #upstream: Upstream;
  readonly #sessions: () => Iterable<Session>;
  readonly #tell: (session: Session, message: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(upstream: Upstream, sessions: () => Iterable<Session>, tell: (session: Session, message: string) => void) {
    this.#upstream = upstream;
    this.#sessions = sessions;
    this.#tell = tell;
  }

  start(): void {
    this.#timer = setTimeout(() => void this.#round(), rest);
  }

  stop(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  async #round(): Promise<void> {
    try {
      const all = [...this.#sessions()];
      if (all.length > 0) await this.look(all);
    } catch {
      // The engine does not answer: whoever asks it for something hears of it.
    }
    if (!this.#over) this.start();
  }

  /** One look at these sessions. */
  async look(sessions: readonly Session[]): Promise<void> {
    const filters = encodeURIComponent(JSON.stringify({ label: [sessionLabel], status: ["running", "paused", "restarting"] }));
    const running = await this.#upstream.json<ListedContainer[]>("GET", `/containers/json?filters=${filters}`);
    if (running.length === 0) return;
    const [sized, { Volumes }] = await Promise.all([
      this.#upstream.json<ListedContainer[]>(
        "GET",
        `/containers/json?all=1&size=1&filters=${encodeURIComponent(JSON.stringify({ label: [sessionLabel] }))}`,
      ),
      this.#upstream.json<{ Volumes: VolumeFacts[] | null }>("GET", "/system/df?type=volume"),
    ]);
    for (const session of sessions) {
      const own = sized.filter(({ Labels }) => session.owns(Labels));
      const volumes = (Volumes ?? []).filter(({ Labels, Name }) => session.owns(Labels) || Name === session.workspaceVolume);
      const used = sum(own.map(({ SizeRw = 0 }) => SizeRw)) + sum(volumes.map(({ UsageData }) => Math.max(0, UsageData?.Size ?? 0)));
      const alive = running.filter(({ Labels }) => session.owns(Labels));
      if (used > session.limits.disk) {
        await Promise.all(alive.map(({ Id }) => this.#kill(Id)));
        if (alive.length > 0)
          this.#tell(
            session,
            `The session has written ${megabytes(used)} MB, and may have ${megabytes(session.limits.disk)}: its containers were stopped. Remove what is not needed.`,
          );
      }
      const oldest = Date.now() / 1000 - session.limits.minutes * 60;
      for (const { Id, Names, Created } of alive) {
        if (Created > oldest) continue;
        await this.#kill(Id);
        this.#tell(
          session,
          `${session.names.shown(Names[0] ?? Id).replace(/^\//, "")} was stopped: a container may run for ${session.limits.minutes} minutes.`,
        );
      }
    }
  }

  /** For good: one that would start again is stopped, not only killed. */
  async #kill(id: string): Promise<void> {
    await this.#upstream.json("POST", `/containers/${id}/stop?t=0`).catch(() => {});
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
