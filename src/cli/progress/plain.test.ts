import { describe, expect, it } from "vitest";
import type { BuildEvent, Vertex } from "../../engine/api.ts";
import { PlainDisplay } from "./plain.ts";

const start = Date.UTC(2026, 10, 21);

function at(id: string, name: string, from: number, to?: number, more: Partial<Vertex> = {}): BuildEvent {
  return {
    type: "vertex",
    vertex: { id, name, inputs: [], started: start + from, ...(to === undefined ? {} : { completed: start + to }), ...more },
  };
}

function log(vertex: string, time: number, text: string): BuildEvent {
  return { type: "log", vertex, stream: 1, text, time: start + time };
}

function play(beats: readonly (readonly [number, BuildEvent])[], end: number): string {
  let text = "";
  const display = new PlainDisplay((piece) => {
    text += piece;
  });
  for (const [time, event] of beats) display.event(event, start + time);
  display.finish(start + end);
  return text.replace('#0 building with "default" instance using docker driver\n', "");
}

describe("plain progress", () => {
  it("prints one block a vertex, in the order of start, even when they end in one moment", () => {
    const beats: [number, BuildEvent][] = [
      [0, at("a", "[internal] load build definition from Dockerfile", 0)],
      [4, { type: "status", vertex: "a", id: "transferring dockerfile:", current: 1090, started: start, completed: start + 4 }],
      [5, { type: "warning", warning: { rule: "X", message: "said", range: { startLine: 3, startColumn: 0, endLine: 3, endColumn: 1 } } }],
      [6, at("a", "[internal] load build definition from Dockerfile", 0, 6)],
      [8, at("b", "[2/2] WORKDIR /x", 7, 8, { cached: true })],
    ];
    expect(play(beats, 9)).toBe(`
#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 1.09kB done
#1 WARN: X: said (line 3)
#1 DONE 0.0s

#2 [2/2] WORKDIR /x
#2 CACHED
`);
  });

  /** As a real engine printed it (times of the moment): the block that ends comes in between, the open one goes on after. */
  it("holds back what runs in parallel, prints it when it ends, and resumes", () => {
    const beats: [number, BuildEvent][] = [
      [0, at("one", "[one 2/2] RUN one", 0)],
      [0, at("two", "[two 2/2] RUN two", 0)],
      [186, log("one", 186, "one 1\n")],
      [190, log("two", 190, "two 1\n")],
      [887, log("one", 887, "one 2\n")],
      [900, log("two", 900, "two 2\n")],
      [1000, at("two", "[two 2/2] RUN two", 0, 1000)],
      [1588, log("one", 1588, "one 3\n")],
      [3000, at("one", "[one 2/2] RUN one", 0, 3000)],
    ];
    expect(play(beats, 3000)).toBe(`
#1 [one 2/2] RUN one
#1 0.186 one 1
#1 0.887 one 2
#1 ...

#2 [two 2/2] RUN two
#2 0.190 two 1
#2 0.900 two 2
#2 DONE 1.0s

#1 [one 2/2] RUN one
#1 1.588 one 3
#1 DONE 3.0s
`);
  });

  it("switches to what was hidden for more than ten seconds", () => {
    const beats: [number, BuildEvent][] = [
      [0, at("one", "one", 0)],
      [0, at("two", "two", 0)],
      ...Array.from({ length: 30 }, (_, i): [number, BuildEvent] => [i * 500 + 200, log("one", i * 500 + 200, `${i}\n`)]),
      ...[11_000].map((time): [number, BuildEvent] => [time, log("two", time, "hidden\n")]),
    ].toSorted(([a], [b]) => (a as number) - (b as number)) as [number, BuildEvent][];
    const text = play(beats, 16_000);
    expect(text).toMatch(/#1 \.\.\.\n\n#2 two\n#2 11\.00 hidden\n/);
  });

  it("completes a last line without newline, and writes times as Go does", () => {
    const beats: [number, BuildEvent][] = [
      [0, at("a", "RUN a", 0)],
      [10, log("a", 10, "no new")],
      [20, log("a", 20, "line")],
      [12_345, log("a", 12_345, "\nlate\n")],
      [123_450, log("a", 123_450, "later\n")],
      [123_450, at("a", "RUN a", 0, 123_450)],
    ];
    expect(play(beats, 123_450)).toBe("\n#1 RUN a\n#1 0.010 no newline\n#1 12.35 late\n#1 123.5 later\n#1 DONE 123.5s\n");
  });

  it("frames a failure with its last ten lines, and not what was canceled", () => {
    const lines = Array.from({ length: 15 }, (_, i) => `line ${i + 1}\n`).join("");
    const beats: [number, BuildEvent][] = [
      [0, at("a", "[2/2] RUN a", 0)],
      [0, at("b", "[x 2/2] RUN b", 0)],
      [120, log("a", 120, lines)],
      [200, at("a", "[2/2] RUN a", 0, 200, { error: "exit code: 2" })],
      [200, at("b", "[x 2/2] RUN b", 0, 200, { canceled: true })],
    ];
    const text = play(beats, 200);
    expect(text).toContain("#1 ERROR: exit code: 2\n");
    expect(text).toContain("#2 CANCELED\n");
    expect(text.slice(text.indexOf("------"))).toBe(
      `------\n > [2/2] RUN a:\n${Array.from({ length: 10 }, (_, i) => `0.120 line ${i + 6}\n`).join("")}------\n`,
    );
  });
});
