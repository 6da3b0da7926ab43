import { FsError } from "../../filesystem/errors.ts";
import type { Process } from "../program.ts";
import { bytesToText, textToBytes } from "../shell/bytes.ts";
import { at } from "./applet.ts";
import { worksByLine } from "./by-line.ts";
import { filesIn } from "./reads-input.ts";

/** Runs sed with these arguments over a text; gives what it prints, `undefined` when it complained. */
export type RunSed = (args: readonly string[], text: string) => Promise<string | undefined>;

const inPlace = /^-([nErs]*)i$|^--in-place$/;

/**
 * busybox's sed takes a NUL for the end of a line as well. Works so on one file, or on several in place, that has some;
 * `false` leaves the work to a sed for which they are characters.
 */
export async function sedByNul(process: Process, args: readonly string[], run: RunSed): Promise<boolean> {
  const { files } = filesIn("sed", args);
  const texts = files.map((file) => textOf(process, file));
  const options = args.slice(0, args.length - files.length);
  const writes = options.some((word) => inPlace.test(word));
  if (texts.includes(undefined) || !texts.some((text) => text?.includes("\0")) || (files.length > 1 && !writes)) return false;
  const script = options.map((word) => word.replace(inPlace, "-$1")).filter((word) => word !== "-");
  for (const [index, file] of files.entries()) {
    const printed = await printedOf(script, texts[index] as string, run);
    if (printed === undefined) return false;
    if (writes) process.fs.writeFile(at(process, file), textToBytes(printed));
    else process.stdout(printed);
  }
  return true;
}

function textOf(process: Process, file: string): string | undefined {
  try {
    return bytesToText(process.fs.readFile(at(process, file)));
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

/** `p` ends what it prints with a newline; what a cycle or `s///p` prints ends as the line ended that was read. */
async function printedOf(script: readonly string[], text: string, run: RunSed): Promise<string | undefined> {
  const all = await run(script, text.replaceAll("\0", "\n"));
  const onlyPrints = script.some((word) => /^-[Ers]*n/.test(word)) && !script.some((word) => /s(.).*\1.*\1\w*p/.test(word));
  if (all === undefined || onlyPrints) return all;
  const ends: readonly string[] = text.match(/[\n\0]/g) ?? [];
  if (!ends.includes("\n")) return all.replaceAll("\n", "\0");
  const lines = all.split("\n");
  if (lines.length === ends.length + 1) return lines.map((line, index) => line + (ends[index] ?? "")).join("");
  if (!worksByLine("sed", script)) return all;
  // Not a line for every line: those that end alike are looked at together.
  let printed = "";
  for (const alike of text.match(/(?:[^\n\0]*\0)+|(?:[^\n\0]*\n)+|[^\n\0]+$/g) ?? []) {
    const said = (await run(script, alike.replaceAll("\0", "\n"))) ?? "";
    printed += alike.endsWith("\0") ? said.replaceAll("\n", "\0") : said;
  }
  return printed;
}
