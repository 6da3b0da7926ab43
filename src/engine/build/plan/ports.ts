import type { SourceRange } from "../../api.ts";
import { DockerfileError } from "../../dockerfile/ast.ts";

/**
 * EXPOSE words as `port/proto`, sorted, without repeats; ranges are written out, and of `8080:80` the container's side
 * counts (spec §9.2). Throws BuildKit's message for what is no port.
 */
export function parsePorts(words: readonly string[], range: SourceRange): string[] {
  const ports = new Set<string>();
  for (const word of words) for (const port of parsePort(word, range)) ports.add(port);
  return [...ports].sort();
}

function parsePort(word: string, place: SourceRange): string[] {
  const wrong = (message: string) => new DockerfileError(message, place);
  const parts = word.split(":");
  const [container = "", protocol = "tcp"] = splitProtocol(parts.pop() as string);
  if (container === "") throw wrong(`invalid port: ${JSON.stringify(word)}: no port specified`);
  if (!["tcp", "udp", "sctp"].includes(protocol.toLowerCase()))
    throw wrong(`invalid port: ${JSON.stringify(word)}: invalid proto: ${protocol}`);
  const host = parts.pop() ?? "";
  const address = parts.join(":");
  if (address !== "" && !isAddress(address)) throw wrong(`invalid IP address: ${address.replace(/^\[(.*)\]$/, "$1")}`);
  const range = portRange(container);
  if (!range) throw wrong(`invalid containerPort: ${container}`);
  const hostRange = host === "" ? range : portRange(host);
  if (!hostRange) throw wrong(`invalid hostPort: ${host}`);
  const [from, to] = range;
  if (to - from !== hostRange[1] - hostRange[0] && from !== to)
    throw wrong(`invalid ranges specified for container and host Ports: ${container} and ${host}`);
  return Array.from({ length: to - from + 1 }, (_, index) => `${from + index}/${protocol.toLowerCase()}`);
}

function portRange(text: string): [from: number, to: number] | undefined {
  const match = /^(\+?\d+)(?:-(\+?\d+))?$/.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  return match && from <= 65535 && to <= 65535 && from <= to ? [from, to] : undefined;
}

/** An IPv4 address, or an IPv6 one, in brackets or bare. */
function isAddress(text: string): boolean {
  const bare = text.replace(/^\[(.*)\]$/, "$1");
  if (/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(bare)) return true;
  const groups = bare.split("::");
  const valid = groups.every((part) => part === "" || part.split(":").every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)));
  const count = groups.flatMap((part) => (part === "" ? [] : part.split(":"))).length;
  return valid && bare.includes(":") && (groups.length === 1 ? count === 8 : groups.length === 2 && count < 8);
}

function splitProtocol(word: string): [string, string?] {
  const cut = word.indexOf("/");
  return cut < 0 ? [word] : [word.slice(0, cut), word.slice(cut + 1) || "tcp"];
}
