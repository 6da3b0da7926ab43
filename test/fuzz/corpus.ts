/** Dockerfiles to begin with: of projects, lessons, recorded cases and the cases of the language. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { readCases } from "../client/dockerfiles/cases.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** All of them, without repeats. */
export function corpus(): string[] {
  const files = globSync(["test/projects/**/Dockerfile*", "lessons/**/Dockerfile*"], { cwd: root }).sort();
  const texts = files.filter((file) => !file.endsWith("ignore")).map((file) => readFileSync(path.join(root, file), "utf8"));
  for (const name of ["mistakes", "language"])
    for (const { files } of readCases(new URL(`../client/dockerfiles/${name}.txt`, import.meta.url))) texts.push(files.Dockerfile ?? "");
  return [...new Set([...texts, ...recorded()])].filter((text) => text.length < 60_000);
}

/** Those that the scripts of recorded cases write with printf. */
function recorded(): string[] {
  const lines = readFileSync(path.join(root, "test/golden/cache.jsonl"), "utf8").trim().split("\n");
  return lines.flatMap((line) => {
    const { script } = JSON.parse(line) as { readonly script: readonly string[] };
    return script.flatMap((command) => /^printf %s '([\s\S]*)' > Dockerfile$/.exec(command)?.[1]?.replaceAll("'\\''", "'") ?? []);
  });
}
