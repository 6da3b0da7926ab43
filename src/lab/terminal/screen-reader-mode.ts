import { signal } from "@preact/signals";

const key = "drydock.screen-reader";

function kept(): boolean {
  try {
    return localStorage.getItem(key) === "1";
  } catch {
    return false;
  }
}

/**
 * Whether the terminal is read out. xterm then keeps a copy of its rows for screen readers, and takes no text from input
 * methods: so it is off until it is asked for.
 */
export const screenReaderMode = signal(kept());

export function toggleScreenReaderMode(): void {
  screenReaderMode.value = !screenReaderMode.value;
  try {
    localStorage.setItem(key, screenReaderMode.value ? "1" : "0");
  } catch {
    // Then it holds for this page.
  }
}
