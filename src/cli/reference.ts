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

/** What is wrong with a name, in Docker's words; `undefined` when it is a good one. */
export function referenceProblem(text: string): string | undefined {
  if (parseReference(text)) return undefined;
  const path = text.replace(/[:@][^/]*$/, "");
  if (text === "") return "repository name must have at least one component";
  return /[A-Z]/.test(path) && parseReference(text.toLowerCase()) ? "repository name must be lowercase" : "invalid reference format";
}

/** Splits a name as people write it; `undefined` when it is malformed. */
export function parseReference(text: string): Reference | undefined {
  // A first part without dot, colon or "localhost" is no registry but a part of the path.
  const slash = text.indexOf("/");
  const first = slash < 0 ? "" : text.slice(0, slash);
  const hasDomain = /[.:]/.test(first) || first === "localhost" || /[A-Z]/.test(first);
  const match = shape.exec(hasDomain ? text : `docker.io/${text}`);
  if (!match || (!hasDomain && text === "")) return undefined;
  const [, host = "docker.io", path = "", tag, digest] = match;
  const repository = `${host}/${host === "docker.io" && !path.includes("/") ? "library/" : ""}${path}`;
  return { repository, ...(tag ? { tag } : {}), ...(digest ? { digest } : {}) };
}

/** The short form people read: `app`, not `docker.io/library/app`. */
export function familiarName(repository: string): string {
  return repository.replace(/^docker\.io\/(library\/)?/, "");
}
