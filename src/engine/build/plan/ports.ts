import type { SourceRange } from "../../api.ts";
import { DockerfileError } from "../../dockerfile/ast.ts";

/**
 * EXPOSE words as `port/proto`, sorted, without repeats; ranges are written out, and of `8080:80` the container's side
 * counts (spec §9.2). Throws BuildKit's message for what is no port.
 */
export function parsePorts(words: readonly string[], range: SourceRange): string[] {
  const ports = new Set<string>();
  for (const word of words) {
    const [spec = "", protocol = "tcp"] = splitProtocol(word);
    if (!["tcp", "udp", "sctp"].includes(protocol.toLowerCase())) {
      throw new DockerfileError(`invalid port: ${JSON.stringify(word)}: invalid proto: ${protocol}`, range);
    }
    const container = spec.slice(spec.lastIndexOf(":") + 1);
    const bounds = /^(\d+)(?:-(\d+))?$/.exec(container);
    const from = Number(bounds?.[1]);
    const to = Number(bounds?.[2] ?? bounds?.[1]);
    if (!bounds || from > 65535 || to > 65535 || to < from) throw new DockerfileError(`invalid containerPort: ${container}`, range);
    for (let port = from; port <= to; port++) ports.add(`${port}/${protocol.toLowerCase()}`);
  }
  return [...ports].sort();
}

function splitProtocol(word: string): [string, string?] {
  const cut = word.indexOf("/");
  return cut < 0 ? [word] : [word.slice(0, cut), word.slice(cut + 1) || "tcp"];
}
