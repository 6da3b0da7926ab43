/** Starting a container, and what happens when it ends. */
import { EngineError } from "../api.ts";
import { FsError } from "../filesystem/errors.ts";
import { Budget } from "../kernel/budget.ts";
import { TooManyTasks } from "../kernel/cgroups.ts";
import type { MountTable } from "../kernel/mounts.ts";
import type { NamespaceSet } from "../kernel/namespaces.ts";
import { settingProblem } from "../kernel/proc/sysctls.ts";
import { Scope } from "../kernel/scope.ts";
import type { ExitStatus } from "../kernel/signals.ts";
import type { Task } from "../kernel/task.ts";
import type { Sandbox } from "../networks/records.ts";
import { type Daemon, tell } from "./daemon.ts";
import { environmentOf } from "./environment.ts";
import { isRestarting, notRunning, startExitCode, wrapped } from "./errors.ts";
import { startHealthMonitor } from "./health.ts";
import { linkedVariables, requireLinks } from "./links.ts";
import { openLog } from "./log-options.ts";
import { joinNetworks, openSandbox } from "./networking.ts";
import type { Container, Running } from "./record.ts";
import { removeContainer } from "./remove.ts";
import { RestartManager } from "./restart-policy.ts";
import { credentialsOf, limitCgroup, namespacesFor, resourceLimitsFor, type Shared } from "./runtime/isolate.ts";
import { createFailure, launch, StartFailure } from "./runtime/launch.ts";
import { mountContainer } from "./runtime/mounts.ts";
import { StandardStreams, stretchTime } from "./streams.ts";
import { resolveUser } from "./users.ts";
import { validateHostConfig } from "./validate.ts";
import { tellVolumesMounted, tellVolumesUnmounted } from "./volume-events.ts";

/** Throws `EngineError` 409 for a container that can't be started now; false when it runs already. */
export function mayStart(container: Container): boolean {
  if (container.paused) throw new EngineError(409, "cannot start a paused container, try unpause instead");
  if (container.isRunning) return false;
  if (container.removing || container.dead) throw new EngineError(409, "container is marked for removal and cannot be started");
  return true;
}

/** `docker start`: as `bringUp`, once the settings have been looked at again, which an update may have changed since. */
export function startContainer(daemon: Daemon, container: Container): void {
  validateHostConfig(container.hostConfig, daemon.machine, () => true);
  bringUp(daemon, container, true);
}

/**
 * Starts a container as it is. Throws `EngineError`; what went wrong is noted in its state then, and a container that removes
 * itself is gone.
 * @param byHand not by its restart policy
 */
export function bringUp(daemon: Daemon, container: Container, byHand: boolean): void {
  const made: { sandbox?: Sandbox } = {};
  try {
    start(daemon, container, byHand, made);
  } catch (error) {
    if (made.sandbox) daemon.sandboxes.release(made.sandbox);
    unmount(daemon, container);
    const failure = error instanceof StartFailure ? new EngineError(400, createFailure(error.message)) : error;
    if (!(failure instanceof EngineError)) throw failure;
    container.error = failure.message;
    if (container.exitCode === 0)
      container.exitCode = startExitCode(
        error instanceof StartFailure || failure.message.startsWith("failed to create task") ? failure.message : "",
      );
    streamsFor(container).close();
    waitingStreams.delete(container);
    container.terminals.clear();
    if (container.hostConfig.AutoRemove) removeNow(daemon, container);
    throw failure;
  }
}

