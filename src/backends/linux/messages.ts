/** What the page and the worker that holds the emulated PC say to each other. */

export type ToLinux =
  /** Resumes the snapshot at this address. */
  | { readonly type: "start"; readonly snapshot: string }
  /** Typed, or asked: bytes for a serial line. */
  | { readonly type: "write"; readonly line: number; readonly bytes: Uint8Array };

export type FromLinux =
  /** The kernel runs. */
  | { readonly type: "running" }
  /** Bytes of the snapshot that have come, of all. */
  | { readonly type: "fetched"; readonly loaded: number; readonly total: number }
  | { readonly type: "output"; readonly line: number; readonly bytes: Uint8Array }
  | { readonly type: "failed"; readonly message: string };
