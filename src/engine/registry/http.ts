/** A registry that is reached over the machine's network: a container's published port, as a rule. */
import { formatIpv4, parseIpv4 } from "../kernel/network/address.ts";
import { resolve } from "../kernel/network/names.ts";
import { type Connection, SocketError } from "../kernel/network/sockets.ts";
import type { Machine } from "../kernel/machine.ts";
import { receive, send } from "../programs/network/http/client.ts";
import { CutShort, type Header, wholeBody } from "../programs/network/http/message.ts";
import { bytesToText } from "../programs/shell/bytes.ts";
import { type Exchange, type RegistryRequest, type RegistryResponse, RegistryUnreachable } from "./message.ts";

/** What the kernel's refusals are called in Go. */
const goWords: Partial<Record<SocketError["code"], string>> = {
  ECONNREFUSED: "connect: connection refused",
  ETIMEDOUT: "i/o timeout",
  EHOSTUNREACH: "connect: no route to host",
  ENETUNREACH: "connect: network is unreachable",
};

/** Only the machine itself may be spoken to without TLS. */
function isLocal(host: string): boolean {
  return host === "localhost" || host.startsWith("127.");
}

/** @param domain as references have it: `localhost:5000` */
export function httpExchange(machine: Machine, domain: string): Exchange {
  const colon = domain.lastIndexOf(":");
  const host = colon < 0 ? domain : domain.slice(0, colon);
  const scheme = isLocal(host) ? "http" : "https";
  const port = colon < 0 ? (scheme === "http" ? 80 : 443) : Number(domain.slice(colon + 1));
  return async (request, signal) => {
    const verb = request.method.charAt(0) + request.method.slice(1).toLowerCase();
    const fail = (why: string): never => {
      throw new RegistryUnreachable(`${verb} "${scheme}://${domain}${request.target}"`, why);
    };
    const connection = await connect(machine, host, port, signal, fail);
    try {
      // Whoever expects TLS hears something else.
      if (scheme === "https") return fail("http: server gave HTTP response to HTTPS client");
      return await converse(connection, domain, request, signal, fail);
    } catch (error) {
      if (error instanceof CutShort) return fail("unexpected EOF");
      throw error;
    } finally {
      connection.release();
    }
  };
}

async function connect(
  machine: Machine,
  host: string,
  port: number,
  signal: AbortSignal,
  fail: (why: string) => never,
): Promise<Connection> {
  const { network, disk } = machine;
  const found = resolve(network, network.host, disk, host);
  const address = "failure" in found ? undefined : parseIpv4(found.addresses[0] ?? "");
  if (address === undefined) return fail(`dial tcp: lookup ${host} on ${nameServerOf(machine)}: no such host`);
  try {
    return (await network.connect(network.host, { address, port }, { signal })).retain();
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    return fail(`dial tcp ${formatIpv4(address)}:${port}: ${goWords[error.code] ?? error.message.toLowerCase()}`);
  }
}

function nameServerOf({ disk }: Machine): string {
  const config = disk.exists("/etc/resolv.conf") ? disk.readText("/etc/resolv.conf") : "";
  return `${/^nameserver\s+(\S+)/m.exec(config)?.[1] ?? "[::1]"}:53`;
}

async function converse(
  connection: Connection,
  domain: string,
  { method, target, headers = {}, body }: RegistryRequest,
  signal: AbortSignal,
  fail: (why: string) => never,
): Promise<RegistryResponse> {
  const sends: Header[] = [
    ["Host", domain],
    ["User-Agent", "docker/28.4.0"],
    ...(body || method !== "GET" ? ([["Content-Length", String(body?.length ?? 0)]] as const) : []),
    ...Object.entries(headers),
    ["Connection", "close"],
  ];
  send(connection, `${method} ${target} HTTP/1.1`, sends, body && bytesToText(body));
  const answer = await receive(connection, method, signal);
  if (answer === undefined) return fail("EOF");
  if (answer === "garbage") return fail("net/http: HTTP/1.x transport connection broken: malformed HTTP response");
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: await wholeBody(answer.body),
  };
}