function start(daemon: Daemon, container: Container, byHand: boolean, made: { sandbox?: Sandbox }): void {
  const { machine } = daemon;
  const { hostConfig } = container;
  requireLinks(daemon, container);
  const sandbox = openSandbox(daemon, container);
  // Whoever joins another's network has taken over its names by now.
  const { config } = container;
  if (sandbox) made.sandbox = sandbox;
  refuseHostSysctls(container);
  const shared = joined(daemon, container);
  makeBindSources(daemon, container);
  container.links = linkedVariables(daemon, container);
  if (byHand) {
    container.restartManager = new RestartManager(hostConfig.RestartPolicy);
    container.stoppedByHand = false;
    container.restartCount = 0;
  }
  const user = resolveUser(container.files, config.User ?? "", hostConfig.GroupAdd ?? []);
  requireDevices(daemon, container);
  tellVolumesMounted(daemon, container);
  if (sandbox) joinNetworks(daemon, container, sandbox);
  const mounts = mountAll(daemon, container, shared.memory);
  openLog(hostConfig.LogConfig);
  const cgroup = machine.cgroups.descend(`${hostConfig.CgroupParent || "/docker"}/${container.id}`);
  limitCgroup(cgroup, hostConfig);
  const namespaces = namespacesFor(machine, hostConfig, shared, {
    hostname: config.Hostname ?? "",
    domainname: config.Domainname ?? "",
    mounts,
    stack: sandbox?.stack === machine.network.host ? undefined : sandbox?.stack,
    cgroup,
  });
  applySysctls(namespaces, hostConfig.Sysctls ?? {});
  const streams = streamsFor(container, daemon);
  const argv = container.argv;
  const init = launch(machine, {
    parent: machine.init,
    argv,
    environ: environmentOf(config, { linked: container.links, tty: config.Tty ?? false, home: user.home }),
    cwd: config.WorkingDir || "/",
    root: mounts.tree,
    credentials: credentialsOf(hostConfig, user),
    namespaces,
    cgroup,
    descriptors: streams.descriptors(),
    terminal: streams.terminal,
    oomScoreAdj: hostConfig.OomScoreAdj,
    limits: resourceLimitsFor(hostConfig),
    scope: new Scope(Budget.endless(daemon.background)),
    clock: daemon.background,
    init: hostConfig.Init ?? false,
  });
  running(daemon, container, { init, streams, sandbox, over: new AbortController(), root: mounts.tree });
}

function running(daemon: Daemon, container: Container, run: Running): void {
  container.running = run;
  container.restarting = false;
  container.paused = false;
  container.oomKilled = false;
  container.dead = false;
  container.exitCode = 0;
  container.error = "";
  container.restartedByHand = false;
  container.startedAt = daemon.clock.now();
  startHealthMonitor(daemon, container);
  tell(daemon, container, "start");
  void run.init.exited.then((status) => ended(daemon, container, run, status));
}

/** Streams are there before the container starts: whoever attaches to one that is made hears all of it. */
const waitingStreams = new WeakMap<Container, StandardStreams>();

export function streamsFor(container: Container, daemon?: Daemon): StandardStreams {
  if (container.running) return container.running.streams;
  let streams = waitingStreams.get(container);
  if (!streams) {
    const { OpenStdin, StdinOnce, Tty } = container.config;
    const [rows, columns] = container.hostConfig.ConsoleSize;
    const terminal =
      Tty && daemon ? daemon.machine.openTerminal(container.terminals, columns > 0 ? { columns, rows } : undefined) : undefined;
    const silent = container.hostConfig.LogConfig.Type === "none";
    streams = new StandardStreams({
      openInput: OpenStdin ?? false,
      inputOnce: StdinOnce ?? false,
      terminal,
      ...(daemon && { pace: () => daemon.background.sleep(stretchTime) }),
    });
    if (!silent) streams.record = (stream, text) => container.log.write(stream, text);
    waitingStreams.set(container, streams);
  }
  return streams;
}

function joined(daemon: Daemon, { hostConfig }: Container): Shared & { memory: Container["sharedMemory"] } {
  const task = (mode: string): Container | undefined => {
    if (!mode.startsWith("container:")) return undefined;
    const term = mode.slice("container:".length);
    if (term === "") throw new EngineError(400, 'invalid name or ID supplied: ""');
    const other = daemon.containers.find(term);
    if (!other) throw new EngineError(500, `No such container: ${term}`);
    if (!other.isRunning) throw notRunning(term);
    if (!other.running) throw isRestarting(term);
    return other;
  };
  const ipc = inWords("failed to join IPC namespace", () => {
    const donor = task(hostConfig.IpcMode);
    if (donor && !["shareable", "host"].includes(donor.hostConfig.IpcMode))
      throw new EngineError(400, `container ${donor.id}: non-shareable IPC (hint: use IpcMode:shareable for the donor container)`);
    return donor;
  });
  const pid = inWords("failed to join PID namespace", () => task(hostConfig.PidMode));
  const net = task(hostConfig.NetworkMode);
  return { pid: pid?.running?.init, ipc: ipc?.running?.init, net: net?.running?.init, memory: ipc?.sharedMemory };
}

