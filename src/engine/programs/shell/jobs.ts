/** Background commands of a shell, and the waiting for any command. */
import type { Child } from "../program.ts";
import type { ExitStatus } from "../../kernel/signals.ts";

export type JobState = "running" | "stopped" | "done";

/** A pipeline that a shell started as processes of their own. */
export class Job {
  /** `%1` */
  readonly id: number;
  readonly children: readonly Child[];
  /** Its process group; that of the shell where there is no job control. */
  readonly group: number;
  /** As it was typed, without the `&`. */
  readonly text: string;
  readonly #statuses: (ExitStatus | undefined)[];
  /** The shell has said how it stands. */
  told = false;
  stopped = false;
  /** Settles when the last of its processes has ended. */
  readonly done: Promise<void>;

  constructor(id: number, children: readonly Child[], group: number, text: string) {
    this.id = id;
    this.children = children;
    this.group = group;
    this.text = text;
    this.#statuses = children.map(() => undefined);
    this.done = Promise.all(
      children.map(async (child, index) => {
        this.#statuses[index] = await child.wait();
      }),
    ).then(() => {});
    this.done.catch(() => {});
  }

  /** `$!` */
  get pid(): number {
    return this.children.at(-1)?.pid ?? 0;
  }
  get state(): JobState {
    if (this.#statuses.every((status) => status !== undefined)) return "done";
    return this.stopped ? "stopped" : "running";
  }
  /** How its last process ended. */
  get status(): ExitStatus | undefined {
    return this.#statuses.at(-1);
  }
}

export class JobTable {
  readonly #jobs = new Map<number, Job>();
  readonly #ended = new Map<number, number>();

  /** Oldest first. */
  get all(): Job[] {
    return [...this.#jobs.values()];
  }
  get nextId(): number {
    return Math.max(0, ...this.#jobs.keys()) + 1;
  }
  add(job: Job): void {
    this.#jobs.set(job.id, job);
  }
  /** Takes it out; how it ended can still be asked for. */
  remove(job: Job): void {
    if (this.#jobs.get(job.id) === job) this.#jobs.delete(job.id);
    if (job.status) this.#ended.set(job.pid, job.status.code);
    const oldest = this.#ended.keys().next().value;
    if (this.#ended.size > 1000 && oldest !== undefined) this.#ended.delete(oldest);
  }
  /** The exit code of a job that has been waited for. */
  remembered(pid: number): number | undefined {
    return this.#ended.get(pid);
  }
  clear(): void {
    this.#jobs.clear();
  }

  /** `%%` and `%+`: the one stopped last, else the newest. */
  get current(): Job | undefined {
    return this.all.findLast((job) => job.state === "stopped") ?? this.all.at(-1);
  }
  get previous(): Job | undefined {
    return this.all.filter((job) => job !== this.current).at(-1);
  }

  /** `%1`, `%%`, `%-`, `%name`, `%?part`, or a pid. */
  find(word: string): Job | undefined {
    if (!word.startsWith("%")) return this.all.find((job) => job.children.some((child) => child.pid === Number(word)));
    const rest = word.slice(1);
    if (rest === "" || rest === "%" || rest === "+") return this.current;
    if (rest === "-") return this.previous;
    if (/^\d+$/.test(rest)) return this.#jobs.get(Number(rest));
    return this.all.find((job) => (rest.startsWith("?") ? job.text.includes(rest.slice(1)) : job.text.startsWith(rest)));
  }
}
