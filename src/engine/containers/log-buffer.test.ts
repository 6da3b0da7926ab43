import { describe, expect, it, test } from "vitest";
import type { ContainerConfig, LogOptions } from "../api.ts";
import { LogBuffer } from "./log-buffer.ts";
import { logSettings } from "./log-settings.ts";

test("a follower that does not keep up hears how many lines it missed, then the newest", async () => {
  const log = new LogBuffer(() => 0, { limit: 1000 });
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const lines = log.read({ follow: true }, ended)[Symbol.asyncIterator]();
  log.write("stdout", "first\n");
  expect((await lines.next()).value).toEqual({ stream: "stdout", text: "first\n" });
  for (let index = 0; index < 10_000; index++) log.write("stdout", `line ${index}\n`);
  end();
  const rest: string[] = [];
  for (let next = await lines.next(); !next.done; next = await lines.next()) rest.push(next.value.text);
  const missed = Number(/(\d+) earlier lines are gone/.exec(rest[0] ?? "")?.[1]);
  expect(missed).toBeGreaterThan(9000);
  expect(rest.length - 1 + missed).toBe(10_000);
  expect(rest.slice(1).join("").length).toBeLessThanOrEqual(1000);
  expect(rest.at(-1)).toBe("line 9999\n");
});

const lines = async (log: LogBuffer, options: LogOptions = {}): Promise<string[]> => {
  const found: string[] = [];
  for await (const { text } of log.read(options, Promise.resolve())) found.push(text);
  return found;
};
const settings = (options: Record<string, string>, config: ContainerConfig = {}, driver = "json-file") =>
  logSettings({ LogConfig: { Type: driver, Config: options } }, { id: "c".repeat(64), name: "web", config, image: { id: "sha256:i" } });

describe("files of a log driver", () => {
  const written = (options: Record<string, string>, driver?: string): LogBuffer => {
    const log = new LogBuffer(() => 1.5, { settings: settings(options, {}, driver) });
    for (let index = 1; index <= 200; index++) log.write("stdout", `line ${index}\n`);
    return log;
  };

  it("take turns: what is in the oldest goes when there are enough", async () => {
    // As a real engine: thirteen records of some 80 bytes fill a thousand, so that the last file has five, the one before thirteen.
    const kept = await lines(written({ "max-size": "1k", "max-file": "2" }));
    expect([kept[0], kept.length]).toEqual(["line 183\n", 18]);
  });
  it("are one unless told otherwise, which is begun anew", async () => {
    expect(await lines(written({ "max-size": "1k" }))).toHaveLength(5);
  });
  it("are smaller where the driver writes less", async () => {
    const log = written({ "max-size": "1k", "max-file": "2" }, "local");
    expect((await lines(log)).length).toBeGreaterThan(25);
    expect(log.lost).toBe(0);
  });
  it("are as they were when a saved log comes back", async () => {
    const log = written({ "max-size": "1k", "max-file": "2" });
    const again = new LogBuffer(() => 2, { settings: settings({ "max-size": "1k", "max-file": "2" }) });
    again.restore(log.save());
    for (const one of [log, again]) for (let index = 0; index < 9; index++) one.write("stdout", `more ${index}\n`);
    expect(await lines(again)).toEqual(await lines(log));
  });
});

it("tells the labels and variables that the options name beside each line", async () => {
  const options = { labels: "com.a,none", env: "E", "env-regex": "^LC_", tag: "{{.Name}}/{{.ID}}" };
  const config = { Labels: { "com.a": "1 2", other: "x" }, Env: ["E=5", "F=6", "LC_ALL=C"] };
  const log = new LogBuffer(() => 0, { settings: settings(options, config) });
  log.write("stdout", "hello\n");
  expect(await lines(log, { details: true })).toEqual([`E=5,LC_ALL=C,com.a=1+2,tag=web%2Fcccccccccccc hello\n`]);
  expect(await lines(log)).toEqual(["hello\n"]);
});
