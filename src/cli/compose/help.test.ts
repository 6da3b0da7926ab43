import { expect, test } from "vitest";
import type { Engine } from "../../engine/api.ts";
import { run } from "../testing.ts";
import help from "./fixtures/help.json" with { type: "json" };

/** What Compose 2.40.3 prints for each. */
test.each(Object.entries(help))("docker compose %s --help", async (command, page) => {
  const { code, stdout } = await run({} as Engine, ["compose", ...(command === "" ? [] : [command]), "--help"]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: page });
});
