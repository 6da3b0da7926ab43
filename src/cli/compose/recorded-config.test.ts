import { expect, test } from "vitest";
import { virtualClock } from "../../engine/clocks.ts";
import { WorkingTree } from "../../engine/filesystem/working-tree.ts";
import type { DockerContext } from "../context.ts";
import { runDocker } from "../docker.ts";
import refusals from "./fixtures/refusals.json" with { type: "json" };
import recorded from "./fixtures/config.json" with { type: "json" };

/** What Compose 2.40.3 printed for each project, from `/home/dev/workspace`. */
const cwd = "/home/dev/workspace";

async function run(files: Readonly<Record<string, string>>, args: readonly string[]) {
  const disk = new WorkingTree();
  for (const [path, text] of Object.entries(files)) disk.writeFile(`${cwd}/${path}`, text, { parents: true });
  const out = { stdout: "", stderr: "" };
  const context = {
    engine: {},
    disk,
    cwd,
    env: new Map([...Object.entries(recorded.env), ["PWD", cwd]]),
    clock: virtualClock(),
    signal: new AbortController().signal,
    stdin: "",
    input: { read: async () => "", readAll: async () => "" },
    stdout: (text: string) => {
      out.stdout += text;
    },
    stderr: (text: string) => {
      out.stderr += text;
    },
  } as unknown as DockerContext;
  const exitCode = await runDocker(["compose", ...args], context);
  return { ...out, exitCode };
}

const masked = (text: string): string => text.replace(/time="[^"]*"/g, 'time="T"');
/** Compose tells names in the order of a Go map: any. */
const inAnyOrder = new Set(["--images", "--networks", "--volumes", "--services"]);
const sorted = (text: string): string => text.split("\n").sort().join("\n");

test.each(recorded.runs.map((run) => [`${run.name} ${run.args.join(" ")}`, run] as const))(
  "%s",
  async (_, { name, args, exitCode, stdout, stderr }) => {
    const files = (recorded.files as Record<string, Record<string, string>>)[name] ?? {};
    const got = await run(files, args);
    const shown = args.some((arg) => inAnyOrder.has(arg)) ? sorted : (text: string) => text;
    expect({ ...got, stdout: shown(got.stdout), stderr: masked(got.stderr) }).toEqual({
      exitCode,
      stdout: shown(stdout),
      stderr: masked(stderr),
    });
  },
);

test.each(refusals.map(({ file, stderr }) => [stderr.trim().split("\n").at(-1) as string, file, stderr] as const))(
  "a file is refused: %s",
  async (_, file, stderr) => {
    const got = await run({ "compose.yaml": file, "ok.env": "A=1\n" }, ["-p", "g", "config"]);
    expect({ ...got, stderr: masked(got.stderr) }).toEqual({ exitCode: 1, stdout: "", stderr: masked(stderr) });
  },
);
