/** BuildKit's own progress, as `docker buildx --progress rawjson` writes it, in the words of the Engine interface. */
import type { BuildEvent, BuildWarning, Vertex } from "../../../engine/api.ts";
import { fromBase64 } from "../../../engine/base64.ts";

interface RawVertex {
  readonly digest: string;
  readonly name: string;
  readonly inputs?: readonly string[] | null;
  readonly started?: string;
  readonly completed?: string;
  readonly cached?: boolean;
  readonly error?: string;
}

interface RawWarning {
  readonly vertex: string;
  /** Base64. */
  readonly short: string;
  readonly range?: readonly { readonly start: { readonly line: number }; readonly end: { readonly line: number } }[];
}

/** One line of it. */
export interface SolveStatus {
  readonly vertexes?: readonly RawVertex[] | null;
  readonly statuses?:
    | readonly {
        readonly id: string;
        readonly vertex: string;
        readonly total?: number;
        readonly current?: number;
        readonly started?: string;
        readonly completed?: string;
      }[]
    | null;
  /** `data` is Base64. */
  readonly logs?:
    | readonly { readonly vertex: string; readonly stream?: number; readonly data: string; readonly timestamp: string }[]
    | null;
  readonly warnings?: readonly RawWarning[] | null;
}

/** @param stepOf the step of the view that a vertex of this name is */
export function* eventsOf(status: SolveStatus, stepOf: (name: string) => string | undefined): Generator<BuildEvent> {
  for (const vertex of status.vertexes ?? []) yield { type: "vertex", vertex: vertexOf(vertex, stepOf(vertex.name)) };
  for (const { vertex, id, current = 0, total, started, completed } of status.statuses ?? [])
    yield {
      type: "status",
      vertex,
      id,
      current,
      started: milliseconds(started) ?? 0,
      ...(total && { total }),
      ...(completed && { completed: milliseconds(completed) }),
    };
  for (const { vertex, stream = 1, data, timestamp } of status.logs ?? [])
    yield { type: "log", vertex, stream: stream === 2 ? 2 : 1, text: decoded(data), time: milliseconds(timestamp) ?? 0 };
  for (const warning of status.warnings ?? []) {
    const read = warningOf(warning);
    if (read) yield { type: "warning", warning: read };
  }
}

function vertexOf(raw: RawVertex, step: string | undefined): Vertex {
  const { digest, name, inputs, started, completed, cached, error } = raw;
  return {
    id: digest,
    name,
    inputs: inputs ?? [],
    ...(started && { started: milliseconds(started) }),
    ...(completed && { completed: milliseconds(completed) }),
    ...(cached && { cached }),
    ...(error && { error, ...(/context canceled/.test(error) && { canceled: true }) }),
    ...(step !== undefined && { step }),
  };
}

/** `JSONArgsRecommended: JSON arguments recommended for CMD … (line 4)`. Anything else BuildKit may warn of is in its log. */
function warningOf({ short, range }: RawWarning): BuildWarning | undefined {
  const match = /^(\w+): ([\s\S]*?)(?: \(line (\d+)\))?$/.exec(decoded(short));
  if (!match) return undefined;
  const [, rule = "", message = "", line] = match;
  const first = range?.[0];
  const startLine = first?.start.line ?? Number(line ?? 0);
  return { rule, message, range: { startLine, startColumn: 0, endLine: first?.end.line ?? startLine, endColumn: 0 } };
}

function decoded(base64: string): string {
  return new TextDecoder().decode(fromBase64(base64));
}

/** Since the epoch; whole ones, as Go's nanoseconds do not fit. */
function milliseconds(time: string | undefined): number | undefined {
  if (!time) return undefined;
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? "";
  return Math.floor(Date.parse(time.replace(/\.\d+/, "")) + Number(`0.${fraction || "0"}`) * 1000);
}
