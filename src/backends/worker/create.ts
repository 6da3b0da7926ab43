import { WorkerBackend, type WorkerBackendOptions } from "./worker-backend.ts";

/** The lab's backend in a worker of this page. */
export function createWorkerBackend(options: Omit<WorkerBackendOptions, "createWorker">): WorkerBackend {
  return new WorkerBackend({
    ...options,
    createWorker: () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "drydock" }),
  });
}
