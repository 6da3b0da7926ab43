/**
 * The build graph (LLB) that a check's answer holds: how its Dockerfile came to the builder. Two operations in protobuf, the
 * one that sends the file and the one that ends the graph, and what is noted about each under its digest.
 */
import { toBase64 } from "../../engine/base64.ts";
import { digestOf, sha256Hex } from "../../engine/filesystem/digest.ts";

const encoder = new TextEncoder();

/** `name` is the Dockerfile's, without a folder. The session's id comes of its text; a real client draws one. */
export function dockerfileDefinition(name: string, text: string): object {
  const session = BigInt(`0x${sha256Hex(`session ${text}`)}`)
    .toString(36)
    .slice(0, 25);
  const wanted = [name, `${name}.dockerignore`, ...(name === "Dockerfile" ? ["dockerfile"] : [])];
  const attributes = {
    "local.differ": "none",
    "local.followpaths": JSON.stringify(wanted),
    "local.session": session,
    "local.sharedkeyhint": "dockerfile",
  };
  const pairs = Object.entries(attributes).map(([key, value]) => field(2, join(field(1, key), field(2, value))));
  const source = join(field(constraints, ""), field(3, join(field(1, "local://dockerfile"), ...pairs)));
  const end = field(1, field(1, digestOf(source)));
  const notes: [string, object][] = [
    [
      digestOf(source),
      {
        description: { "llb.customname": `[internal] load build definition from ${name}` },
        caps: capabilities("source.local", "source.local.followpaths", "source.local.sessionid", "source.local.sharedkeyhint"),
      },
    ],
    [digestOf(end), { caps: capabilities("constraints", "meta.description", "platform") }],
  ];
  return {
    def: [toBase64(source), toBase64(end)],
    metadata: Object.fromEntries(notes.sort(([a], [b]) => (a < b ? -1 : 1))),
    Source: { locations: { [digestOf(source)]: {} } },
  };
}

/** The operation's field of that name: without any, it still stands there. */
const constraints = 11;

/** A field of bytes: its number and kind, its length, itself. */
function field(number: number, value: string | Uint8Array): Uint8Array {
  const bytes = typeof value === "string" ? encoder.encode(value) : value;
  return join(Uint8Array.of((number << 3) | 2), varint(bytes.length), bytes);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Uint8Array.of(...bytes, rest);
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function capabilities(...names: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(names.map((name) => [name, true]));
}
