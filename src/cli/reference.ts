/** Image names, as far as the client itself judges them before it asks the engine. */

const component = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const domain =
  "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?";
const shape = new RegExp(
  `^(?:(${domain})/)?(${component}(?:/${component})*)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@([a-z0-9]+:[0-9a-f]{32,}))?$`,
);

export interface Reference {
  /** `docker.io/library/app`, `ghcr.io/a/b`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** What is wrong with a name, in the short words of buildx and the long ones of the daemon. */
export interface ReferenceProblem {
  readonly short: string;
  readonly long: string;
}

/** `undefined` for a good name. */
export function referenceProblem(text: string): ReferenceProblem | undefined {
  if (parseReference(text)) return undefined;
  const format = "invalid reference format";
  if (text === "") return { short: "repository name must have at least one component", long: format };
  const lower = parseReference(text.toLowerCase());
  const { path, host } = splitHost(text);
  const name = path.replace(/[:@].*$/, "");
  if (!lower || name === name.toLowerCase()) return { short: format, long: format };
  const shown = host === "" && !name.includes("/") ? `library/${name}` : name;
  return { short: "repository name must be lowercase", long: `${format}: repository name (${shown}) must be lowercase` };
}

/** A first part without dot, colon, capital or "localhost" is no registry but a part of the path. */
function splitHost(text: string): { host: string; path: string } {
  const slash = text.indexOf("/");
  const first = slash < 0 ? "" : text.slice(0, slash);
  return /[.:A-Z]/.test(first) || first === "localhost" ? { host: first, path: text.slice(slash + 1) } : { host: "", path: text };
}

/** Splits a name as people write it; `undefined` when it is malformed. */
export function parseReference(text: string): Reference | undefined {
  if (text === "") return undefined;
  const match = shape.exec(splitHost(text).host === "" ? `docker.io/${text}` : text);
  if (!match) return undefined;
  const [, host = "docker.io", path = "", tag, digest] = match;
  const repository = `${host}/${host === "docker.io" && !path.includes("/") ? "library/" : ""}${path}`;
  return { repository, ...(tag ? { tag } : {}), ...(digest ? { digest } : {}) };
}

/** The short form people read: `app`, not `docker.io/library/app`. */
export function familiarName(repository: string): string {
  return repository.replace(/^docker\.io\/(library\/)?/, "");
}
