import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { BuildEvent, Vertex } from "../../engine/api.ts";
import { lastRows } from "./screen.ts";
import { TtyDisplay } from "./tty.ts";

/** The last frame of a failed build, byte for byte as BuildKit drew it on 80 columns. */
const recorded = readFileSync(new URL("../fixtures/tty-failure.txt", import.meta.url), "utf8");

const start = Date.UTC(2026, 10, 21);

function vertexAt(id: string, name: string, from: number, to?: number, more: Partial<Vertex> = {}): BuildEvent {
  return {
    type: "vertex",
    vertex: { id, name, inputs: [], started: start + from, ...(to === undefined ? {} : { completed: start + to }), ...more },
  };
}

function play(
  columns: number,
  rows: number,
  beats: readonly (readonly [number, BuildEvent])[],
  end: number,
): { text: string; frames: string[] } {
  let text = "";
  const display = new TtyDisplay(
    (piece) => {
      text += piece;
    },
    { columns, rows },
  );
  for (const [at, event] of beats) display.event(event, start + at);
  display.finish(start + end);
  return { text, frames: text.split("\x1b[?25h") };
}

describe("terminal progress", () => {
  const long = "[2/2] RUN for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do echo line $i; done; exit 2";
  const lines = Array.from({ length: 15 }, (_, i) => `line ${i + 1}\n`).join("");
  const beats: [number, BuildEvent][] = [
    [0, vertexAt("def", "[internal] load build definition from D5", 0)],
    [5, { type: "status", vertex: "def", id: "transferring dockerfile:", current: 126, started: start, completed: start + 5 }],
    [6, vertexAt("def", "[internal] load build definition from D5", 0, 6)],
    [8, vertexAt("meta", "[internal] load metadata for docker.io/library/alpine:3.20", 7, 8)],
    [9, vertexAt("ign", "[internal] load .dockerignore", 8)],
    [10, { type: "status", vertex: "ign", id: "transferring context:", current: 2, started: start + 8, completed: start + 10 }],
    [11, vertexAt("ign", "[internal] load .dockerignore", 8, 11)],
    [12, vertexAt("from", "[1/2] FROM docker.io/library/alpine:3.20", 11, 12, { cached: true })],
    [13, vertexAt("run", long, 12)],
    [145, { type: "log", vertex: "run", stream: 1, text: lines, time: start + 145 }],
    [210, vertexAt("run", long, 12, 210, { error: "process did not complete" })],
  ];

  it("ends as BuildKit's does", () => {
    const { text } = play(80, 24, beats, 210);
    const header = "[+] Building 0.2s (5/5) FINISHED";
    // The time stamps of the lines are those of the moment.
    expect(text.slice(text.indexOf(header)).replaceAll("0.133 line", "T line")).toBe(recorded.replaceAll("0.133 line", "T line"));
  });

  it("shows the last six lines of what runs, faint and padded", () => {
    const { frames } = play(80, 24, beats.slice(0, -1).concat([[300, vertexAt("x", "other", 300)]]), 300);
    const shown = frames.find((frame) => frame.includes("line 15")) ?? "";
    expect(shown).toContain(`\x1b[2m => => # ${"line 10".padEnd(70)}\n\x1b[0m`);
    expect(shown).not.toContain("line 9 ");
  });

  it("never draws a line wider than the terminal, nor more lines than it has rows while running", () => {
    const many = Array.from({ length: 40 }, (_, i): [number, BuildEvent] => [
      i * 150,
      vertexAt(`v${i}`, `[${i}/40] RUN ${"x".repeat(i * 5)}`, i * 150, i * 150 + 50),
    ]);
    for (const columns of [48, 80, 200]) {
      const { frames } = play(columns, 12, many, 6000);
      for (const frame of frames.slice(0, -2)) {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: stripping colours
        const drawn = frame.replace(/\x1b\[[0-9;?]*[a-zA-Z]/g, "").split("\n");
        expect(Math.max(...drawn.map((line) => line.length))).toBeLessThanOrEqual(columns);
        expect(drawn.length).toBeLessThanOrEqual(12);
      }
    }
  });

  it("moves up exactly over what it drew before", () => {
    const { frames } = play(80, 24, beats, 210);
    const up = "\x1b[1A";
    for (let i = 1; i < frames.length - 1; i++) {
      const frame = frames[i] ?? "";
      const ups = frame.split(up).length - 1 - (frame.endsWith(`${up}\x1b[0G`) ? 1 : 0);
      const before = frames[i - 1] ?? "";
      const drawn = before.slice(before.indexOf("[+]")).split("\n").length - 1;
      // Lines it blanked out at its end are gone over by itself, `ESC [ n A`.
      const blanks = before.endsWith("A\x1b[0G") ? Number(before.slice(before.lastIndexOf("\x1b[", before.length - 5) + 2, -5)) : 0;
      expect(ups).toBe(drawn - blanks);
    }
  });
});

describe("the rows of a step's output", () => {
  it.each([
    ["a\rbb\n\x1b[31mred\x1b[0m\ttab\bX\n", 50, ["bb", "redtaX"]],
    ["p1 p2", 50, ["p1 p2"]],
    ["a long line", 5, ["a lon", "g lin", "e"]],
    ["1\n2\n3\n4\n5\n6\n7\n", 50, ["2", "3", "4", "5", "6", "7"]],
    ["50%\r 100%\n", 50, [" 100%"]],
    ["", 50, []],
  ])("%j on %i columns", (text, columns, rows) => {
    expect(lastRows(text, columns)).toEqual(rows);
  });
});
