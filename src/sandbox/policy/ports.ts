/**
 * Published ports. Each session has all ports of a machine to itself: the engine publishes on a port that is free, on this
 * machine's own address alone, and the gateway knows which is which.
 */
import { asSet, asText, type Fields, made, objectOf } from "./fields.ts";
import { DaemonError, Refused } from "./refusal.ts";

interface Binding {
  readonly HostIp: string;
  readonly HostPort: string;
}

export interface PublishedPorts {
  /** What the engine is asked for. */
  readonly bindings: Readonly<Record<string, readonly Binding[]>>;
  /** What the learner asked for: shown in its place. */
  readonly shown: Readonly<Record<string, readonly Binding[]>>;
  readonly exposed?: unknown;
}

const ownAddresses = new Set(["", "0.0.0.0", "127.0.0.1", "::", "::1"]);

/** Throws `Refused`, or `DaemonError` for what is no port. */
export function portsOf(asked: Fields, exposed: unknown, image: Fields): PublishedPorts {
  const bindings: Record<string, Binding[]> = {};
  const shown: Record<string, Binding[]> = {};
  const used = new Set<string>();
  for (const [port, list] of Object.entries(objectOf(asked.PortBindings, "PortBindings"))) {
    const given = list === null || (Array.isArray(list) && list.length === 0) ? [{}] : list;
    if (!Array.isArray(given)) throw new DaemonError(400, "invalid JSON: PortBindings must hold lists");
    const wanted = given.map((each) => bindingOf(each)).map((each) => freed(each, used));
    shown[port] = wanted;
    bindings[port] = wanted.map(() => ({ HostIp: "127.0.0.1", HostPort: "" }));
  }
  if (asked.PublishAllPorts === true) {
    for (const port of [...Object.keys(objectOf(exposed, "ExposedPorts")), ...Object.keys(objectOf(image.ExposedPorts, "ExposedPorts"))]) {
      bindings[port] ??= [{ HostIp: "127.0.0.1", HostPort: "" }];
      shown[port] ??= [{ HostIp: "", HostPort: "" }];
    }
  }
  if (Object.keys(bindings).length > 64) throw new Refused("limits", "a container may publish at most 64 ports");
  return { bindings, shown, ...(exposed !== undefined && { exposed: asSet(exposed, "ExposedPorts") }) };
}

function bindingOf(value: unknown): Binding {
  const { HostIp = "", HostPort = "" } = made(value, { HostIp: asText, HostPort: asText }, "a port binding") as Partial<Binding>;
  if (!ownAddresses.has(HostIp)) throw new Refused("ports", `ports can be published on this machine's own address alone, not on ${HostIp}`);
  if (!/^(\d{1,5}(-\d{1,5})?)?$/.test(HostPort)) throw new DaemonError(400, `invalid port specification: "${HostPort}"`);
  return { HostIp, HostPort };
}

/** The first of a range that this container does not have yet. */
function freed({ HostIp, HostPort }: Binding, used: Set<string>): Binding {
  const [first = "", last = first] = HostPort.split("-");
  if (first === "") return { HostIp, HostPort };
  for (let port = Number(first); port <= Number(last); port++) {
    if (used.has(`${HostIp}:${port}`)) continue;
    used.add(`${HostIp}:${port}`);
    return { HostIp, HostPort: String(port) };
  }
  return { HostIp, HostPort: first };
}
