import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LabBackend } from "../../backends/backend.ts";
import { NotFetchedError } from "../../backends/not-fetched.ts";
import type { BuildView } from "../../engine/api.ts";
import { LabEngine } from "./lab-engine.ts";
import { Notices } from "./notices.ts";

/** An engine whose backends come one after the other, as they are given. */
function setUp(backends: Partial<LabBackend>[]) {
  const notices = new Notices();
  const setAside = vi.fn(async () => {});
  const ready = { start: async () => ({ builds: [] }), prompt: async () => "$ ", dispose: () => {} };
  const engine = new LabEngine({
    lesson: "any",
    makeBackend: () => ({ ...ready, ...backends.shift() }) as LabBackend,
    notices,
    keeper: { touch: () => {}, setAside },
    builds: signal<readonly BuildView[]>([]),
    events: {} as never,
    files: () => new Map(),
    predictions: () => ({}) as never,
    begins: () => {},
    ready: () => {},
  });
  return { engine, notices, setAside };
}

beforeEach(() => {
  vi.stubGlobal("location", { hash: "", pathname: "/", search: "" });
  vi.stubGlobal("sessionStorage", { getItem: () => null, setItem: () => {}, removeItem: () => {} });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const unfetched = async () => {
  throw new NotFetchedError("The shell");
};

it.each<[string, Partial<LabBackend>]>([
  ["its program", { start: unfetched }],
  ["its shell", { prompt: unfetched }],
])("is tried again when %s could not be fetched, with what was kept", async (_, first) => {
  const { engine, notices, setAside } = setUp([first, {}]);
  const kept = { engine: "kept", shell: "too" };
  engine.open(kept);
  await engine.start();
  const notice = notices.list.value[0];
  expect(notice?.text).toMatch(/could not be fetched/);
  expect(setAside).not.toHaveBeenCalled();
  notice?.actions[0]?.run();
  await vi.waitFor(() => expect(engine.prompt.value).toBe("$ "));
  expect(engine.saved).toEqual(kept);
});

it("sets a state aside that can't be read, and goes on without it", async () => {
  const start = vi.fn<LabBackend["start"]>(async ({ engine }) => {
    if (engine) throw new Error("odd");
    return { builds: [] };
  });
  const { engine, notices, setAside } = setUp([{ start }]);
  engine.open({ engine: "odd" });
  await engine.start();
  expect(setAside).toHaveBeenCalledWith("engine", "odd");
  expect(notices.list.value).toEqual([]);
});

it("says nothing when it is closed while it starts", async () => {
  const { engine, notices } = setUp([
    {
      start: async () => {
        throw new DOMException("The lab was closed.", "AbortError");
      },
    },
  ]);
  engine.open({});
  await engine.start();
  expect(notices.list.value).toEqual([]);
});
