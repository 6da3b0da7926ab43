import "fake-indexeddb/auto";
import { createStore, entries, set } from "idb-keyval";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LabStore, NotOwner } from "./lab-store.ts";
import { Saver } from "./saver.ts";
import { readPiece } from "./schema.ts";
import { type Locks, TabLock } from "./tab-lock.ts";

const work = {
  files: [["Dockerfile", { kind: "file", text: "FROM alpine", mode: 0o644 }]] as never,
  tabs: ["Dockerfile"],
  active: "Dockerfile",
  places: {},
  built: {},
  collapsed: [],
};
let count = 0;
const freshStore = () => createStore(`test-${count++}`, "labs");

describe("LabStore", () => {
  it("gives back what was saved, and nothing of another lesson", async () => {
    const store = freshStore();
    await new LabStore("a", "tab", store).save({ work, terminal: { screen: "$ ls", history: ["ls"] } });
    expect((await new LabStore("a", "tab", store).load()).pieces).toEqual({
      work: { version: 1, ...work },
      terminal: { version: 1, screen: "$ ls", history: ["ls"] },
    });
    expect((await new LabStore("b", "tab", store).load()).pieces).toEqual({});
  });

  it.each([
    ["of another shape", { version: 1, files: "none" }, /files/],
    ["from the future", { version: 99 }, /newer Drydock/],
    [
      "with a path that leaves the workspace",
      { version: 1, ...work, files: [["../x", { kind: "file", text: "", mode: 0o644 }]] },
      /inside the workspace/,
    ],
    ["that is no object", 17, /whole/],
  ])("sets aside a piece %s, keeps it, and says why", async (_, value, why) => {
    const store = freshStore();
    await set("a/work", value, store);
    await new LabStore("a", "tab", store).save({ terminal: { screen: "", history: [] } });
    const { pieces, setAside } = await new LabStore("a", "tab", store).load();
    expect(pieces.work).toBeUndefined();
    expect(pieces.terminal).toBeDefined();
    expect(setAside).toHaveLength(1);
    expect(setAside[0]?.why).toMatch(why);
    const kept = Object.fromEntries(await entries(store));
    expect(kept["a/work"]).toBeUndefined();
    expect(kept[setAside[0]?.key as string]).toMatchObject({ value });
  });

  it("refuses a tab that lost the lesson, and writes nothing for it", async () => {
    const store = freshStore();
    const [first, second] = [new LabStore("a", "first", store), new LabStore("a", "second", store)];
    await first.own();
    await first.save({ work });
    await second.own();
    await second.save({ work: { ...work, tabs: [] } });
    await expect(first.save({ work })).rejects.toThrow(NotOwner);
    expect((await second.load()).pieces.work?.tabs).toEqual([]);
  });

  it("says when a value cannot be stored, and keeps what was there", async () => {
    const store = freshStore();
    const lab = new LabStore("a", "tab", store);
    await lab.save({ work });
    await expect(lab.save({ work: { ...work, tabs: [] }, engine: { state: () => {} } })).rejects.toThrow();
    expect((await lab.load()).pieces.work?.tabs).toEqual(["Dockerfile"]);
  });
});

it("names the place of a fault", () => {
  expect(readPiece("terminal", { version: 1, screen: "", history: [1] })).toMatchObject({ fault: expect.stringMatching(/^history\.0: /) });
});

describe("Saver", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("writes once for many changes, and not later than its delay though changes go on", async () => {
    const write = vi.fn(async (_: readonly string[]) => {});
    const saver = new Saver(write, 250);
    for (let index = 0; index < 10; index++) {
      saver.touch("work");
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(write.mock.calls.length).toBeGreaterThanOrEqual(1);
    expect(write.mock.calls.length).toBeLessThanOrEqual(2);
  });

  it("writes what changed during a write in the next one", async () => {
    let finish = () => {};
    const write = vi.fn((_: readonly string[]) => new Promise<void>((resolve) => (finish = resolve)));
    const saver = new Saver(write, 250);
    saver.touch("work");
    const first = saver.flush();
    saver.touch("terminal");
    const second = saver.flush();
    finish();
    await first;
    await vi.waitFor(() => expect(write).toHaveBeenCalledTimes(2));
    finish();
    await second;
    expect(write.mock.calls.map(([names]) => names)).toEqual([["work"], ["terminal"]]);
  });
});

describe("TabLock", () => {
  /** Locks of one browser, as the specification has them, for two tabs in one test. */
  function fakeLocks(): Locks {
    let holder: { reject: (error: Error) => void } | undefined;
    const queue: (() => void)[] = [];
    return {
      request(_name, options, callback) {
        return new Promise((resolve, reject) => {
          const grant = () => {
            const me = { reject };
            holder = me;
            Promise.resolve(callback({})).then((value) => {
              if (holder === me) {
                holder = undefined;
                queue.shift()?.();
              }
              resolve(value);
            }, reject);
          };
          if (options.steal) {
            holder?.reject(new DOMException("stolen", "AbortError"));
            grant();
          } else if (!holder) grant();
          else if (options.ifAvailable) Promise.resolve(callback(null)).then(resolve, reject);
          else {
            queue.push(grant);
            options.signal?.addEventListener("abort", () => {
              queue.splice(queue.indexOf(grant), 1);
              reject(options.signal?.reason);
            });
          }
        });
      },
    };
  }
  const tab = (locks: Locks, name: string, channel: boolean, more: Partial<{ handOver: () => Promise<void>; lost: () => void }> = {}) =>
    new TabLock(name, {
      handOver: async () => {},
      lost: () => {},
      locks,
      patience: 50,
      channel: channel ? new BroadcastChannel(`drydock:${name}`) : undefined,
      ...more,
    });

  it("lets one tab work and tells the other", async () => {
    const locks = fakeLocks();
    expect(await tab(locks, "l1", false).claim()).toBe(true);
    expect(await tab(locks, "l1", false).claim()).toBe(false);
  });

  it("hands over after writing everything down", async () => {
    const locks = fakeLocks();
    const order: string[] = [];
    const first = tab(locks, "l2", true, { handOver: async () => void order.push("saved"), lost: () => order.push("lost") });
    const second = tab(locks, "l2", true);
    await first.claim();
    expect(await second.takeOver()).toBe(true);
    order.push("taken");
    expect(order).toEqual(["saved", "lost", "taken"]);
    expect(first.held).toBe(false);
    first.dispose();
    second.dispose();
  });

  it("takes the lesson from a tab that does not answer", async () => {
    const locks = fakeLocks();
    const lost = vi.fn();
    const first = tab(locks, "l3", false, { lost });
    const second = tab(locks, "l3", false);
    await first.claim();
    expect(await second.takeOver()).toBe(true);
    await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
  });
});
