/** Compose projects of the kinds that people publish, written for these tests: files by path, by the name of the project. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "projects");

export const sampleNames: readonly string[] = readdirSync(root).sort();

/** Where a sample lies on the disk of the machine that runs the tests. */
export function sampleFolder(name: string): string {
  return path.join(root, name);
}

export function sampleFiles(name: string): Readonly<Record<string, string>> {
  const folder = sampleFolder(name);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => statSync(path.join(folder, file)).isFile());
  return Object.fromEntries(paths.map((file) => [file, readFileSync(path.join(folder, file), "utf8")]));
}
