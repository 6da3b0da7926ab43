/** Looking at something that does not tell when it changes. */

export interface Pace {
  /** Least time between two looks, in milliseconds. */
  readonly rest: number;
  /** Part of the time that looking may take, from 0 to 1: what is slow to look at is looked at less often. */
  readonly share: number;
}

/**
 * Looks again and again until `signal` aborts, and tells what is seen when it is another than before, as plain data.
 * @param look must not reject; `undefined` is nothing to tell
 */
export async function follow<Seen>(
  look: () => Promise<Seen | undefined>,
  tell: (seen: Seen) => void,
  { rest, share }: Pace,
  signal: AbortSignal,
): Promise<void> {
  let told: string | undefined;
  while (!signal.aborted) {
    const before = performance.now();
    const seen = await look();
    if (signal.aborted) return;
    const text = seen === undefined ? told : JSON.stringify(seen);
    if (seen !== undefined && text !== told) tell(seen);
    told = text;
    const cost = performance.now() - before;
    await new Promise((resolve) => setTimeout(resolve, Math.max(rest, cost / share)));
  }
}
