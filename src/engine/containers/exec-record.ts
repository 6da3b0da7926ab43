import type { ExecCreateRequest } from "../api.ts";
import type { Task } from "../kernel/task.ts";
import type { StandardStreams } from "./streams.ts";

/** A command that is or was run in a running container. */
export interface ExecRecord {
  readonly id: string;
  readonly containerId: string;
  readonly request: ExecCreateRequest;
  streams: StandardStreams | undefined;
  task: Task | undefined;
  started: boolean;
  exitCode: number | undefined;
}
