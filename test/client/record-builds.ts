/**
 * Records a transcript anew: the lines of `build-lines.txt` (or of the `.txt` named) on a real Docker 28.5, one after the
 * other in an empty folder with nothing in the build cache: `eval "$(test/engine up)"; node test/client/record-builds.ts flag-lines`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";

const name = process.argv[2] ?? "build-lines";
const lines = readFileSync(new URL(`${name}.txt`, import.meta.url), "utf8")
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
writeFileSync(new URL(`${name}.json`, import.meta.url), `${JSON.stringify({ transcript }, null, 1)}\n`);
