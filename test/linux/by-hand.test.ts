/** The exercise on the real kernel: its checks fail at first, pass for its solution, and see what a half solution lacks. */
import { existsSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import exercise from "../../lessons/02-isolation/05-make-a-container-by-hand/kernel-exercise.ts";
import { kernelEngine } from "../../src/backends/linux/kernel-engine.ts";
import { LinuxMachine } from "../../src/backends/linux/linux-machine.ts";
import { readManifest } from "../../src/backends/linux/manifest.ts";
import { overlayEngine } from "../../src/backends/linux/overlays.ts";
import { storageEngine } from "../../src/backends/linux/storage.ts";
import type { Engine } from "../../src/engine/api.ts";
import { gatherOverlay } from "../../src/views/overlay.ts";
import { gatherStorage } from "../../src/views/storage.ts";
import { nodeWorker } from "./node-worker.ts";

const manifest = "public/linux/manifest.json";
const made = existsSync(manifest);
const snapshot = made ? `public/linux/${readManifest(JSON.parse(readFileSync(manifest, "utf8"))).snapshot}` : "";
if (!made) console.warn("\n*** No Linux image: the exercise on the real kernel was NOT checked. `npm run linux:image` makes it. ***\n");

describe.skipIf(!made)("make a container by hand", { timeout: 240_000 }, () => {
  let machine: LinuxMachine;
  let heard = { first: "", second: "" };
  afterEach(() => machine.dispose());

  const boot = async () => {
    heard = { first: "", second: "" };
    machine = new LinuxMachine(nodeWorker(), snapshot, {
      output: (terminal, bytes) => {
        heard[terminal] += new TextDecoder().decode(bytes);
      },
      fetched: () => {},
      failed: (why) => {
        throw new Error(why);
      },
    });
    await machine.running;
  };
  const type = async (terminal: "first" | "second", line: string) => {
    heard[terminal] = "";
    machine.type(terminal, `${line}\r`);
    // At each prompt the shell asks the terminal where its cursor is.
    const atPrompt = () => heard[terminal].replaceAll("\u001b[6n", "").endsWith("# ");
    while (!atPrompt()) await new Promise((resolve) => setTimeout(resolve, 10));
    return heard[terminal];
  };
  const judge = async () => {
    const verdicts: Record<string, string> = {};
    for (const { id, script } of exercise.checks) {
      const { exitCode, output } = await machine.ask(script);
      verdicts[id] = exitCode === 0 ? "pass" : output.trim();
    }
    return verdicts;
  };

  test("nothing passes at first, and each check says what it saw", async () => {
    await boot();
    const verdicts = await judge();
    for (const { id } of exercise.checks) expect(verdicts[id]).toBe("No process is number 1 of a pid namespace of its own yet.");
  });

  test("the solution passes every check, and inside is what was promised", async () => {
    await boot();
    for (const { terminal, line } of exercise.solution) {
      const said = await type(terminal, line);
      expect(said, line).not.toMatch(/not found|can't|Invalid|No such|denied|usage/i);
    }
    expect(await judge()).toEqual(Object.fromEntries(exercise.checks.map(({ id }) => [id, "pass"])));
    await type("first", "echo made > /made; rm /etc/passwd");
    const { containers, shown } = await gatherOverlay(overlayEngine((script) => machine.ask(script)) as Engine, { toggled: [], whole: [] });
    expect(containers).toHaveLength(1);
    expect(shown).toMatchObject({ image: "/images/tiny", own: { hidden: 1 } });
    expect(shown?.rows.flatMap((row) => (row.row === "name" ? [row.path] : []))).toContain("made");
    const kept = storageEngine(
      (script) => machine.ask(script),
      kernelEngine((script) => machine.ask(script)),
    );
    const { containers: rooms } = await gatherStorage(kept as Engine);
    expect(rooms.map(({ name, image, writable, mounts }) => ({ name, image, own: writable > 0, mounts }))).toEqual([
      { name: "box", image: "/images/tiny", own: true, mounts: [] },
    ]);
    expect(await type("first", "cat /etc/os-release; hostname; ps | wc -l; ls /")).toMatch(/Tiny[\s\S]*box/);
  });

  test("a half solution is told what it lacks", async () => {
    await boot();
    for (const { terminal, line } of exercise.solution.slice(0, 10)) await type(terminal, line);
    const verdicts = await judge();
    expect(verdicts).toMatchObject({
      walls: "pass",
      name: "pass",
      root: "pass",
      "no-way-back": "In its mount table there is still /old: whoever is inside can walk out there.",
      proc: "No proc is mounted at /proc inside, so ps has nothing to read.",
      limits: "pass",
      network: "It has no network interface with an address but lo.",
    });
  });
});
