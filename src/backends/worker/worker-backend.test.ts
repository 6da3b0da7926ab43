import { afterEach, describe, expect, it, vi } from "vitest";
import type { BuildView } from "../../engine/api.ts";
import type { BackendEvents, BackendState } from "../backend.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";
import { WorkerBackend, type LabWorker } from "./worker-backend.ts";

class FakeWorker implements LabWorker {
  onmessage: LabWorker["onmessage"] = null;
  onerror: LabWorker["onerror"] = null;
  readonly received: ToWorker[] = [];
  terminated = false;
  postMessage(message: ToWorker): void {
    this.received.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(message: FromWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  }
  /** Answers the newest call of that name. */
  answer(name: string, value: unknown): void {
    const call = this.received.findLast((message) => message.type === "call" && message.name === name);
    if (call?.type !== "call") throw new Error(`no ${name} was asked`);
    this.say({ type: "answer", id: call.id, value });
  }
}

const state: BackendState = { files: [["Dockerfile", { kind: "file", text: "FROM alpine", mode: 0o644 }]], engine: "saved" };

function setUp() {
  const workers: FakeWorker[] = [];
  const events = {
    preview: vi.fn(),
    building: vi.fn(),
    progress: vi.fn(),
    built: vi.fn(),
    containers: vi.fn(),
    stopped: vi.fn(),
    files: vi.fn(),
    saved: vi.fn(),
    unreadable: vi.fn(),
    restarted: vi.fn(),
    sandbox: vi.fn(),
    trouble: vi.fn(),
  } satisfies BackendEvents;
  const backend = new WorkerBackend({
    events,
    state: () => state,
    createWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
  });
  return { backend, workers, events, worker: workers[0] as FakeWorker };
}

const request = { line: "docker build .", columns: 80, rows: 24, output: () => {} };

describe("WorkerBackend", () => {
  afterEach(() => vi.useRealTimers());

  it("matches answers to calls", async () => {
    const { backend, worker } = setUp();
    const [first, second] = [backend.isIncomplete("a"), backend.isIncomplete("b")];
    const [a, b] = worker.received.map((message) => (message.type === "call" ? message.id : 0)) as [number, number];
    worker.say({ type: "answer", id: b, value: true });
    worker.say({ type: "answer", id: a, value: false });
    expect([await first, await second]).toEqual([false, true]);
  });

  it("acknowledges output only after it was shown", async () => {
    const { backend, worker } = setUp();
    let shown = () => {};
    void backend.exec({ ...request, output: () => new Promise<void>((resolve) => (shown = resolve)) });
    worker.say({ type: "output", id: 1, text: "hello" });
    await Promise.resolve();
    expect(worker.received.some(({ type }) => type === "shown")).toBe(false);
    shown();
    await vi.waitFor(() => expect(worker.received.at(-1)).toEqual({ type: "shown", id: 1, characters: 5 }));
  });

  it("leaves the worker alone when the interrupted command ends", async () => {
    vi.useFakeTimers();
    const { backend, worker, workers } = setUp();
    const run = backend.exec(request);
    backend.type("\x03");
    worker.say({ type: "stopping", id: 1 });
    await vi.advanceTimersByTimeAsync(3000);
    worker.answer("exec", { exitCode: 130, prompt: "$ ", typedAhead: "", heard: 1 });
    expect(await run).toEqual({ exitCode: 130, prompt: "$ ", typedAhead: "" });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(workers).toHaveLength(1);
  });

  it("leaves a program alone that takes Ctrl-C as a key", async () => {
    vi.useFakeTimers();
    const { backend, worker, workers } = setUp();
    const run = backend.exec(request);
    backend.type("\x03");
    worker.say({ type: "taken", id: 1 });
    await vi.advanceTimersByTimeAsync(10_000);
    worker.answer("exec", { exitCode: 0, prompt: "$ ", typedAhead: "", heard: 1 });
    expect(await run).toEqual({ exitCode: 0, prompt: "$ ", typedAhead: "" });
    expect(workers).toHaveLength(1);
  });

  it("hands back what was not read, and what came too late", async () => {
    const { backend, worker } = setUp();
    backend.type("before any command");
    const run = backend.exec(request);
    backend.type("ls\r");
    backend.type("pwd\r");
    worker.answer("exec", { exitCode: 0, prompt: "$ ", typedAhead: "s\n", heard: 3 });
    expect(await run).toEqual({ exitCode: 0, prompt: "$ ", typedAhead: "s\npwd\r" });
    expect(worker.received.filter(({ type }) => type === "type")).toHaveLength(2);
  });

  it.each([
    ["hears nothing", false, 2000],
    ["hears but does not end", true, 5000],
  ])("starts anew from the saved state when the worker %s", async (_, hears, after) => {
    vi.useFakeTimers();
    const { backend, worker, workers, events } = setUp();
    const run = backend.exec(request);
    backend.type("\x03");
    if (hears) worker.say({ type: "stopping", id: 1 });
    await vi.advanceTimersByTimeAsync(after - 1);
    expect(worker.terminated).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(worker.terminated).toBe(true);
    const next = workers[1] as FakeWorker;
    expect(next.received[0]).toMatchObject({ type: "call", name: "start", ask: state });
    next.answer("start", { builds: [] });
    await vi.advanceTimersByTimeAsync(0);
    next.answer("prompt", "dev$ ");
    expect(await run).toEqual({ exitCode: 130, prompt: "dev$ ", typedAhead: "" });
    expect(events.restarted).toHaveBeenCalledOnce();
  });

  it("does not listen to a worker that was ended", async () => {
    vi.useFakeTimers();
    const { backend, worker, events } = setUp();
    void backend.exec(request);
    backend.type("\x03");
    await vi.advanceTimersByTimeAsync(2000);
    worker.say({ type: "preview", view: {} as BuildView });
    expect(events.preview).not.toHaveBeenCalled();
  });

  it("does not take back what was typed after the worker looked", () => {
    const { backend, worker, events } = setUp();
    const entry = (text: string) => ({ kind: "file", text, mode: 0o644 }) as const;
    backend.edit([{ path: "a", entry: entry("typed") }]);
    backend.edit([{ path: "b", entry: entry("typed") }]);
    worker.say({
      type: "files",
      seen: 1,
      edits: [
        { path: "a", entry: entry("by a command, later") },
        { path: "b", entry: entry("by a command, before") },
      ],
    });
    expect(events.files).toHaveBeenCalledWith([{ path: "a", entry: entry("by a command, later") }]);
  });

  describe("grading", () => {
    const began = async () => {
      vi.useFakeTimers();
      const made = setUp();
      const control = new AbortController();
      const grading = made.backend.grade(control.signal);
      grading.catch(() => {});
      const grader = made.workers[1] as FakeWorker;
      grader.answer("start", { builds: [] });
      await vi.advanceTimersByTimeAsync(0);
      return { ...made, control, grading, grader };
    };

    it("happens on a copy of the newest state, in another worker", async () => {
      const { grading, grader, worker } = await began();
      expect(grader.received[0]).toEqual({ type: "renew" });
      expect(grader.received[1]).toMatchObject({ name: "start", ask: state });
      const reports = [{ id: "a", title: "A", status: "pass" }];
      grader.answer("grade", reports);
      expect(await grading).toEqual(reports);
      expect(worker.received).toEqual([]);
    });

    it("rejects at once when it is called off, and ends its own worker alone when that hangs", async () => {
      const { backend, control, grading, grader, worker, workers, events } = await began();
      control.abort();
      await expect(grading).rejects.toThrow("called off");
      await vi.advanceTimersByTimeAsync(2000);
      expect([grader.terminated, worker.terminated]).toEqual([true, false]);
      expect(events.restarted).not.toHaveBeenCalled();
      void backend.grade(new AbortController().signal).catch(() => {});
      expect(workers).toHaveLength(3);
    });

    it("goes on with the same worker when that has heard", async () => {
      const { backend, control, grader, workers } = await began();
      control.abort();
      grader.say({ type: "stopping", id: 2 });
      await vi.advanceTimersByTimeAsync(9000);
      void backend.grade(new AbortController().signal).catch(() => {});
      expect(grader.terminated).toBe(false);
      expect(workers).toHaveLength(2);
    });
  });
});
