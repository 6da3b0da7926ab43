/** The streams of a container on one connection: each piece has eight bytes before it that tell whose it is and how long. */
import type { StreamChunk } from "../../engine/api.ts";
import { bytesToText, textToBytes } from "../../engine/programs/shell/bytes.ts";

const numbers = { stdout: 1, stderr: 2 } as const;
const header = 8;

/** @param raw a terminal's output is one stream, and has no frames */
export function frame({ stream, text }: StreamChunk, raw: boolean): Uint8Array {
  const payload = textToBytes(text);
  if (raw) return payload;
  const framed = new Uint8Array(header + payload.length);
  framed[0] = numbers[stream];
  new DataView(framed.buffer).setUint32(4, payload.length);
  framed.set(payload, header);
  return framed;
}

export async function* framed(chunks: AsyncIterable<StreamChunk>, raw: boolean): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield frame(chunk, raw);
}

/** Bytes that come piece by piece as text: a character that is cut in two waits for its other half. */
export async function* decoded(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = new Uint8Array();
  for await (const piece of pieces) {
    const bytes = joined(rest, piece);
    const whole = bytes.length - unfinished(bytes);
    rest = bytes.slice(whole);
    if (whole > 0) yield bytesToText(bytes.subarray(0, whole));
  }
  if (rest.length > 0) yield bytesToText(rest);
}

/** How many bytes at the end begin a character of UTF-8 that has not all come. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return length > back ? back : 0;
  }
  return 0;
}

/** The inverse of `framed`. Throws when the connection breaks off inside a piece's header. */
export async function* unframed(pieces: AsyncIterable<Uint8Array>, raw: boolean): AsyncGenerator<StreamChunk> {
  const rest: Record<StreamChunk["stream"], Uint8Array> = { stdout: new Uint8Array(), stderr: new Uint8Array() };
  function* whole(stream: StreamChunk["stream"], bytes: Uint8Array): Generator<StreamChunk> {
    const all = joined(rest[stream], bytes);
    const cut = all.length - unfinished(all);
    rest[stream] = all.slice(cut);
    if (cut > 0) yield { stream, text: bytesToText(all.subarray(0, cut)) };
  }
  if (raw) for await (const piece of pieces) yield* whole("stdout", piece);
  else for await (const { stream, payload } of payloads(pieces)) yield* whole(stream, payload);
  for (const stream of ["stdout", "stderr"] as const) if (rest[stream].length > 0) yield { stream, text: bytesToText(rest[stream]) };
}

async function* payloads(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<{ stream: StreamChunk["stream"]; payload: Uint8Array }> {
  let held = new Uint8Array();
  let left = 0;
  let stream: StreamChunk["stream"] = "stdout";
  for await (const piece of pieces) {
    held = joined(held, piece);
    for (;;) {
      if (left === 0) {
        if (held.length < header) break;
        stream = held[0] === numbers.stderr ? "stderr" : "stdout";
        left = new DataView(held.buffer, held.byteOffset).getUint32(4);
        held = held.slice(header);
        continue;
      }
      if (held.length === 0) break;
      const payload = held.slice(0, left);
      held = held.slice(left);
      left -= payload.length;
      yield { stream, payload };
    }
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
