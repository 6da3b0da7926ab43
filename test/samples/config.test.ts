/** `docker compose config` of every sample, against what Compose 2.40.3 printed (`record.py`). */
import { expect, test } from "vitest";
import type { Engine } from "../../src/engine/api.ts";
import { run } from "../../src/cli/testing.ts";
import recorded from "./config.json" with { type: "json" };
import { sampleFiles, sampleNames } from "./samples.ts";

const noEngine = {} as Engine;

test.each(sampleNames)("%s", async (name) => {
  const directory = `/projects/${name}`;
  const env = { HOME: "/home/dev", PWD: directory };
  const { code, stdout, stderr } = await run(noEngine, ["compose", "config"], { files: sampleFiles(name), directory, env });
  expect({ exitCode: code, stdout, stderr: stderr.replace(/time="[^"]*"/g, 'time="T"') }).toEqual(
    (recorded as Record<string, object>)[name],
  );
});
