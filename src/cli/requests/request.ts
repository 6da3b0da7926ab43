import { InvalidReference, parseReference } from "../../engine/images/reference.ts";

/** A request of the Docker Engine API, as a client writes it. */
export interface ApiRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  /** With its query, without the version. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Becomes JSON. */
  readonly body?: unknown;
  /** What is sent that is no JSON, in words: `a tar of 2.1 kB`. */
  readonly sends?: string;
  readonly streams?: "pieces" | "both ways";
  /** Made for it before this one: a build's client opens more than one connection. */
  readonly before?: readonly ApiRequest[];
  /** The status comes at once, the answer when there is one. */
  readonly early?: boolean;
  /** Of an answer that is as it should be: 200 unless told; a function of what came back. */
  readonly status?: number | ((result: unknown) => number);
}

type QueryValue = string | number | boolean | Readonly<Record<string, readonly string[]>> | readonly string[] | undefined;

/** An address with its query in the order of the names, as Go's client writes it: what is empty or false is left out. */
export function address(path: string, query: Readonly<Record<string, QueryValue>> = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (value === undefined || value === false || value === "") continue;
    if (value === true) parameters.append(name, "1");
    else if (typeof value === "string" || typeof value === "number") parameters.append(name, String(value));
    else if (Array.isArray(value)) for (const one of value as readonly string[]) parameters.append(name, one);
    else if (Object.keys(value).length > 0) parameters.append(name, filtersText(value as Readonly<Record<string, readonly string[]>>));
  }
  const text = parameters.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** `{"name":{"web":true}}` */
function filtersText(filters: Readonly<Record<string, readonly string[]>>): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, Object.fromEntries(values.map((value) => [value, true]))])),
  );
}

/** Seconds since the epoch, of milliseconds. */
export function moment(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : String(ms / 1000);
}

/** Who asks, in a header: that there is somebody, not who. */
export function secretHeader(auth: object | undefined): Readonly<Record<string, string>> {
  return auth === undefined ? {} : { "X-Registry-Auth": "•••" };
}

/** `nginx:alpine` in the two parts that the API has it in; a digest is joined with another sign. */
export function repositoryAndTag(reference: string): { readonly repository: string; readonly tag: string } {
  const at = reference.indexOf("@");
  if (at >= 0) return { repository: reference.slice(0, at), tag: reference.slice(at + 1) };
  const colon = reference.lastIndexOf(":");
  if (colon < 0 || reference.indexOf("/", colon) >= 0) return { repository: reference, tag: "" };
  return { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}

/** `docker.io/library/nginx` of `nginx`, as a client writes it when it pulls; what cannot be read stays as it is. */
export function fullName(repository: string): string {
  try {
    const { domain, path } = parseReference(repository);
    return `${domain ?? "docker.io"}/${path}`;
  } catch (error) {
    if (!(error instanceof InvalidReference)) throw error;
    return repository;
  }
}
