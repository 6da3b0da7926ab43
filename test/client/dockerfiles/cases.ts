/** Small Dockerfiles, each with what a real engine says to it: `record.ts` asks it, `dockerfiles.test.ts` compares. */
import { readFileSync } from "node:fs";

export interface Case {
  readonly name: string;
  /** What stands behind `docker build`; `.` when the case does not say. */
  readonly words: string;
  /** The context, the Dockerfile included. */
  readonly files: Readonly<Record<string, string>>;
}

/** What both sides printed, command by command. */
export interface Recorded {
  readonly name: string;
  readonly answers: readonly { readonly exitCode: number; readonly stdout: string; readonly stderr: string }[];
}

/** In every context. */
const common = { "a.txt": "one\n", "b.txt": "two\n", "dir/x.txt": "x\n", "dir/sub/y.txt": "y\n" };

/** Reads `=== name :: words`, the Dockerfile, and other files below `--- path`. */
export function readCases(file: URL): Case[] {
  const parts = readFileSync(file, "utf8").split(/^=== /m).slice(1);
  return parts.map((part) => {
    const end = part.indexOf("\n");
    const [name = "", words = "."] = part.slice(0, end).split(" :: ");
    const [dockerfile = "", ...others] = part.slice(end + 1).split(/^--- /m);
    const files = others.map((other) => [other.slice(0, other.indexOf("\n")), other.slice(other.indexOf("\n") + 1)]);
    return { name, words, files: { ...common, ...Object.fromEntries(files), Dockerfile: unmark(dockerfile) } };
  });
}

/** What cannot be seen stands in the file by a mark. */
function unmark(text: string): string {
  return text.replaceAll("␍", "\r").replace("␄\n", "").replace("⟦bom⟧", "\ufeff").replace("⟦long⟧", "x".repeat(70_000));
}

/** The commands that every case goes through, in its own folder. `image` is a name for the result. */
export function commands({ words }: Case, image: string): string[] {
  return [
    `docker build --no-cache -t ${image} ${quoted(words)}`,
    `docker build --check ${quoted(words)}`,
    `docker image inspect --format '{{json .Config}}' ${image}`,
    `docker history --no-trunc --format '{{.CreatedBy}}|{{.Comment}}' ${image}`,
  ];
}

function quoted(words: string): string {
  return words.replace(/\S*[;&|]\S*/g, (word) => `'${word}'`);
}
