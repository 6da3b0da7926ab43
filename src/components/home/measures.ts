/** Sizes and times of steps on the home page. Nothing is estimated: what was not measured has none. */
import type { StepView } from "../../engine/api.ts";
import type { DemoFiles } from "./demo-files.ts";

/** By `measureKey`. */
export type Measures = Readonly<Record<string, { readonly size: number; readonly durationMs: number }>>;

/**
 * Under what a measure is kept: the instruction, and the files it depends on. An install depends on the list alone, other
 * commands on nothing whose change would be seen in these figures.
 */
export function measureKey(text: string, files: DemoFiles): string {
  return /requirements\.txt/.test(text) ? `${text}\n${files["requirements.txt"].trim()}` : text;
}

/** What is known of a step's layer. Copies are counted from the files themselves. */
export function measureOf(
  step: Pick<StepView, "kind" | "text">,
  files: DemoFiles,
  measures: Measures,
): { size?: number; durationMs?: number } {
  if (step.kind === "WORKDIR") return { size: 0, durationMs: 0 };
  if (step.kind === "RUN") return measures[measureKey(step.text, files)] ?? {};
  const size = copySize(step.text, files);
  return size === undefined ? {} : { size, durationMs: 0 };
}

/** Bytes that a COPY of whole files takes; `undefined` for forms this page does not count. */
export function copySize(text: string, files: DemoFiles): number | undefined {
  const words = text.split(/\s+/).slice(1);
  if (words.some((word) => word.startsWith("--") || /[[\]"*?]/.test(word)) || words.length < 2) return undefined;
  const ignored = new Set(files[".dockerignore"].split("\n").map((line) => line.trim()));
  const sent = Object.entries(files).filter(([name]) => !ignored.has(name));
  let size = 0;
  for (const source of words.slice(0, -1)) {
    const name = source.replace(/^\.?\//, "");
    const found = name === "" || name === "." ? sent : sent.filter(([file]) => file === name);
    if (found.length === 0) return undefined;
    for (const [, content] of found) size += new TextEncoder().encode(content).length;
  }
  return size;
}
