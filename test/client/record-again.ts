/**
 * Runs the lines of `recorded/<name>.json` anew on a real Docker, in an empty folder with nothing in the build cache, and
 * writes what it says: `eval "$(test/engine up)"; node test/client/record-again.ts stages`. Reasons why the lab differs stay.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import type { Answer } from "./transcript.ts";

for (const name of process.argv.slice(2)) {
  const file = new URL(`recorded/${name}.json`, import.meta.url);
  const { transcript } = JSON.parse(readFileSync(file, "utf8")) as { readonly transcript: readonly (Answer & { differs?: string })[] };
  const cwd = mkdtempSync(`${tmpdir()}/builds-`);
  spawnSync("docker", ["builder", "prune", "-af"]);
  const again = transcript.map(({ line, differs }) => {
    const { status, stdout, stderr } = spawnSync("bash", ["-c", `umask 022; ${line}`], { cwd, encoding: "utf8", input: "" });
    return { line, exitCode: status, stdout, stderr, ...(differs && { differs }) };
  });
  rmSync(cwd, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ transcript: again }, null, 1)}\n`);
}
