/** Turns of the event loop that someone waits for: until they have come, not everything is at rest. */
let pending = 0;

/** Gives the event loop a turn (a macrotask: messages and timers are served). */
export function turn(): Promise<void> {
  pending++;
  return new Promise((resolve) =>
    setTimeout(() => {
      pending--;
      resolve();
    }, 0),
  );
}

/** Whether someone waits for a turn: virtual time must not pass meanwhile. */
export function isTurning(): boolean {
  return pending > 0;
}
