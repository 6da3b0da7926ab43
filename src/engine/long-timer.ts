/** Milliseconds that a timer can be set to, 25 days; one for longer would go off at once. */
const longest = 2 ** 31 - 1;

/**
 * `setTimeout` without an end to its range.
 * @param ms real milliseconds; `Infinity` for never
 * @returns what takes it back
 */
export function longTimer(ms: number, done: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (left: number): void => {
    timer = setTimeout(() => (left > longest ? wait(left - longest) : done()), Math.min(left, longest));
  };
  wait(ms);
  return () => clearTimeout(timer);
}
