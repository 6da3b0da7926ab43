/** `HOST:CONTAINER/protocol` of a service's `ports` (spec compose §2.2). */
import { isIp } from "../../../engine/kernel/network/address.ts";
import { ComposeProblem } from "./problem.ts";
import type { Mapping } from "./tree.ts";

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The long forms of a short one: one for each port of a range. Throws `ComposeProblem`. */
export function parsePorts(spec: string): Mapping[] {
  const [, body = spec, protocolText = ""] = /^(.*?)(?:\/([^/]*))?$/s.exec(spec) ?? [];
  const protocol = protocolText.toLowerCase() || "tcp";
  const { ip, host, container } = split(body);
  if (container === "") throw new ComposeProblem(`No port specified: ${spec}<empty>`);
  if (ip.includes(":") && !isIp(ip)) throw new ComposeProblem(`Invalid ip address ${ip}: address ${ip}:: too many colons in address`);
  const targets = rangeOf(container);
  if (!targets) throw new ComposeProblem(`Invalid containerPort: ${container}`);
  const published = host === "" ? undefined : rangeOf(host);
  if (host !== "" && !published) throw new ComposeProblem(`Invalid hostPort: ${host}`);
  if (!["tcp", "udp", "sctp"].includes(protocol)) throw new ComposeProblem(`Invalid proto: ${protocolText}`);
  if (ip !== "" && !isIp(ip)) throw new ComposeProblem(`Invalid ip address: ${ip}`);
  const count = targets.to - targets.from;
  // A range of host ports for one port stays a range: any of them will do.
  if (published && published.to - published.from !== count && count > 0)
    throw new ComposeProblem(`Invalid ranges specified for container and host Ports: ${container} and ${host}`);
  return Array.from({ length: count + 1 }, (_, index) => ({
    mode: "ingress",
    ...(ip === "" ? {} : { host_ip: ip }),
    target: targets.from + index,
    ...(published ? { published: count === 0 && published.to > published.from ? host : String(published.from + index) } : {}),
    protocol,
  }));
}

function split(body: string): { readonly ip: string; readonly host: string; readonly container: string } {
  const bracketed = /^\[([^\]]*)\]:(.*)$/.exec(body);
  if (bracketed) {
    const [host = "", container = ""] = (bracketed[2] as string).split(":");
    return { ip: bracketed[1] as string, host, container };
  }
  const parts = body.split(":");
  const container = parts.pop() ?? "";
  const host = parts.pop() ?? "";
  return { ip: parts.join(":"), host, container };
}

function rangeOf(text: string): Range | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (!match) return undefined;
  const from = Number(match[1]);
  const to = Number(match[2] ?? from);
  return from > 65535 || to > 65535 || to < from ? undefined : { from, to };
}
