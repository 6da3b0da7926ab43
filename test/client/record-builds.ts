/**
 * Records `build-lines.json` anew: the lines of `build-lines.txt` on a real Docker 28.5, one after the other in an empty
 * folder with nothing in the build cache: `eval "$(test/engine up)"; node test/client/record-builds.ts`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";

const lines = readFileSync(new URL("build-lines.txt", import.meta.url), "utf8")
  .trim()
  .split("\n");
const cwd = mkdtempSync(`${tmpdir()}/builds-`);
spawnSync("docker", ["builder", "prune", "-af"]);
const transcript = lines.map((line) => {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", `umask 022; ${line}`], { cwd, encoding: "utf8", input: "" });
  return { line, exitCode: status, stdout, stderr };
});
for (const image of new Set(lines.join(" ").match(/\bh10:\w+/g))) spawnSync("docker", ["rmi", "-f", image]);
rmSync(cwd, { recursive: true });
writeFileSync(new URL("build-lines.json", import.meta.url), `${JSON.stringify({ transcript }, null, 1)}\n`);
