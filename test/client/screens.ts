/** Terminal builds of a real client against the lab's: the last picture on the screen and what is printed below it. */
import { readFileSync } from "node:fs";
import { virtualStart } from "../../src/engine/clocks.ts";
import { fromPaths } from "../../src/engine/filesystem/build.ts";
import { createLab } from "../../src/headless/lab.ts";
import { ownedBy } from "../../src/headless/workspace.ts";

/** Recorded with a pseudo-terminal of that size; `last` is what was written from the last header on. */
export interface Screen {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  readonly files: Readonly<Record<string, string>>;
  readonly line: string;
  readonly exitCode: number;
  /** From the last header on, escape sequences and all. */
  readonly last: string;
}

export function recordedScreens(): Screen[] {
  return JSON.parse(readFileSync(new URL("screens.json", import.meta.url), "utf8")) as Screen[];
}

/** What the lab draws for the same build; a `-cached` one is built once before. */
export async function drawn({ name, columns, rows, files, line }: Screen): Promise<{ exitCode: number; last: string }> {
  const session = createLab(fromPaths(files, ownedBy(virtualStart)));
  let text = "";
  const options = {
    stdout: (piece: string) => {
      text += piece;
    },
    stderr: (piece: string) => {
      text += piece;
    },
    terminal: { columns, rows },
  };
  // The recorded engine had its base image; here it comes with the first build.
  await session.exec("printf 'FROM alpine:3.20\\nRUN true' | docker build -q -", options);
  if (name.endsWith("-cached")) await session.exec(line, options);
  text = "";
  const { exitCode } = await session.exec(line, options);
  const at = text.lastIndexOf("[+] Building");
  return { exitCode, last: at < 0 ? text : text.slice(at) };
}

/** A picture without times, sizes and ids; its lines sorted, what is printed below it as it stands. */
export function maskedScreen(text: string): string {
  const lines = text
    .replace(/(\[\+\] Building )\d+\.\d+s/, "$1TIMEs")
    .replace(/ +\d+\.\d+s$/gm, " TIME")
    .replace(/^\d+\.\d{3} /gm, "T ")
    .replace(/sha256:[0-9a-f]*/g, "sha256:ID")
    .replace(/@sha256:ID/g, "")
    .replace(/ref \S+::\S+:/g, "ref REF:")
    // Two stages that start from one image show it under the name of either.
    .replace(/\[\w+ 1\/2\] FROM/g, "[STAGE 1/2] FROM")
    // What is left of a longer picture is blanked out, or not, as the last redraws fell.
    .replace(/^ +\n/gm, "")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: cursor movements
    .replace(/\x1b\[\d+A\x1b\[0G(?=\x1b\[\?25h)/g, "")
    .replace(/\b\d+(\.\d+)?[kM]?B\b/g, "SIZE")
    .replace(/ {2,}/g, "  ");
  // What runs at once starts in any order, and so stands in any.
  const below = lines.indexOf("\x1b[?25h");
  return lines.slice(0, below).split("\n").sort().join("\n") + lines.slice(below);
}