function inWords<T>(words: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw wrapped(words, error);
  }
}

/** `-v` makes a folder of the host that is not there, as root; `--mount` does not, and says so. */
function makeBindSources({ machine }: Daemon, { mounts }: Container): void {
  const { root } = machine.init;
  for (const { type, source, createSource } of mounts) {
    if (type !== "bind" || root.exists(source)) continue;
    if (!createSource) throw new EngineError(400, `invalid mount config for type "bind": bind source path does not exist: ${source}`);
    try {
      root.mkdir(source, { recursive: true, uid: 0, gid: 0 });
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw new EngineError(500, `error while creating mount source path '${source}': mkdir ${source}: ${error.reason.toLowerCase()}`);
    }
  }
}

function requireDevices({ machine }: Daemon, { hostConfig }: Container): void {
  const [request] = hostConfig.DeviceRequests ?? [];
  if (request) {
    const groups = (request.Capabilities ?? []).map((group) => `[${group.join(" ")}]`).join(" ");
    throw new EngineError(400, `could not select device driver "${request.Driver}" with capabilities: [${groups}]`);
  }
  for (const { PathOnHost } of hostConfig.Devices ?? []) {
    const node = machine.init.root.lookup(PathOnHost);
    const problem = !node ? "no such file or directory" : node.kind === "file" && !node.device ? "not a device node" : undefined;
    if (problem) throw new EngineError(500, `error gathering device information while adding custom device "${PathOnHost}": ${problem}`);
  }
  const { BlkioWeightDevice, BlkioDeviceReadBps, BlkioDeviceWriteBps, BlkioDeviceReadIOps, BlkioDeviceWriteIOps } = hostConfig;
  const limited = [BlkioWeightDevice, BlkioDeviceReadBps, BlkioDeviceWriteBps, BlkioDeviceReadIOps, BlkioDeviceWriteIOps];
  for (const Path of limited.flatMap((devices) => devices?.map((device) => device.Path) ?? []))
    if (!machine.disk.exists(Path)) throw new EngineError(500, `stat ${Path}: no such file or directory`);
}

function mountAll(daemon: Daemon, container: Container, sharedMemory: Container["sharedMemory"]): MountTable {
  const now = (): number => daemon.clock.now();
  try {
    return mountContainer(container, { volumes: daemon.volumes, host: daemon.machine.init.root, system: daemon.system, now, sharedMemory });
  } catch (error) {
    if (error instanceof EngineError && error.message.startsWith("error during container init")) {
      const words = error.message;
      throw new EngineError(400, createFailure("").replace(/: unknown$/, "") + words);
    }
    // Something of the image's is where a file system of the kernel's belongs.
    if (error instanceof FsError)
      throw new EngineError(400, createFailure(`error mounting to rootfs at "${error.path}": ${error.reason.toLowerCase()}`));
    throw error;
  }
}

function unmount(daemon: Daemon, container: Container): void {
  const { mounts, id } = container;
  tellVolumesUnmounted(daemon, container);
  for (const { type, name } of mounts) {
    const volume = type === "volume" ? daemon.volumes.find(name) : undefined;
    const others = daemon.containers
      .all()
      .some((other) => other.id !== id && other.running && other.mounts.some((mount) => mount.name === name));
    if (volume && !others) daemon.volumes.unmounted(volume);
  }
}

/** Settings of namespaces that the container has from the host are not its own to change. */
function refuseHostSysctls({ hostConfig, config }: Container): void {
  const { NetworkMode, IpcMode, UTSMode, Sysctls } = hostConfig;
  const refuse = (words: string): never => {
    throw new EngineError(400, `${createFailure("").replace("unable to start container process: : unknown", "")}${words}`);
  };
  for (const name of Object.keys(Sysctls ?? {})) {
    if (name.startsWith("net.") && NetworkMode === "host") refuse(`sysctl "${name}" not allowed in host network namespace`);
    if (/^kernel\.(shm|msg|sem)|^fs\.mqueue/.test(name) && IpcMode === "host")
      refuse(`sysctl "${name}" is not allowed in the hosts ipc namespace`);
  }
  // A domain name is a setting as well.
  if (config.Domainname && UTSMode === "host") refuse('sysctl "kernel.domainname" is not in a separate kernel namespace');
}

