import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createBoardEngine } from "./board-engine.ts";
import { betterOrder, type DemoFile, type DemoFiles, demoFiles } from "./demo-files.ts";
import { demonstrate } from "./demonstration.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stagehand() {
  const engine = createBoardEngine(demoFiles, {});
  let files: DemoFiles = demoFiles;
  const said: string[] = [];
  const verdicts = () =>
    Object.fromEntries(engine.preview(files).stages.flatMap(({ steps }) => steps.map(({ text, verdict }) => [text, verdict] as const)));
  return {
    said,
    verdicts,
    atBuild: [] as Record<string, string>[],
    files: () => files,
    text: (file: DemoFile) => files[file],
    show: () => undefined,
    write(file: DemoFile, text: string) {
      files = { ...files, [file]: text };
    },
    build() {
      this.atBuild.push(verdicts());
      engine.build(files);
    },
    say: (words: string) => void said.push(words),
  };
}

it("shows what it says: first the install goes again, in the better order it stays", async () => {
  const stage = stagehand();
  const over = demonstrate(stage, new AbortController().signal);
  await vi.runAllTimersAsync();
  await over;
  expect(stage.atBuild[0]).toMatchObject({ "WORKDIR /app": "cached", "COPY . .": "reran", "RUN pip install -r requirements.txt": "reran" });
  expect(stage.files().Dockerfile).toBe(betterOrder);
  expect(stage.verdicts()).toMatchObject({ "RUN pip install -r requirements.txt": "cached", "COPY . .": "reran" });
});

it("stops where it stands", async () => {
  const stage = stagehand();
  const controller = new AbortController();
  const over = demonstrate(stage, controller.signal).catch(() => "stopped");
  await vi.advanceTimersByTimeAsync(1500);
  controller.abort();
  expect(await over).toBe("stopped");
  const then = stage.files();
  await vi.runAllTimersAsync();
  expect(stage.files()).toBe(then);
});
