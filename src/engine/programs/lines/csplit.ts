/** `csplit`: pieces of a file, cut at lines that are numbered or match. */
import { textToBytes } from "../shell/bytes.ts";
import { at, type Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { javascriptPattern } from "../coreutils/posix-pattern.ts";
import { printf } from "../shell/format.ts";
import { LineSource } from "./source.ts";

class SplitError extends Error {}

export const csplit: Applet = async (process, args, tool) => {
  const options = parseOptions(args, {
    short: "b:f:kn:sqz",
    long: {
      prefix: "f:",
      "suffix-format": "b:",
      digits: "n:",
      quiet: "s",
      silent: "s",
      "keep-files": "k",
      "elide-empty-files": "z",
      "suppress-matched": "matched",
    },
  });
  const [file, ...patterns] = options.operands;
  if (file === undefined) return tool.usage("missing operand");
  if (patterns.length === 0) return tool.usage(`missing operand after ‘${file}’`);
  const source = new LineSource(process, tool, [file], { unreadable: (operand) => `cannot open '${operand}' for reading` });
  const lines = await source.all();
  if (source.status !== 0) return source.status;
  const made: string[] = [];
  const write = (part: readonly string[]): void => {
    if (part.length === 0 && options.has("z")) return;
    const text = part.map((line) => `${line}\n`).join("");
    const suffix = options.value("b");
    const number = String(made.length);
    const name =
      (options.value("f") ?? "xx") +
      (suffix === undefined ? number.padStart(Number(options.value("n") ?? 2), "0") : printf(suffix, [number]).text);
    made.push(name);
    process.fs.writeFile(at(process, name), text);
    if (!options.has("s") && !options.has("q")) process.stdout(`${textToBytes(text).length}\n`);
  };
  let from = 0;
  try {
    for (const [index, pattern] of patterns.entries()) {
      if (/^\{(\d+|\*)\}$/.test(pattern)) continue;
      const [, times = "0"] = /^\{(\d+|\*)\}$/.exec(patterns[index + 1] ?? "") ?? [];
      const rounds = times === "*" ? Number.POSITIVE_INFINITY : Number(times) + 1;
      for (let round = 0; round < rounds; round++) {
        const to = place(lines, from, pattern, round);
        if (to === undefined && times === "*") break;
        if (to === undefined)
          throw new SplitError(
            /^\d+$/.test(pattern)
              ? `‘${pattern}’: line number out of range${round > 0 ? ` on repetition ${round}` : ""}`
              : `‘${pattern}’: match not found${round > 0 ? ` on repetition ${round}` : ""}`,
          );
        if (!pattern.startsWith("%")) write(lines.slice(from, to));
        from = to;
      }
    }
    write(lines.slice(from));
    return 0;
  } catch (error) {
    if (!(error instanceof SplitError)) throw error;
    if (!options.has("s") && !options.has("q"))
      process.stdout(
        `${
          textToBytes(
            lines
              .slice(from)
              .map((line) => `${line}\n`)
              .join(""),
          ).length
        }\n`,
      );
    if (!options.has("k")) for (const name of made) process.fs.remove(at(process, name), { force: true });
    return tool.fail(error.message);
  }
};

/** The line that a pattern leads to, counted from 0; undefined when there is none. */
function place(lines: readonly string[], from: number, pattern: string, round: number): number | undefined {
  const number = /^\d+$/.exec(pattern);
  if (number) {
    const line = Number(pattern) * (round + 1) - 1;
    return line < lines.length && line >= from ? line : undefined;
  }
  const [, , source, offset = "0"] = /^([/%])(.*)\1([+-]?\d+)?$/s.exec(pattern) ?? [];
  if (source === undefined) throw new SplitError(`‘${pattern}’: invalid pattern`);
  const regexp = new RegExp(javascriptPattern(source, "basic"), "u");
  // A piece that was begun with a match does not end with it.
  const first = from === 0 && round === 0 ? 0 : from + 1;
  const found = lines.findIndex((line, index) => index >= first && regexp.test(line));
  return found < 0 ? undefined : Math.max(from, found + Number(offset));
}
