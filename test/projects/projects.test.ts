/**
 * Projects as people write them, each in a folder of its own: what a real machine with the packages' registries builds must
 * build here, and what fails there must fail here with the same words.
 */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { virtualStart } from "../../src/engine/clocks.ts";
import { createLab } from "../../src/headless/lab.ts";
import { runLine } from "../../src/headless/run-lines.ts";
import { readWorkspace } from "../../src/headless/workspace.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

interface Expected {
  /** What a failed build prints; absent when it must succeed. */
  readonly fails?: RegExp;
  /** Smallest and largest size of the image, in MB. */
  readonly size?: readonly [number, number];
}

const expected: Readonly<Record<string, Expected>> = {
  "c-static-alpine": { size: [0.1, 3] },
  "curl-tar": { fails: /curl: \(6\) Could not resolve host: nodejs\.org\n.*drydock: there is no internet in the lab/ },
  "django-venv": { size: [180, 420] },
  "fastapi-poetry": { size: [160, 420] },
  "fastapi-uv": { size: [160, 330] },
  // What a later step deletes stays in the layer of the step that installed it.
  "flask-alpine-psycopg2": { size: [150, 420] },
  "go-cgo-alpine-fails": { fails: /cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in \$PATH/ },
  "go-distroless": { size: [6, 30] },
  "go-scratch-certs": { size: [3, 20] },
  "groups-install": { size: [70, 140] },
  heredocs: { size: [70, 140] },
  "next-standalone": { size: [125, 260] },
  "pnpm-corepack": { size: [190, 360] },
  "psycopg2-slim-fails": { fails: /Error: pg_config executable not found\./ },
  "vite-nginx": { size: [40, 70] },
};

describe("strangers' projects", () => {
  it("expects something of each", () => {
    const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.entries(expected))("%s", async (name, { fails, size }) => {
    const session = createLab(readWorkspace(`${here}${name}`, virtualStart));
    const build = await runLine(session, "docker build -t project .");
    const output = build.stdout + build.stderr;
    expect(output).not.toMatch(/^\s+at .*\.ts:\d+/m);
    if (fails) {
      expect(output).toMatch(fails);
      expect(build.exitCode).toBe(1);
      return;
    }
    expect(output).not.toContain("ERROR");
    expect(build.exitCode).toBe(0);
    const { stdout } = await runLine(session, "docker image inspect --format '{{.Size}}' project");
    const [least = 0, most = 0] = size ?? [];
    expect(Number(stdout) / 1e6).toBeGreaterThan(least);
    expect(Number(stdout) / 1e6).toBeLessThan(most);
  });
});
