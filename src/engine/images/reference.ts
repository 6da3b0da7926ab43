/** Image references as Docker reads them: `python:3.12` is `docker.io/library/python:3.12`. */

export interface Reference {
  /** `docker.io`, `localhost:5000`; absent only from what `parseRaw` gives. */
  readonly domain?: string;
  /** `library/python`. */
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** A reference Docker does not accept; `message` is Docker's own. */
export class InvalidReference extends Error {
  constructor(message = "invalid reference format") {
    super(message);
    this.name = "InvalidReference";
  }
}

const defaultDomain = "docker.io";
const component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const label = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const host = `(?:(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?)`;
const path = `${component}(?:/${component})*`;
const digestPattern = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";
const whole = new RegExp(`^((?:${host}/)?${path})(?::(\\w[\\w.-]{0,127}))?(?:@(${digestPattern}))?$`);
const named = new RegExp(`^(?:(${host})/)?(${path})$`);
const maxPath = 255;

/**
 * Reads a reference as it stands, without filling in what is missing; `docker build -t` checks its tags this way.
 * Throws `InvalidReference`.
 */
export function parseRaw(text: string): Reference {
  const match = whole.exec(text);
  if (!match) {
    if (text === "") throw new InvalidReference("repository name must have at least one component");
    throw new InvalidReference(whole.test(text.toLowerCase()) ? "repository name must be lowercase" : undefined);
  }
  const [, name = "", tag, digest] = match;
  const [, domain, repository = name] = named.exec(name) ?? [];
  if (repository.length > maxPath) throw new InvalidReference(`repository name must not be more than ${maxPath} characters`);
  if (digest !== undefined) checkDigest(digest);
  return { ...(domain && { domain }), path: repository, ...(tag && { tag }), ...(digest && { digest }) };
}

/** Reads a reference as a person types it and fills in `docker.io` and `library/`, not the tag. Throws `InvalidReference`. */
export function parseReference(text: string): Reference {
  if (/^[a-f0-9]{64}$/.test(text)) {
    throw new InvalidReference(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  }
  const [domain, rest] = splitDomain(text);
  const repository = rest.includes(":") ? rest.slice(0, rest.indexOf(":")) : rest;
  if (repository.toLowerCase() !== repository) {
    throw new InvalidReference(`invalid reference format: repository name (${repository}) must be lowercase`);
  }
  return parseRaw(`${domain}/${rest}`);
}

function splitDomain(text: string): [domain: string, rest: string] {
  const cut = text.indexOf("/");
  if (cut < 0) return [defaultDomain, `library/${text}`];
  const first = text.slice(0, cut);
  const rest = text.slice(cut + 1);
  if (first === defaultDomain || first === "index.docker.io") return [defaultDomain, rest.includes("/") ? rest : `library/${rest}`];
  // A host has a dot, a port or a capital letter, or is the machine itself.
  if (first === "localhost" || /[.:]/.test(first) || first.toLowerCase() !== first) return [first, rest];
  return [defaultDomain, text];
}

function checkDigest(digest: string): void {
  const [algorithm = "", hex = ""] = digest.split(":");
  const length = { sha256: 64, sha384: 96, sha512: 128 }[algorithm];
  if (length === undefined) throw new InvalidReference("unsupported digest algorithm");
  if (hex.length !== length) throw new InvalidReference("invalid checksum digest length");
  if (!/^[a-f0-9]+$/.test(hex)) throw new InvalidReference("invalid checksum digest format");
}

/** Adds `:latest` when there is neither tag nor digest. */
export function withDefaultTag(reference: Reference): Reference {
  return reference.tag || reference.digest ? reference : { ...reference, tag: "latest" };
}

/** `docker.io/library/python`. */
export function canonicalName({ domain, path }: Reference): string {
  return domain ? `${domain}/${path}` : path;
}

/** `docker.io/library/python:3.12`, as written when it came from `parseRaw`. */
export function canonicalString(reference: Reference): string {
  return canonicalName(reference) + suffix(reference);
}

/** `python`: without what goes without saying. */
export function familiarName({ domain, path }: Reference): string {
  if (domain !== defaultDomain) return canonicalName({ domain, path } as Reference);
  const short = path.slice("library/".length);
  return path.startsWith("library/") && !short.includes("/") ? short : path;
}

/** `python:3.12`. */
export function familiarString(reference: Reference): string {
  return familiarName(reference) + suffix(reference);
}

function suffix({ tag, digest }: Reference): string {
  return (tag ? `:${tag}` : "") + (digest ? `@${digest}` : "");
}

/** The full name with its tag: `docker.io/library/python:latest` from `python`. Throws `InvalidReference`. */
export function canonical(text: string): string {
  return canonicalString(withDefaultTag(parseReference(text)));
}

/** The short name with its tag: `python:latest` from `python`. Throws `InvalidReference`. */
export function familiar(text: string): string {
  return familiarString(withDefaultTag(parseReference(text)));
}
