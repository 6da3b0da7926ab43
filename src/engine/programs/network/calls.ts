/** What programs ask of the network: names, connections, listeners. All of it in the namespace of the process that asks. */
import { isIpv6, parseIpv4 } from "../../kernel/network/address.ts";
import { parseIpv6 } from "../../kernel/network/ipv6.ts";
import { resolve } from "../../kernel/network/names.ts";
import { type Connection, type Endpoint, type Listener, type Protocol, SocketError } from "../../kernel/network/sockets.ts";
import type { NetworkStack } from "../../kernel/network/stack.ts";
import type { Caller } from "../../kernel/network/trace.ts";
import type { OpenFile } from "../../kernel/open-file.ts";
import { pass } from "../../kernel/process-streams.ts";
import type { Process } from "../program.ts";

export function stackOf(process: Process): NetworkStack {
  return process.task.namespaces.net.stack;
}

/** A process as the network's trace knows it. */
export function callerOf({ task }: Process): Caller {
  return { pid: task.pid, program: task.comm, cgroup: task.cgroup.path };
}

/** Every address a name has, `"unknown"` when it has none, `"unreachable"` when no name server answered. */
export function addressesOf(process: Process, name: string): readonly number[] | "unknown" | "unreachable" {
  const number = parseIpv4(name);
  if (number !== undefined) return [number];
  // The lab's networks speak IPv4; a machine's own name for itself is the same in both.
  if (name === "::1" || name === "[::1]") return [0x7f000001];
  if (isIpv6(name)) return "unknown";
  if (process.network === "none" && name !== "localhost") return "unreachable";
  const found = resolve(process.machine.network, stackOf(process), process.fs, name, callerOf(process));
  if ("failure" in found) return found.failure;
  const addresses = found.addresses.map(parseIpv4).filter((address) => address !== undefined);
  return addresses.length > 0 ? addresses : "unknown";
}

/** The first IPv6 address a name has; otherwise as `addressesOf`. */
export function address6Of(process: Process, name: string): bigint | "unknown" | "unreachable" {
  const number = parseIpv6(name);
  if (number !== undefined) return number;
  if (process.network === "none" && name !== "localhost") return "unreachable";
  const found = resolve(process.machine.network, stackOf(process), process.fs, name, callerOf(process), "AAAA");
  return "failure" in found ? found.failure : (parseIpv6(found.addresses[0] ?? "") ?? "unknown");
}

/** The first of `addressesOf`. */
export function addressOf(process: Process, name: string): number | "unknown" | "unreachable" {
  const found = addressesOf(process, name);
  return typeof found === "string" ? found : (found[0] as number);
}

/** Connects; close it with `hangUp`. Rejects with `SocketError`, or with the signal's reason. */
export async function connectTo(
  process: Process,
  to: Endpoint,
  options: { signal?: AbortSignal; protocol?: Protocol } = {},
): Promise<Connection> {
  const connection = await process.machine.network.connect(stackOf(process), to, {
    signal: process.signal,
    by: callerOf(process),
    ...options,
  });
  process.task.open(connection);
  return connection;
}

/** Closes whichever descriptors of the process point to a file. */
export function hangUp(process: Process, file: OpenFile): void {
  for (const [fd, open] of [...process.task.descriptors]) if (open === file) process.task.setDescriptor(fd, undefined);
}

/**
 * Waits for others at an address of its own, 0 for all. The listener is closed when the process ends. Throws `SocketError`:
 * EADDRINUSE, EADDRNOTAVAIL, or EACCES for a port below 1024 without the right to it. In a namespace of its own a process
 * may have any port, as Docker sets it up.
 */
export function listenAt(process: Process, at: Endpoint, protocol: Protocol = "tcp"): Listener {
  const stack = stackOf(process);
  const start = Number(stack.sysctls.get("net.ipv4.ip_unprivileged_port_start") ?? (stack === process.machine.network.host ? 1024 : 0));
  const { effective } = process.task.credentials;
  if (at.port !== 0 && at.port < start && !effective.has("NET_BIND_SERVICE")) throw new SocketError("EACCES");
  const listener = process.machine.network.listen(stack, at, protocol);
  listener.held = () => pass(process.task);
  process.task.open(listener);
  return listener;
}

/** Thrown by `within` when time is up. */
export class TimeIsUp extends Error {}

/** Runs `body` for at most `ms` milliseconds; without a number, as long as it takes. Rejects with `TimeIsUp`. */
export async function within<T>(process: Process, ms: number | undefined, body: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (ms === undefined) return body(process.signal);
  const late = new AbortController();
  const done = new AbortController();
  process.clock.sleep(ms, AbortSignal.any([process.signal, done.signal])).then(
    () => late.abort(new TimeIsUp()),
    () => {},
  );
  try {
    return await body(AbortSignal.any([process.signal, late.signal]));
  } finally {
    done.abort(new TimeIsUp());
  }
}

/** Whoever reads that a name is unknown should know that it is not their own network that is down. */
export function sayOffline(process: Process, host: string): void {
  if (isIpv6(host)) {
    process.stderr("drydock: connections go by IPv4 in the lab; over IPv6 only ping travels.\n");
    return;
  }
  if (!host.includes(".") || /\.(local|internal|invalid|localhost|test)$/.test(host)) return;
  process.stderr(
    `drydock: there is no internet in the lab, so ${host} can't be reached; apt, apk, pip, npm and go have registries of the lab's own.\n`,
  );
}
