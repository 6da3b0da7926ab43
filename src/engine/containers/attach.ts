/** Connections to the streams of containers and execs. */
import { type Attachment, type AttachOptions, EngineError, type ExecStartRequest, type StreamChunk } from "../api.ts";
import { type Daemon, tell } from "./daemon.ts";
import { startExec } from "./exec.ts";
import type { ExecRecord } from "./exec-record.ts";
import type { Container } from "./record.ts";
import { streamsFor } from "./start.ts";
import { parseDetachKeys } from "./streams.ts";

/** Throws `EngineError` 409 for a container that is paused or waits to be started again. */
export function attachContainer(daemon: Daemon, container: Container, term: string, options: AttachOptions): Attachment {
  const detachKeys = parseDetachKeys(options.detachKeys);
  if (container.paused) throw new EngineError(409, `container ${term} is paused, unpause the container before attach`);
  if (container.restarting) throw new EngineError(409, `container ${term} is restarting, wait until the container is running`);
  const { stdin = false, stdout = true, stderr = true } = options;
  const before = options.logs ? container.log.read({ stdout, stderr }, Promise.resolve()) : undefined;
  tell(daemon, container, "attach");
  return streamsFor(container, daemon).attach({ stdin, stdout, stderr, detachKeys, ...(before && { before }) });
}

/**
 * Starts an exec and connects to it. One that can't be started is told on the connection, as the daemon does once it has
 * promised a stream; a detached one throws.
 */
export function startAttached(daemon: Daemon, record: ExecRecord, request: ExecStartRequest): Attachment {
  const { AttachStdin = false, AttachStdout = false, AttachStderr = false, DetachKeys } = record.request;
  const attached: Attachment[] = [];
  const failure = startExec(daemon, record, request, (streams) => {
    const open = !request.Detach;
    attached.push(
      streams.attach({
        stdin: AttachStdin && open,
        stdout: AttachStdout && open,
        stderr: AttachStderr && open,
        detachKeys: parseDetachKeys(DetachKeys),
      }),
    );
  });
  if (failure && request.Detach) throw failure;
  return failure ? refused(`${failure.message}\r\n`) : (attached[0] as Attachment);
}

function refused(text: string): Attachment {
  async function* output(): AsyncGenerator<StreamChunk> {
    if (text !== "") yield { stream: "stdout", text };
  }
  return { output: output(), write: async () => {}, closeInput: () => {}, detach: () => {}, ended: Promise.resolve(false) };
}
