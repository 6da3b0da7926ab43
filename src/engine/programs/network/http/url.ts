/** Addresses of pages as command line tools read them: the scheme may be missing. */
export interface PageUrl {
  readonly scheme: string;
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  /** The port as it was written, if it was. */
  readonly written: string | undefined;
  readonly user: string | undefined;
  /** From the slash on, with the query; never empty. */
  readonly path: string;
}

const ports: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21 };

/** `undefined` when it can't be read as one. A host that names nothing is empty. */
export function parseUrl(text: string): PageUrl | undefined {
  const match = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):\/\/)?(?:([^@/?#]*)@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?([^#]*)(?:#.*)?$/.exec(text);
  if (!match) return undefined;
  const [, scheme = "http", user, host = "", written, rest = ""] = match;
  const name = scheme.toLowerCase();
  const port = written ? Number(written) : (ports[name] ?? 0);
  if (port > 65_535 || /\s/.test(host)) return undefined;
  const path = rest === "" ? "/" : rest.startsWith("/") ? rest : `/${rest}`;
  return { scheme: name, host: host.replace(/^\[|\]$/g, ""), port, written: written || undefined, user, path };
}

/** As a `Host` header has it. */
export function hostHeader({ scheme, host, port, written }: PageUrl): string {
  const name = host.includes(":") ? `[${host}]` : host;
  return written !== undefined && port !== ports[scheme] ? `${name}:${port}` : name;
}

/** Where a `Location` leads from a page. */
export function follow(from: PageUrl, location: string): string {
  if (/^[a-zA-Z][a-zA-Z0-9+.-]*:\/\//.test(location)) return location;
  if (location.startsWith("//")) return `${from.scheme}:${location}`;
  const origin = `${from.scheme}://${hostHeader(from)}`;
  if (location.startsWith("/")) return origin + location;
  const path = from.path.replace(/\?.*$/, "");
  return `${origin}${path.slice(0, path.lastIndexOf("/") + 1)}${location}`;
}
