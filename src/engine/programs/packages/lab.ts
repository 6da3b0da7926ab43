/** What the lab says in its own words, beside what the real programs print. */
import type { Process } from "../program.ts";

/** A sentence of the lab's own on standard error. */
export function sayLab(process: Pick<Process, "stderr">, sentence: string): void {
  process.stderr(`drydock: ${sentence}\n`);
}

/** Prints lines, each with its line end. */
export function print(process: Pick<Process, "stdout">, ...lines: readonly string[]): void {
  for (const line of lines) process.stdout(`${line}\n`);
}

export function printError(process: Pick<Process, "stderr">, ...lines: readonly string[]): void {
  for (const line of lines) process.stderr(`${line}\n`);
}

/** Milliseconds that downloading so many bytes takes in the lab: 25 MB a second and a little for each request. */
export function downloadTime(bytes: number): number {
  return 40 + bytes / 25_000;
}

/** The path of the program `name` would start, by PATH; `undefined` when there is none. */
export function which(process: Pick<Process, "fs" | "env" | "cwd">, name: string): string | undefined {
  if (name.includes("/")) {
    const path = absolute(process.cwd, name);
    return process.fs.exists(path) ? path : undefined;
  }
  for (const folder of (process.env.get("PATH") ?? "").split(":")) {
    const path = `${folder || process.cwd}/${name}`;
    const node = process.fs.lookup(path);
    if (node?.kind === "file" && (node.mode & 0o111) !== 0) return path;
  }
  return undefined;
}

/** `path` as seen from `cwd`, without `.` and `..`. */
export function absolute(cwd: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${cwd}/${path}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
