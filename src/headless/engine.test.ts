import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const main = path.join(import.meta.dirname, "main.ts");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drydock-engine-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function ask(socketPath: string, target: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path: target }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

it.each(["SIGINT", "SIGTERM"] as const)("serves until %s, then takes its socket away; nobody listens where it does", async (signal) => {
  const socketPath = path.join(folder, `${signal}.sock`);
  const workspace = path.join(folder, "work");
  mkdirSync(workspace, { recursive: true });
  writeFileSync(path.join(workspace, "file"), "content\n");
  const engine = spawn(process.execPath, [main, "engine", "--listen", `unix://${socketPath}`, "--workspace", workspace]);
  const ended = new Promise<number | null>((resolve) => engine.once("exit", resolve));
  await new Promise<void>((resolve) =>
    engine.stderr.on("data", (text: Buffer) => text.includes("the engine listens at unix://") && resolve()),
  );
  expect(await ask(socketPath, "/_ping")).toBe(200);
  const second = spawnSync(process.execPath, [main, "engine", "--listen", `unix://${socketPath}`], { encoding: "utf8" });
  expect([second.status, second.stderr]).toEqual([2, `lab: cannot listen at ${socketPath}: an engine is listening there already\n`]);
  // A stream that is open does not keep it.
  const events = request({ socketPath, path: "/events" }).on("error", () => {});
  events.end();
  engine.kill(signal);
  expect(await ended).toBe(0);
  expect(existsSync(socketPath)).toBe(false);
});

it("says how it is called", () => {
  const { status, stderr } = spawnSync(process.execPath, [main, "engine"], { encoding: "utf8" });
  expect([status, stderr]).toEqual([2, "lab: engine needs --listen unix:///PATH or --listen tcp://127.0.0.1:PORT\n"]);
});
