import { EngineError, type RestartPolicy } from "../api.ts";

const names = ["no", "always", "on-failure", "unless-stopped"];
const firstDelay = 100;
const longestDelay = 60_000;
/** A container that ran so long has earned a fresh start. */
const healthyAfter = 10_000;

/** Throws `EngineError` 400. */
export function validateRestartPolicy({ Name, MaximumRetryCount }: RestartPolicy): void {
  const fail = (words: string): never => {
    throw new EngineError(400, `invalid restart policy: ${words}`);
  };
  if (Name === "") return;
  if (!names.includes(Name)) fail(`unknown policy '${Name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`);
  if (Name !== "on-failure" && MaximumRetryCount !== 0) {
    fail(`maximum retry count can only be used with 'on-failure'${MaximumRetryCount < 0 ? " and cannot be negative" : ""}`);
  }
  if (MaximumRetryCount < 0) fail("maximum retry count cannot be negative");
}

/** Decides whether a container that ended starts again, and after how long: 100 ms, doubled each time, at most a minute. */
export class RestartManager {
  #policy: RestartPolicy;
  #delay = 0;
  #failures = 0;
  #cancelled = false;

  constructor(policy: RestartPolicy) {
    this.#policy = policy;
  }

  set policy(policy: RestartPolicy) {
    this.#policy = policy;
  }

  /** Stopped by hand: no more restarts until it is started again. */
  cancel(): void {
    this.#cancelled = true;
  }
  get cancelled(): boolean {
    return this.#cancelled;
  }

  /**
   * Milliseconds to wait before the next start, or `undefined` when there is none.
   * @param ran how long it ran, in milliseconds
   */
  next(exitCode: number, stoppedByHand: boolean, ran: number): number | undefined {
    const { Name, MaximumRetryCount } = this.#policy;
    if (this.#cancelled || Name === "no" || Name === "") return undefined;
    if (ran >= healthyAfter) this.#delay = 0;
    this.#delay = this.#delay === 0 ? firstDelay : Math.min(this.#delay * 2, longestDelay);
    const wanted =
      Name === "always" ||
      (Name === "unless-stopped" && !stoppedByHand) ||
      (Name === "on-failure" && exitCode !== 0 && (MaximumRetryCount === 0 || this.#failures < MaximumRetryCount));
    if (!wanted) return undefined;
    this.#failures++;
    return this.#delay;
  }
}
