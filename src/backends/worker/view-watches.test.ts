import { expect, test, vi } from "vitest";
import { createLab } from "../../headless/lab.ts";
import { fromPaths } from "../../engine/filesystem/build.ts";
import { type ViewNews, ViewWatches } from "./view-watches.ts";

test("a watched picture is told at once, when it changes, and not after it is let go", async () => {
  const lab = createLab(fromPaths({}));
  const told: ViewNews[] = [];
  const watches = new ViewWatches((_, news) => told.push(news));
  watches.begin(1, lab.engine, { name: "storage", ask: null });
  await vi.waitFor(() => expect(told).toEqual([{ view: { volumes: [], containers: [] } }]));
  await lab.engine.volumeCreate({ Name: "data" });
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ view: { volumes: [{ name: "data", size: 0, users: [] }] } }), {
    timeout: 10_000,
  });
  const before = told.length;
  watches.end(1);
  await lab.engine.volumeCreate({ Name: "more" });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(told).toHaveLength(before);
});
