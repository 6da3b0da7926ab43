/** Which images a session may use that it has not made. */
import { canonicalString, familiarString, InvalidReference, parseReference, withDefaultTag } from "../../engine/images/reference.ts";
import { sessionPattern } from "./names.ts";
import { Refused } from "./refusal.ts";

/** What the lessons build on and run. */
export const defaultImages = [
  ...["alpine", "busybox", "debian", "ubuntu", "hello-world", "nginx", "httpd", "caddy", "traefik", "registry", "web-demo"],
  ...["python", "node", "golang", "rust", "ruby", "php", "openjdk", "eclipse-temurin", "gcc"],
  ...["postgres", "redis", "mysql", "mariadb", "mongo", "memcached", "adminer"],
];

const anySession = new RegExp(`^docker\\.io/${sessionPattern}/`);

export class AllowList {
  readonly #patterns: readonly string[];
  readonly #any: boolean;

  /** @param patterns names without a tag (any tag), or with one; a `*` at the end stands for anything */
  constructor(patterns: readonly string[], { any = false } = {}) {
    this.#patterns = patterns.map(canonicalPattern);
    this.#any = any;
  }

  allows(reference: string): boolean {
    try {
      const full = canonicalString(withDefaultTag(parseReference(reference)));
      if (anySession.test(full)) return false;
      return this.#any || this.#patterns.some((pattern) => matches(pattern, full));
    } catch (error) {
      if (error instanceof InvalidReference) return false;
      throw error;
    }
  }

  /** Throws `Refused`. */
  check(reference: string): void {
    if (this.allows(reference)) return;
    throw new Refused(
      "images",
      `the image ${shown(reference)} is not on the list of this sandbox; its owner can add it with --allow-image`,
    );
  }

  /** For BuildKit's source policy, which knows `*`. */
  get identifiers(): readonly string[] {
    if (this.#any) return ["docker-image://*"];
    return this.#patterns
      .flatMap((pattern) => (hasTag(pattern) ? [pattern] : [`${pattern}:*`, `${pattern}@*`]))
      .map((each) => `docker-image://${each}`);
  }
}

function canonicalPattern(pattern: string): string {
  const star = pattern.endsWith("*");
  const reference = parseReference(star ? `${pattern.slice(0, -1)}x` : pattern);
  const full = canonicalString(reference);
  return star ? `${full.slice(0, -1)}*` : full;
}

function hasTag(pattern: string): boolean {
  return pattern.endsWith("*") || /[:@][^/]*$/.test(pattern);
}

function matches(pattern: string, full: string): boolean {
  if (pattern.endsWith("*")) return full.startsWith(pattern.slice(0, -1));
  return hasTag(pattern) ? full === pattern : full.startsWith(`${pattern}:`) || full.startsWith(`${pattern}@`);
}

function shown(reference: string): string {
  try {
    return familiarString(parseReference(reference));
  } catch {
    return JSON.stringify(reference);
  }
}
