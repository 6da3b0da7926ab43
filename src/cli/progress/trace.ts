/** What a build has told so far, kept for whoever draws it. */
import type { BuildEvent, BuildWarning, Vertex } from "../../engine/api.ts";
import { goFixed } from "../format/units.ts";

/** Lines of a failed step that plain progress shows again below the build. A terminal, which hid most, shows all. */
const tailLength = 10;
/** Lines kept of one step. */
const linesKept = 10_000;

const encoder = new TextEncoder();

export type Status = Extract<BuildEvent, { type: "status" }>;

export interface Traced {
  vertex: Vertex;
  /** The `#n` of plain progress, given when it is first printed; 0 until then. */
  index: number;
  /** In order of first report. */
  readonly statuses: Map<string, Status>;
  /** Ids of statuses with news since the last print. */
  readonly freshStatuses: Set<string>;
  /** Whole lines not printed yet, each with its time: `0.146 before`. */
  readonly freshLines: string[];
  /** All whole lines, the oldest dropped when there are too many. */
  readonly lines: string[];
  readonly freshWarnings: BuildWarning[];
  readonly warnings: BuildWarning[];
  /** A line that has no newline yet, as `freshLines` has them; empty when there is none. */
  partial: string;
  /** What the step wrote, for the few lines of it that a terminal shows. Capped. */
  output: string;
  /** Bytes of output, and how often a terminal showed some of it. */
  bytes: number;
  shown: number;
  /** Printed something since it last became the open block: when that was, and how much. */
  blockStart: number;
  count: number;
}

export class Trace {
  readonly byId = new Map<string, Traced>();
  /** In order of start. */
  readonly started: Traced[] = [];
  readonly warnings: BuildWarning[] = [];
  /** Takes in one event; returns the vertex it is about. `now` is simulated milliseconds. */
  update(event: BuildEvent, now: number): Traced | undefined {
    switch (event.type) {
      case "vertex":
        return this.#vertex(event.vertex, now);
      case "status": {
        const traced = this.byId.get(event.vertex);
        traced?.statuses.set(event.id, event);
        traced?.freshStatuses.add(event.id);
        if (traced) traced.count++;
        return traced;
      }
      case "log":
        return this.#log(event);
      case "warning": {
        const definition = this.started[0];
        this.warnings.push(event.warning);
        // What comes once that is read stands below the progress alone.
        if (definition && !isCompleted(definition)) definition.freshWarnings.push(event.warning);
        definition?.warnings.push(event.warning);
        return definition;
      }
    }
  }

  #vertex(vertex: Vertex, now: number): Traced {
    let traced = this.byId.get(vertex.id);
    const isNewlyStarted = vertex.started !== undefined && traced?.vertex.started === undefined;
    if (!traced) {
      traced = {
        vertex,
        index: 0,
        statuses: new Map(),
        freshStatuses: new Set(),
        freshLines: [],
        lines: [],
        freshWarnings: [],
        warnings: [],
        partial: "",
        output: "",
        bytes: 0,
        shown: 0,
        blockStart: now,
        count: 0,
      };
      this.byId.set(vertex.id, traced);
    }
    traced.vertex = vertex;
    traced.count++;
    if (isNewlyStarted) {
      traced.blockStart = now;
      this.started.push(traced);
    }
    if (isCompleted(traced)) finishLine(traced);
    return traced;
  }

  #log(event: Extract<BuildEvent, { type: "log" }>): Traced | undefined {
    const traced = this.byId.get(event.vertex);
    if (!traced) return undefined;
    traced.count++;
    traced.output = (traced.output + event.text).slice(-8192);
    traced.bytes += encoder.encode(event.text).length;
    const stamp = logTime(event.time - (traced.vertex.started ?? event.time));
    for (const piece of event.text.split(/(?<=\n)/)) {
      if (traced.partial === "") traced.partial = `${stamp} `;
      traced.partial += piece.endsWith("\n") ? piece.slice(0, -1) : piece;
      if (piece.endsWith("\n")) finishLine(traced);
    }
    return traced;
  }
}

function finishLine(traced: Traced): void {
  if (traced.partial === "") return;
  traced.freshLines.push(traced.partial);
  traced.lines.push(traced.partial);
  if (traced.lines.length > 2 * linesKept) traced.lines.splice(0, linesKept);
  traced.partial = "";
}

export function isStarted(traced: Traced): boolean {
  return traced.vertex.started !== undefined;
}

export function isCompleted(traced: Traced): boolean {
  return traced.vertex.completed !== undefined;
}

/** Seconds with three decimals below ten, two below a hundred, else one. Takes milliseconds. */
function logTime(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  return goFixed(seconds, seconds < 10 ? 3 : seconds < 100 ? 2 : 1);
}

/** `Rule: message (line 3)`. */
export function warningText(warning: BuildWarning): string {
  return `${warning.rule}: ${warning.message} (line ${warning.range.startLine})`;
}

/** What failed, framed, with its last lines: printed under every kind of progress but the quiet one. */
export function errorFrames(trace: Trace, whole = false): string {
  return trace.started
    .filter(({ vertex }) => vertex.error !== undefined && !vertex.canceled)
    .map(({ vertex, lines }) => {
      const shown = whole ? lines : lines.slice(-tailLength);
      return `------\n > ${vertex.name}:\n${shown.map((line) => `${line}\n`).join("")}------\n`;
    })
    .join("");
}
