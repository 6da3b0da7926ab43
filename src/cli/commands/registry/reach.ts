/** Which registries there are: the lab's network ends at Docker Hub and ghcr.io. */

const known = new Set(["registry-1.docker.io", "docker.io", "ghcr.io"]);

/** What the daemon says of a registry it can't talk to; nothing when it can. `domain` may have a port. */
export function reach(domain: string): string | undefined {
  if (known.has(domain)) return undefined;
  const [host = "", port] = domain.split(":");
  const local = host === "localhost" || /^127(\.\d+){3}$/.test(host);
  if (local) {
    const address = `${host === "localhost" ? "127.0.0.1" : host}:${port ?? "80"}`;
    return `Get "http://${domain}/v2/": dial tcp ${address}: connect: connection refused`;
  }
  return `Get "https://${domain}/v2/": dial tcp: lookup ${host} on 192.168.65.7:53: no such host`;
}
