/** `--progress=rawjson`: every event as a line of BuildKit's JSON. */
import type { BuildEvent } from "../../engine/api.ts";
import { toBase64 } from "../../engine/base64.ts";
import { goJson } from "../format/json.ts";
import type { Display } from "./display.ts";

export class RawJsonDisplay implements Display {
  readonly #print: (text: string) => void;
  constructor(print: (text: string) => void) {
    this.#print = print;
  }
  event(event: BuildEvent): void {
    this.#print(`${goJson(statusOf(event))}\n`);
  }
  tick(): void {}
  finish(): void {}
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}

function times({ started, completed }: { readonly started?: number; readonly completed?: number }): Record<string, string> {
  return {
    ...(started === undefined ? {} : { started: time(started) }),
    ...(completed === undefined ? {} : { completed: time(completed) }),
  };
}

function statusOf(event: BuildEvent): Record<string, unknown> {
  switch (event.type) {
    case "vertex": {
      const { id, inputs, name, cached, error } = event.vertex;
      return {
        vertexes: [
          {
            digest: id,
            ...(inputs.length > 0 ? { inputs } : {}),
            name,
            ...times(event.vertex),
            ...(cached ? { cached } : {}),
            ...(error === undefined ? {} : { error }),
          },
        ],
      };
    }
    case "status": {
      const { id, vertex, current, total } = event;
      return {
        statuses: [
          {
            id,
            vertex,
            current,
            ...(total === undefined ? {} : { total }),
            timestamp: time(event.completed ?? event.started),
            ...times(event),
          },
        ],
      };
    }
    case "log":
      return { logs: [{ vertex: event.vertex, stream: event.stream, data: toBase64(event.text), timestamp: time(event.time) }] };
    case "warning": {
      const { rule, message, range } = event.warning;
      return {
        warnings: [
          {
            level: 1,
            short: toBase64(`${rule}: ${message} (line ${range.startLine})`),
            range: [{ start: { line: range.startLine }, end: { line: range.endLine } }],
          },
        ],
      };
    }
  }
}
