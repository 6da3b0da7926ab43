/** The lab's engine as a process of its own, at a socket in a folder that goes with it. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface RunningDrydock {
  /** What a client needs to find it. */
  readonly environment: { readonly DOCKER_HOST: string };
  stop(): Promise<void>;
}

/** Resolves when it listens. Rejects when it ends before that. */
export function startDrydock(): Promise<RunningDrydock> {
  const folder = mkdtempSync(path.join(tmpdir(), "drydock-conformance-"));
  const address = `unix://${path.join(folder, "engine.sock")}`;
  const main = path.resolve(import.meta.dirname, "../../src/headless/main.ts");
  const process_ = spawn(process.execPath, [main, "engine", "--listen", address], { stdio: ["ignore", "inherit", "pipe"] });
  const ended = new Promise<void>((resolve) => process_.once("exit", () => resolve()));
  return new Promise((resolve, reject) => {
    void ended.then(() => reject(new Error("the lab's engine ended before it listened")));
    process_.stderr.on("data", (bytes: Buffer) => {
      const text = bytes.toString();
      if (!text.includes("the engine listens at")) {
        process.stderr.write(text);
        return;
      }
      resolve({
        environment: { DOCKER_HOST: address },
        async stop() {
          process_.kill("SIGTERM");
          await ended;
          rmSync(folder, { recursive: true, force: true });
        },
      });
    });
  });
}
