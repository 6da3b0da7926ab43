/** `docker exec`: another process in a container's namespaces. */
import { EngineError, type ExecCreateRequest, type ExecInspect, type ExecStartRequest } from "../api.ts";
import { Budget } from "../kernel/budget.ts";
import { TooManyTasks } from "../kernel/cgroups.ts";
import { NoMemoryForFork } from "../kernel/process-table.ts";
import { Scope } from "../kernel/scope.ts";
import { type Daemon, inventId, tell } from "./daemon.ts";
import { environmentOf } from "./environment.ts";
import { isPaused, isRestarting, notFound, notRunning, startExitCode } from "./errors.ts";
import type { ExecRecord } from "./exec-record.ts";
import type { Container } from "./record.ts";
import { credentialsOf, resourceLimitsFor } from "./runtime/isolate.ts";
import { execFailure, launch, StartFailure } from "./runtime/launch.ts";
import { parseDetachKeys, StandardStreams } from "./streams.ts";
import { resolveUser } from "./users.ts";

/** The container, when something can be executed in it. Throws `EngineError`. */
export function activeContainer(daemon: Daemon, name: string): Container {
  const container = daemon.containers.get(name);
  if (!container.isRunning) throw notRunning(container.id);
  if (container.paused) throw isPaused(name);
  if (container.restarting) throw isRestarting(container.id);
  return container;
}

/** Throws `EngineError` for a user that is not there. */
export function createExec(daemon: Daemon, container: Container, request: ExecCreateRequest): ExecRecord {
  if (request.Cmd.length === 0) throw new EngineError(400, "No exec command specified");
  if (request.User) resolveUser(container.running?.root ?? container.files, request.User);
  parseDetachKeys(request.DetachKeys, "escape");
  const id = inventId("exec", daemon.counts.execs++);
  const record: ExecRecord = {
    id,
    containerId: container.id,
    request,
    streams: undefined,
    task: undefined,
    started: false,
    exitCode: undefined,
  };
  daemon.execs.set(id, record);
  container.execIds.add(id);
  tell(daemon, container, `exec_create: ${request.Cmd.join(" ")}`, { execID: id });
  return record;
}

/** Throws `EngineError` 404, and as `activeContainer` when the container does not run any more. */
export function findExec(daemon: Daemon, id: string): ExecRecord {
  const record = daemon.execs.get(id) ?? [...daemon.execs.values()].find((other) => other.id.startsWith(id));
  if (!record) throw new EngineError(404, `No such exec instance: ${id}`);
  return record;
}

/**
 * Starts the command. Gives the failure when it can't be started, in the runtime's words; throws `EngineError` when it can't
 * be tried.
 * @param connect gets its streams before it begins: a program may have printed something when this returns
 */
export function startExec(
  daemon: Daemon,
  record: ExecRecord,
  { ConsoleSize }: ExecStartRequest = {},
  connect?: (streams: StandardStreams) => void,
): EngineError | undefined {
  const container = daemon.containers.find(record.containerId);
  const run = container?.running;
  if (!container || !run || run.init.status) throw container ? notRunning(container.id) : notFound(record.id);
  if (record.started)
    throw new EngineError(409, `exec command ${record.id} ${record.exitCode === undefined ? "is already running" : "has already run"}`);
  record.started = true;
  const { request } = record;
  tell(daemon, container, `exec_start: ${request.Cmd.join(" ")}`, { execID: record.id });
  const size = ConsoleSize ?? request.ConsoleSize;
  const terminal = request.Tty
    ? daemon.machine.openTerminal(container.terminals, size ? { rows: size[0], columns: size[1] } : undefined)
    : undefined;
  const streams = new StandardStreams({
    openInput: request.AttachStdin ?? false,
    inputOnce: true,
    terminal,
  });
  record.streams = streams;
  connect?.(streams);
  try {
    record.task = begin(daemon, container, record, streams);
  } catch (error) {
    const failure = failureOf(error);
    record.exitCode = startExitCode(failure.message);
    streams.close();
    container.execIds.delete(record.id);
    return failure;
  }
  void record.task.exited.then(({ code }) => {
    record.exitCode = code;
    if (terminal) container.terminals.delete(terminal.number);
    container.execIds.delete(record.id);
    streams.close();
    tell(daemon, container, "exec_die", { execID: record.id, exitCode: String(code) });
  });
  return undefined;
}

function failureOf(error: unknown): EngineError {
  if (error instanceof StartFailure) return new EngineError(400, execFailure(error.message));
  if (error instanceof TooManyTasks || error instanceof NoMemoryForFork)
    return new EngineError(500, execFailure(`read init-p: connection reset by peer`));
  if (error instanceof EngineError) return error;
  throw error;
}

function begin(daemon: Daemon, container: Container, { request }: ExecRecord, streams: StandardStreams): NonNullable<ExecRecord["task"]> {
  const { machine } = daemon;
  const run = container.running as NonNullable<Container["running"]>;
  const { config, hostConfig } = container;
  const cwd = request.WorkingDir || config.WorkingDir || "/";
  // runc looks at this before it makes a process.
  if (!cwd.startsWith("/")) throw new EngineError(400, "OCI runtime exec failed: exec failed: Cwd must be an absolute path: unknown");
  const user = resolveUser(run.root, request.User || config.User || "", request.User ? [] : (hostConfig.GroupAdd ?? []));
  return launch(machine, {
    parent: machine.init,
    argv: request.Cmd,
    environ: environmentOf(config, { linked: container.links, added: request.Env ?? [], tty: request.Tty ?? false, home: user.home }),
    cwd,
    root: run.root,
    credentials: credentialsOf(hostConfig, user, request.Privileged ?? false),
    namespaces: run.init.namespaces,
    cgroup: run.init.cgroup,
    descriptors: streams.descriptors(),
    terminal: streams.terminal,
    oomScoreAdj: hostConfig.OomScoreAdj,
    limits: resourceLimitsFor(hostConfig),
    scope: new Scope(Budget.endless(daemon.background)),
    clock: daemon.background,
  });
}

export function inspectExec(record: ExecRecord): ExecInspect {
  const { id, containerId, request, task, exitCode } = record;
  const [entrypoint = "", ...rest] = request.Cmd;
  return {
    ID: id,
    Running: task !== undefined && exitCode === undefined,
    ExitCode: exitCode ?? null,
    ProcessConfig: {
      tty: request.Tty ?? false,
      entrypoint,
      arguments: rest,
      privileged: request.Privileged ?? false,
      ...(request.User && { user: request.User }),
    },
    OpenStdin: request.AttachStdin ?? false,
    OpenStderr: request.AttachStderr ?? false,
    OpenStdout: request.AttachStdout ?? false,
    CanRemove: false,
    ContainerID: containerId,
    DetachKeys: "",
    Pid: task?.pid ?? 0,
  };
}
