/** A registry's HTTP requests and answers, however they travel: over the machine's network or to a registry of the internet. */
import { syntaxProblem } from "../images/archive/config-reader.ts";
import { quote } from "../go/quote.ts";

export interface RegistryRequest {
  readonly method: string;
  /** Path and query: `/v2/x/manifests/latest`. */
  readonly target: string;
  /** Names in small letters. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface RegistryResponse {
  readonly status: number;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Sends one request. Throws `RegistryUnreachable` when no registry answers, and the signal's reason. */
export type Exchange = (request: RegistryRequest, signal: AbortSignal) => Promise<RegistryResponse>;

/** Nothing that speaks a registry's language is at the other end; `message` says why, as Go's HTTP client puts it. */
export class RegistryUnreachable extends Error {
  /** The same without what was asked: `dial tcp 127.0.0.1:5000: connect: connection refused`. */
  readonly why: string;
  constructor(asked: string, why: string) {
    super(`${asked}: ${why}`);
    this.why = why;
  }
}

/** One entry of the `errors` that a registry answers with. */
export interface RegistryProblem {
  readonly code: string;
  readonly message: string;
  readonly detail?: unknown;
}

/** An answer that is no success. `message` is what the daemon makes of it: `manifest unknown: manifest unknown`. */
export class RegistryError extends Error {
  readonly status: number;
  /** As the distribution API has them: `MANIFEST_UNKNOWN`. */
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The first problem that an answer's body names; what is wrong with the body when it is no registry's. */
export function problemIn({ status, body }: RegistryResponse): RegistryError {
  const text = new TextDecoder().decode(body);
  try {
    const { errors } = JSON.parse(text) as { readonly errors: readonly RegistryProblem[] };
    const [first] = errors;
    if (first && typeof first.code === "string")
      return new RegistryError(status, first.code, `${first.code.toLowerCase().replaceAll("_", " ")}: ${String(first.message)}`);
  } catch {
    const problem = syntaxProblem(text, "unexpected end of JSON input");
    return new RegistryError(status, "UNKNOWN", `error parsing HTTP ${status} response body: ${problem}: ${quote(text)}`);
  }
  return new RegistryError(status, "UNKNOWN", `received unexpected HTTP status: ${status}`);
}
