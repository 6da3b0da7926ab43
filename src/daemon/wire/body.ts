/** Bodies of requests: JSON as Go reads it, and archives. */
import { EngineError } from "../../engine/api.ts";
import type { Request } from "./message.ts";
import type { Shape } from "./shape.ts";

/** A body of JSON; more is no request but an attack. Bytes. */
const maxJson = 4 * 1024 ** 2;
/** An archive is held in memory. Bytes. */
const maxArchive = 512 * 1024 ** 2;

/** The whole body. Throws `EngineError` 413 as soon as it is longer than `limit` bytes. */
export async function readBytes(body: AsyncIterable<Uint8Array>, limit = maxArchive): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > limit)
      throw new EngineError(413, `drydock: the body of this request is longer than ${limit / 1024 ** 2} MB, the most the lab takes`);
    parts.push(part);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A body that has to be there. Throws `EngineError` 400. */
export async function readJson<T>(request: Request, shape: Shape<T>): Promise<T> {
  const found = await readOptionalJson(request, shape);
  if (found === undefined) throw new EngineError(400, "invalid JSON: got EOF while reading request body");
  return found;
}

/** `undefined` for an empty body. Throws `EngineError` 400. */
export async function readOptionalJson<T>(request: Request, shape: Shape<T>): Promise<T | undefined> {
  const text = new TextDecoder().decode(await readBytes(request.body, maxJson));
  if (text.trim() === "") return undefined;
  requireJsonType(request.headers["content-type"]);
  const value = parse(text);
  return value === null ? shape.read({}, "") : shape.read(value, "");
}

function requireJsonType(type: string | undefined): void {
  if (type === undefined || type === "") throw new EngineError(400, "malformed Content-Type header (): mime: no media type");
  const media = type.split(";")[0]?.trim().toLowerCase();
  if (media !== "application/json") throw new EngineError(400, `unsupported Content-Type header (${type}): must be 'application/json'`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EngineError(400, whatIsWrong(text, error as Error));
  }
}

/** Go's words for the commonest mistakes; the platform's for the others. */
function whatIsWrong(text: string, { message }: Error): string {
  if (/non-whitespace character after JSON/i.test(message)) return "unexpected content after JSON";
  const at = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  // A body that is cut off is told from one that goes wrong on the way.
  if (/end of JSON input|unterminated string/i.test(message) || at >= text.trimEnd().length) return "invalid JSON: unexpected EOF";
  const token = text[at] ?? /Unexpected token '(.)'/u.exec(message)?.[1];
  if (token === undefined) return `invalid JSON: ${message}`;
  const expected = /property name/i.test(message) ? "object key string" : "value";
  return `invalid JSON: invalid character '${token}' looking for beginning of ${expected}`;
}
