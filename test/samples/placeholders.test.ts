/** What a project asks of images that the lab does not know, its placeholders have. */
import { expect, test } from "vitest";
import { virtualStart } from "../../src/engine/clocks.ts";
import { fromPaths } from "../../src/engine/filesystem/build.ts";
import { createLab } from "../../src/headless/lab.ts";
import { runLine } from "../../src/headless/run-lines.ts";
import { ownedBy } from "../../src/headless/workspace.ts";

async function states(service: string): Promise<string> {
  const lab = createLab(fromPaths({ "compose.yaml": `services:\n${service}` }, ownedBy(virtualStart)));
  const up = await runLine(lab, "docker compose up -d");
  expect(up.exitCode, up.stderr).toBe(0);
  await runLine(lab, "sleep 40");
  return (await runLine(lab, "docker compose ps -a --format '{{.Service}} {{.State}} {{.Health}}' | sort")).stdout;
}

const digest = `sha256:${"8e".repeat(32)}`;

test.each([
  [
    "the last program of its own script",
    "image: someone/suite\n    entrypoint: /bin/sh\n    command: ['-c', 'suite init || true; suite server']",
  ],
  ["the account it runs as", "image: someone/search\n    user: searcher"],
  ["an entrypoint that the base has", "image: someone/tool\n    entrypoint: [sleep, infinity]"],
  ["the supervisor of its publisher's images", "image: lscr.io/linuxserver/duplicati\n    entrypoint: [/init]"],
  ["a digest, with a tag", `image: ghcr.io/someone/app:v2@${digest}`],
  ["a digest of what the lab has", `image: redis:7-alpine@${digest}`],
  ["a digest of what the lab has a placeholder for", `image: valkey/valkey:9@${digest}`],
])("a placeholder has %s", async (_, settings) => {
  expect(await states(`  app:\n    ${settings}\n`)).toBe("app running \n");
});

test("a health check may give wget options that do nothing there", async () => {
  const check = "healthcheck:\n      test: wget --no-verbose --tries=1 --spider http://localhost:8123/ping\n      interval: 2s";
  expect(await states(`  app:\n    image: clickhouse/clickhouse-server\n    ${check}\n`)).toBe("app running healthy\n");
});

test("two placeholders in one network may be given the same port", async () => {
  const image = "image: lscr.io/linuxserver/sonarr";
  expect(await states(`  one:\n    ${image}\n  two:\n    ${image}\n    network_mode: service:one\n`)).toBe("one running \ntwo running \n");
});
