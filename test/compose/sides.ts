/** A script on a real engine with the real plug-in, and in the lab: one answer a line. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { virtualStart } from "../../src/engine/clocks.ts";
import { fromPaths } from "../../src/engine/filesystem/build.ts";
import { createLab } from "../../src/headless/lab.ts";
import { type LineResult, runLine } from "../../src/headless/run-lines.ts";
import { ownedBy } from "../../src/headless/workspace.ts";
import type { Script } from "./scripts.ts";

/** Where the lab's learner works, and what the project is called where nobody says. */
const home = "/home/dev/workspace";

/** Milliseconds for one line. */
const patience = 90_000;

/** Runs the lines with the client and the daemon of the environment. The daemon has to be empty but for its base images. */
export function runReal({ files, lines }: Pick<Script, "files" | "lines">, environment: NodeJS.ProcessEnv): LineResult[] {
  const parent = mkdtempSync(path.join(tmpdir(), "compose-"));
  const cwd = path.join(parent, "workspace");
  mkdirSync(cwd);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  }
  const env = { ...environment, DOCKER_CLI_HINTS: "false" };
  const shown = (text: string): string => text.replaceAll(cwd, home);
  try {
    return lines.map((line) => {
      const { status, stdout, stderr } = spawnSync("bash", ["-c", line], { cwd, env, encoding: "utf8", input: "", timeout: patience });
      return { line, exitCode: status ?? -1, stdout: shown(stdout), stderr: shown(stderr) };
    });
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/** Runs the lines in a lab of their own. */
export async function runLab({ files, lines }: Pick<Script, "files" | "lines">): Promise<LineResult[]> {
  const session = createLab(fromPaths(files, ownedBy(virtualStart)));
  const answers: LineResult[] = [];
  for (const line of lines) answers.push(await runLine(session, line));
  return answers;
}
