import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { OutputPump } from "./output-pump.ts";
import { outputWindow } from "./protocol.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(limit?: number) {
  const sent: string[] = [];
  return { sent, pump: new OutputPump((text) => sent.push(text), limit) };
}

it("gathers small writes into one message", async () => {
  const { sent, pump } = setUp();
  for (const text of ["a", "b", "c"]) pump.write(text);
  await vi.runAllTimersAsync();
  expect(sent).toEqual(["abc"]);
});

it("makes a writer wait until the page has shown a window's worth", async () => {
  const { sent, pump } = setUp();
  const wait = pump.write("x".repeat(outputWindow * 2));
  let resumed = false;
  void wait?.then(() => (resumed = true));
  await vi.runAllTimersAsync();
  expect(sent.join("").length).toBe(outputWindow);
  expect(resumed).toBe(false);
  pump.shown(outputWindow);
  pump.shown(outputWindow);
  await vi.runAllTimersAsync();
  expect(sent.join("").length).toBe(outputWindow * 2);
  expect(resumed).toBe(true);
});

it("keeps the beginning and the end of more than it can hold, and says how much it left out", () => {
  const { sent, pump } = setUp(1000);
  pump.write("begin".padEnd(900, "."));
  for (let index = 0; index < 100; index++) pump.write(`line ${index};`.padStart(50));
  pump.end();
  const all = sent.join("");
  expect(all.startsWith("begin")).toBe(true);
  expect(all.endsWith("line 99;")).toBe(true);
  expect(all).toMatch(/[\d,]+ characters left out/);
  expect(all.length).toBeLessThan(1500);
});
