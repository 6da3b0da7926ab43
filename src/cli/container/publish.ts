/** `-p` and `--expose`: port specifications as the client reads them. */
import type { PortBinding } from "../../engine/api.ts";
import { CliError } from "../errors.ts";
import { splitCsv } from "../flags/values.ts";
import { goQuote } from "../format/quote.ts";
import { isIp } from "../../engine/kernel/network/address.ts";

export interface Published {
  /** `80/tcp`, in the order first met. */
  readonly exposed: readonly string[];
  readonly bindings: Readonly<Record<string, readonly PortBinding[]>>;
}

/** @throws CliError with the words of the client */
export function parsePublish(specs: readonly string[]): Published {
  const bindings = new Map<string, PortBinding[]>();
  for (const spec of specs.flatMap(standardNotation)) {
    for (const [port, binding] of parseSpec(spec)) {
      const list = bindings.get(port);
      if (list) list.push(binding);
      else bindings.set(port, [binding]);
    }
  }
  return { exposed: [...bindings.keys()], bindings: Object.fromEntries(bindings) };
}

/** The long form, `published=8080,target=80`, in the short one. */
function standardNotation(spec: string): string {
  if (!spec.includes("=")) return spec;
  const parts = new Map<string, string>([["protocol", "tcp"]]);
  for (const field of splitCsv(spec)) {
    const at = field.indexOf("=");
    if (at < 0) throw new CliError(`invalid publish opts format (should be name=value but got '${field}')`);
    parts.set(field.slice(0, at), field.slice(at + 1));
  }
  return `${parts.get("published") ?? ""}:${parts.get("target") ?? ""}/${parts.get("protocol")}`;
}

function parseSpec(spec: string): [string, PortBinding][] {
  const { ip, host, container } = splitParts(spec);
  const [ports, proto] = splitProtocol(container);
  if (ip !== "" && !isIp(ip)) throw new CliError(`invalid IP address: ${ip}`);
  if (ports === "") throw new CliError(`no port specified: ${spec}<empty>`);
  const inside = portRange(ports);
  if (!inside) throw new CliError(`invalid containerPort: ${ports}`);
  const outside = host === "" ? undefined : portRange(host);
  if (host !== "" && !outside) throw new CliError(`invalid hostPort: ${host}`);
  const insideCount = inside.end - inside.start;
  // One port inside may be given a range outside: Docker picks one that is free.
  if (outside && insideCount !== outside.end - outside.start && inside.end !== inside.start)
    throw new CliError(`invalid ranges specified for container and host Ports: ${ports} and ${host}`);
  if (!["tcp", "udp", "sctp"].includes(proto.toLowerCase())) throw new CliError(`invalid proto: ${proto}`);
  return Array.from({ length: insideCount + 1 }, (_, index) => {
    const hostPort = outside ? (insideCount === 0 && outside.end !== outside.start ? host : String(outside.start + index)) : "";
    return [`${inside.start + index}/${proto.toLowerCase()}`, { HostIp: ip, HostPort: hostPort }];
  });
}

/** `ip:host:container`, with brackets around an IPv6 address. */
function splitParts(spec: string): { ip: string; host: string; container: string } {
  const parts = spec.split(":");
  const container = parts.pop() ?? "";
  const host = parts.pop() ?? "";
  const ip = parts.join(":");
  return { ip: ip.startsWith("[") && ip.endsWith("]") ? ip.slice(1, -1) : ip, host, container };
}

function splitProtocol(text: string): [ports: string, protocol: string] {
  const at = text.indexOf("/");
  if (at < 0) return [text, "tcp"];
  const protocol = text.slice(at + 1).split("/")[0] ?? "";
  return [text.slice(0, at), protocol === "" ? "tcp" : protocol];
}

function portRange(text: string): { start: number; end: number } | undefined {
  const [first = "", last = first] = text.split("-", 2);
  const [start, end] = [portNumber(first), portNumber(last)];
  return start === undefined || end === undefined || end < start ? undefined : { start, end };
}

function portNumber(text: string): number | undefined {
  return /^\d+$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;
}

/** What Go says of a range it does not read. */
function rangeProblem(ports: string): string {
  const wrong = ports.split("-").find((part) => portNumber(part) === undefined);
  if (wrong === undefined) return `invalid range specified for port: ${ports}`;
  return `strconv.ParseUint: parsing ${goQuote(wrong)}: ${/^\d+$/.test(wrong) ? "value out of range" : "invalid syntax"}`;
}

/**
 * `--expose` values as `80/tcp`.
 * @throws CliError
 */
export function parseExpose(specs: readonly string[]): string[] {
  return specs.flatMap((spec) => {
    if (spec.includes(":")) throw new CliError(`invalid port format for --expose: ${spec}`);
    const [ports, proto] = splitProtocol(spec);
    const range = portRange(ports);
    if (!range) {
      throw new CliError(`invalid range format for --expose: ${spec}, error: ${rangeProblem(ports)}`);
    }
    return Array.from({ length: range.end - range.start + 1 }, (_, index) => `${range.start + index}/${proto}`);
  });
}
