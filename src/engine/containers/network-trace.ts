/** The network as the pictures have it: who is in which namespace, who listens, and what was asked and tried. */
import type { ListeningSocket, NetworkCaller, NetworkNamespaceView, NetworkProbe, NetworkTraceEntry } from "../api.ts";
import { formatIpv4, parseIpv4 } from "../kernel/network/address.ts";
import { resolve, resolverConfig } from "../kernel/network/names.ts";
import { Listener, SocketError } from "../kernel/network/sockets.ts";
import type { NetworkStack } from "../kernel/network/stack.ts";
import type { Caller, Traced } from "../kernel/network/trace.ts";
import type { NetworkNamespace } from "../kernel/namespaces.ts";
import type { Task } from "../kernel/task.ts";
import type { Daemon } from "./daemon.ts";
import { notRunning } from "./errors.ts";

/** Milliseconds that a probe waits for an answer. */
const patience = 3_000;

/** The namespaces somebody of the daemon's is in, the host's first. */
export function networkNamespaces(daemon: Daemon): NetworkNamespaceView[] {
  const { machine } = daemon;
  const found = new Map<NetworkNamespace, string[]>([[machine.initial.net, []]]);
  for (const { id, running } of daemon.containers.all()) {
    if (!running) continue;
    const { net } = running.init.namespaces;
    const members = found.get(net);
    if (members) members.push(id);
    else found.set(net, [id]);
  }
  return [...found].map(([net, containers]) => {
    const root = containers[0] === undefined ? machine.disk : (daemon.containers.find(containers[0])?.running?.root ?? machine.disk);
    return {
      inode: net.inode,
      host: net === machine.initial.net,
      containers,
      interfaces: net.stack.interfaces
        .filter(({ kind }) => kind === "ethernet" || kind === "bridge" || (kind === "veth" && net !== machine.initial.net))
        .map(({ name, address, bridge }) => ({
          name,
          ...(address && { address: formatIpv4(address.address), prefix: address.prefix }),
          ...(bridge && { bridge: bridge.name }),
        })),
      listening: listeningIn(net),
      nameServers: resolverConfig(root).nameservers,
    };
  });
}

function listeningIn(net: NetworkNamespace): ListeningSocket[] {
  const owners = new Map<Listener, Task>();
  for (const task of net.members)
    for (const file of task.descriptors.values()) if (file instanceof Listener && !owners.has(file)) owners.set(file, task);
  return net.stack.sockets.all().map((listener) => {
    const { protocol, local } = listener;
    const owner = owners.get(listener);
    return {
      protocol,
      address: formatIpv4(local.address),
      port: local.port,
      ...(owner && { pid: owner.pid, program: owner.comm }),
    };
  });
}

/** What the machine's network remembers. */
export function networkTrace(daemon: Daemon): NetworkTraceEntry[] {
  const numbers = namespaceNumbers(daemon);
  return daemon.machine.network.trace.all().map((entry) => described(entry, numbers));
}

/** Inodes by what is in a namespace; 0 stands for one that has gone. */
function namespaceNumbers({ machine, containers }: Daemon): (stack: NetworkStack) => number {
  const known = new Map<NetworkStack, number>([[machine.network.host, machine.initial.net.inode]]);
  for (const { running } of containers.all()) {
    if (running) known.set(running.init.namespaces.net.stack, running.init.namespaces.net.inode);
  }
  return (stack) => known.get(stack) ?? 0;
}

function described(entry: Traced, numberOf: (stack: NetworkStack) => number): NetworkTraceEntry {
  const { id, at, by } = entry;
  const base = { id, at, namespace: numberOf(entry.stack), ...(by && { caller: callerOf(by) }) };
  if (entry.kind === "lookup") return { ...base, kind: "lookup", name: entry.name, asked: entry.asked, addresses: entry.addresses };
  const { protocol, address, port, way, obstacle, reached, waiting } = entry;
  return {
    ...base,
    kind: "connection",
    protocol,
    address: formatIpv4(address),
    port,
    ...(way && { way }),
    ...(obstacle && { obstacle }),
    ...(reached && {
      reached: { namespace: numberOf(reached.stack), address: formatIpv4(reached.address), port: reached.port },
    }),
    waiting,
  };
}

function callerOf({ pid, program, cgroup }: Caller): NetworkCaller {
  const container = /docker-([0-9a-f]{64})\.scope/.exec(cgroup)?.[1];
  return { pid, program, ...(container && { container }) };
}

/** Tries a connection. Throws `EngineError`; a connection that fails is an answer. */
export async function networkProbe(daemon: Daemon, probe: NetworkProbe): Promise<NetworkTraceEntry[]> {
  const { machine } = daemon;
  const { from, to, port, protocol = "tcp" } = probe;
  const container = from === undefined ? undefined : daemon.containers.get(from);
  if (container && !container.running) throw notRunning(container.id);
  const stack = container?.running?.init.namespaces.net.stack ?? machine.network.host;
  const by: Caller = {
    pid: container?.running?.init.pid ?? machine.init.pid,
    program: "knock",
    cgroup: container?.running?.init.cgroup.path ?? "/",
  };
  const { trace } = machine.network;
  const last = trace.all().at(-1)?.id ?? 0;
  const found = resolve(machine.network, stack, container?.running?.root ?? machine.disk, to, by);
  const address = "addresses" in found ? found.addresses.map(parseIpv4).find((each) => each !== undefined) : undefined;
  if (address !== undefined) await knock(daemon, stack, { address, port }, protocol, by, probe.signal);
  return networkTrace(daemon).filter(({ id, caller }) => id > last && caller?.program === by.program);
}

/** Resolves when somebody has answered or time is up. Rejects with the signal's reason alone. */
async function knock(
  { machine, clock }: Daemon,
  stack: NetworkStack,
  to: { readonly address: number; readonly port: number },
  protocol: "tcp" | "udp",
  by: Caller,
  signal: AbortSignal | undefined,
): Promise<void> {
  const over = new AbortController();
  const either = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  clock.sleep(patience, either).then(
    () => over.abort(new SocketError("ETIMEDOUT")),
    () => {},
  );
  try {
    const connection = await machine.network.connect(stack, to, { protocol, signal: either, by });
    connection.retain().release();
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof SocketError)) throw error;
  } finally {
    over.abort(new SocketError("ETIMEDOUT"));
  }
}
