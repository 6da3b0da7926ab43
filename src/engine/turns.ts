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

/** Waits for what the platform does in its own time (loading a program, compiling it): none of the machine's passes meanwhile. */
export async function outside<T>(work: Promise<T>): Promise<T> {
  pending++;
  try {
    return await work;
  } finally {
    pending--;
  }
}

/** Whether someone waits for a turn: virtual time must not pass meanwhile. */
export function isTurning(): boolean {
  return pending > 0;
}
