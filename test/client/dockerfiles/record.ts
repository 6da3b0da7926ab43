/**
 * Records what a real Docker 28.5 says to the cases: `eval "$(test/engine up)"; node test/client/dockerfiles/record.ts [name…]`.
 * With words, only the cases whose names contain one of them; the others keep what was recorded before.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { commands, readCases, type Recorded } from "./cases.ts";

const wanted = process.argv.slice(2);
const root = mkdtempSync(path.join(tmpdir(), "dockerfiles-"));
for (const name of ["mistakes", "language", "frontends"]) {
  const text = new URL(`${name}.txt`, import.meta.url);
  const file = new URL(`${name}.json`, import.meta.url);
  if (!existsSync(text)) continue;
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Recorded[]) : [];
  const recorded = readCases(text).map((one, index): Recorded => {
    const known = before.find((other) => other.name === one.name);
    if (known && !wanted.some((word) => one.name.includes(word))) return known;
    const cwd = path.join(root, `${name}-${index}`);
    for (const [place, content] of Object.entries(one.files)) {
      mkdirSync(path.dirname(path.join(cwd, place)), { recursive: true });
      writeFileSync(path.join(cwd, place), content, { mode: 0o644 });
    }
    const image = `dockerfiles:${process.pid}-${index}`;
    const answers = commands(one, image).map((line) => {
      const { status, stdout, stderr } = spawnSync("bash", ["-c", `umask 022; ${line}`], { cwd, encoding: "utf8", input: "" });
      return { exitCode: status ?? -1, stdout: stdout.replaceAll(image, "IMAGE"), stderr: stderr.replaceAll(image, "IMAGE") };
    });
    spawnSync("docker", ["rmi", "-f", image]);
    rmSync(cwd, { recursive: true });
    // Of an image that was not made there is nothing to tell.
    return { name: one.name, answers: answers[0]?.exitCode === 0 ? answers : answers.slice(0, 2) };
  });
  writeFileSync(file, `[\n${recorded.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
}
rmSync(root, { recursive: true });