/** Throws `EngineError` 400 for what the kernel does not know or take. */
function applySysctls({ net, ipc, uts }: NamespaceSet, sysctls: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(sysctls)) {
    if (name === "kernel.domainname") {
      uts.domainname = value;
      continue;
    }
    const problem = settingProblem(name, value);
    const file = `/proc/sys/${name.replaceAll(".", "/")}`;
    if (problem) {
      const words = problem === "ENOENT" ? `open ${file}: no such file or directory` : `write ${file}: invalid argument`;
      throw new EngineError(400, createFailure(`error during container init: ${words}`));
    }
    (name.startsWith("net.") ? net.stack : ipc).sysctls.set(name, value.trim().split(/\s+/).join("\t"));
  }
}

// ── the end

function ended(daemon: Daemon, container: Container, run: Running, status: ExitStatus): void {
  if (container.running !== run) return;
  const now = daemon.clock.now();
  const ran = now - container.startedAt;
  run.over.abort();
  killRest(daemon, run.init);
  container.log.flush();
  run.streams.close();
  waitingStreams.delete(container);
  container.execIds.clear();
  container.terminals.clear();
  if (run.sandbox) daemon.sandboxes.release(run.sandbox);
  run.init.cgroup.remove();
  container.running = undefined;
  container.paused = false;
  container.sharedMemory = undefined;
  unmount(daemon, container);
  container.exitCode = status.code;
  container.oomKilled = status.oomKilled ?? container.oomKilled;
  container.finishedAt = now;
  if (container.health) container.health.status = "unhealthy";
  if (container.oomKilled && status.oomKilled) tell(daemon, container, "oom");
  const delay = container.restartManager.next(status.code, container.stoppedByHand, ran);
  if (delay !== undefined) container.restarting = true;
  if (container.stopping && delay === undefined) tell(daemon, container, "stop");
  const attributes = { exitCode: String(status.code), execDuration: String(Math.floor(ran / 1000)) };
  tell(daemon, container, "die", attributes);
  if (delay === undefined) finished(daemon, container);
  else {
    container.restartCount++;
    container.tellExit(false);
    void startAgain(daemon, container, delay);
  }
}

function finished(daemon: Daemon, container: Container): void {
  if (container.hostConfig.AutoRemove && !container.restartedByHand) removeNow(daemon, container);
  container.tellExit(true);
}

/** What shares the namespace of a PID 1 goes with it; what only came in from outside is in the control group still. */
function killRest({ machine }: Daemon, init: Task): void {
  machine.processes.killAll(init.cgroup);
}

async function startAgain(daemon: Daemon, container: Container, delay: number): Promise<void> {
  const manager = container.restartManager;
  const over = new AbortController();
  restarts.set(container, over);
  await daemon.background.sleep(delay, over.signal).catch(() => {});
  if (restarts.get(container) === over) restarts.delete(container);
  if (!container.restarting || container.restartManager !== manager) return;
  if (manager.cancelled || over.signal.aborted) return giveUp(daemon, container);
  try {
    container.restarting = false;
    bringUp(daemon, container, false);
  } catch (error) {
    if (!(error instanceof EngineError || error instanceof TooManyTasks)) throw error;
    giveUp(daemon, container);
  }
}

const restarts = new WeakMap<Container, AbortController>();

/** A container that waits to start again does not. */
export function cancelRestart(daemon: Daemon, container: Container): void {
  container.restartManager.cancel();
  restarts.get(container)?.abort();
  if (container.restarting) giveUp(daemon, container);
}

function giveUp(daemon: Daemon, container: Container): void {
  if (!container.restarting) return;
  container.restarting = false;
  if (container.stopping) tell(daemon, container, "stop");
  finished(daemon, container);
}

function removeNow(daemon: Daemon, container: Container): void {
  removeContainer(daemon, container, { anonymousVolumes: true });
}
