/** The two ends of a dedicated worker, by the messages that go each way. */

/** As much of a `Worker` as is used, so that tests can stand in for it. */
export interface WorkerLike<To, From> {
  postMessage(message: To, transfer?: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<From>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** What a dedicated worker's global scope is to us; TypeScript knows a page's and a worker's only apart. */
export interface WorkerScope<To, From> {
  postMessage(message: From): void;
  onmessage: ((event: MessageEvent<To>) => void) | null;
}

/** The scope of the worker that this runs in. */
export function ownScope<To, From>(): WorkerScope<To, From> {
  return self as unknown as WorkerScope<To, From>;
}
