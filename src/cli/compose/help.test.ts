import { expect, test } from "vitest";
import type { Engine } from "../../engine/api.ts";
import { run } from "../testing.ts";
import help from "./fixtures/help.json" with { type: "json" };

/** What Compose 2.40.3 prints for each. */
test.each(Object.entries(help))("docker compose %s --help", async (command, page) => {
  const { code, stdout } = await run({} as Engine, ["compose", ...(command === "" ? [] : [command]), "--help"]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: page });
});

test.each([
  ["ls extra", 'unknown command "extra" for "docker compose ls"'],
  ["version extra", 'unknown command "extra" for "docker compose version"'],
])("%s is refused", async (line, words) => {
  const { code, stderr } = await run({} as Engine, ["compose", ...line.split(" ")]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: `${words}\n` });
});
