import { expect, it } from "vitest";
import { createBoardEngine } from "./board-engine.ts";
import { demoFiles } from "./demo-files.ts";

it("begins with the layers of the base, though the page has no table of them", () => {
  const engine = createBoardEngine(demoFiles, {});
  const kinds = () => engine.preview(demoFiles).stages.flatMap(({ steps }) => steps.map(({ kind, verdict }) => `${kind} ${verdict}`));
  expect(kinds()).toEqual(["FROM cached", "WORKDIR cached", "COPY cached", "RUN cached", "RUN cached", "CONFIG config"]);
});
