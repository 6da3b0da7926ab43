/** `grep`, `egrep`, `fgrep`: lines that match, as they come. */
import { FsError } from "../../filesystem/errors.ts";
import { bytesToText } from "../shell/bytes.ts";
import type { Process } from "../program.ts";
import { type Applet, at, type Tool } from "./applet.ts";
import { type FileToSearch, filesToSearch } from "./grep-files.ts";
import { LinePrinter } from "./grep-lines.ts";
import { OptionError, type Options, parseOptions } from "./options.ts";
import { javascriptPattern, PatternError, type Syntax } from "./posix-pattern.ts";
import { openIncoming, readOperand } from "./read-operand.ts";

const gnuLong = {
  regexp: "e:",
  file: "f:",
  "ignore-case": "i",
  "no-ignore-case": "no-ignore-case",
  "invert-match": "v",
  "word-regexp": "w",
  "line-regexp": "x",
  count: "c",
  color: "color?",
  colour: "color?",
  "files-without-match": "L",
  "files-with-matches": "l",
  "max-count": "m:",
  "only-matching": "o",
  quiet: "q",
  silent: "q",
  "no-messages": "s",
  "byte-offset": "b",
  "with-filename": "H",
  "no-filename": "h",
  label: "label:",
  "line-number": "n",
  "initial-tab": "T",
  null: "Z",
  "null-data": "z",
  "after-context": "A:",
  "before-context": "B:",
  context: "C:",
  text: "a",
  binary: "U",
  "binary-files": "binary-files:",
  directories: "d:",
  devices: "D:",
  include: "include:",
  exclude: "exclude:",
  "exclude-dir": "exclude-dir:",
  recursive: "r",
  "dereference-recursive": "R",
  "line-buffered": "line-buffered",
  "extended-regexp": "E",
  "fixed-strings": "F",
  "basic-regexp": "G",
  "perl-regexp": "P",
  help: "help",
  version: "V",
};

/** The two families read other letters. */
const letters = { gnu: "EFGPe:f:iywxzsvVm:bnHhoqad:D:IrRLlcTZA:B:C:U", busybox: "aHhnlLoqvsrRiwxFEzcm:A:B:C:e:f:" };

const usage = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n";

function read(args: readonly string[], tool: Tool): Options {
  // `-5` is as much context.
  const words = tool.gnu ? args.map((word) => word.replace(/^-(\d+)$/, "-C$1")) : args;
  return parseOptions(words, { short: letters[tool.flavour], long: tool.gnu ? gnuLong : { color: "color?" } });
}

/** All patterns given, by `-e`, `-f` and the first operand: a line each. */
async function patterns(process: Process, tool: Tool, options: Options, operands: string[]): Promise<string[] | undefined> {
  const found = options.values("e").flatMap((text) => text.split("\n"));
  for (const file of options.values("f")) {
    const text = await readOperand(process, tool, file);
    if (text === undefined) return undefined;
    found.push(...(text === "" ? [] : text.replace(/\n$/, "").split("\n")));
  }
  if (options.has("e") || options.has("f")) return found;
  const first = operands.shift();
  return first?.split("\n");
}

function syntax(options: Options, name: string): Syntax {
  const last = options.order.findLast((letter) => "EFGP".includes(letter));
  if (last === undefined) return name === "egrep" ? "extended" : name === "fgrep" ? "fixed" : "basic";
  return ({ E: "extended", F: "fixed", G: "basic", P: "perl" } as const)[last as "E" | "F" | "G" | "P"];
}

/** One expression for all patterns; `undefined` when there are none, which match nothing. */
function expression(given: readonly string[], options: Options, name: string): RegExp | undefined {
  if (given.length === 0) return undefined;
  const sources = given.map((pattern) => {
    try {
      return javascriptPattern(pattern, syntax(options, name));
    } catch (error) {
      if (error instanceof PatternError) throw Object.assign(error, { pattern });
      throw error;
    }
  });
  // A back reference counts groups: with several patterns each is read by itself, and only the lone one keeps its numbers.
  const any = sources.length === 1 ? (sources[0] as string) : sources.map((source) => `(?:${source})`).join("|");
  const whole = options.has("x") ? `^(?:${any})$` : options.has("w") ? `(?<![\\p{L}\\p{N}_])(?:${any})(?![\\p{L}\\p{N}_])` : any;
  return new RegExp(whole, options.has("i") || options.has("y") ? "giu" : "gu");
}

export const grep: Applet = async (process, args, tool) => {
  let options: Options;
  try {
    options = read(args, tool);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    if (!tool.gnu) return tool.usage(error.busybox, 2);
    process.stderr(`${tool.name}: ${error.gnu}\n${usage}`);
    return 2;
  }
  if (options.has("V")) {
    process.stdout("grep (GNU grep) 3.8\n");
    return 0;
  }
  const operands = [...options.operands];
  const given = await patterns(process, tool, options, operands);
  if (!given) {
    if (tool.gnu) process.stderr(usage);
    else tool.usage("missing pattern");
    return 2;
  }
  let wanted: RegExp | undefined;
  try {
    wanted = expression(given, options, tool.name);
  } catch (error) {
    if (!(error instanceof PatternError || error instanceof SyntaxError)) throw error;
    const pattern = (error as { pattern?: string }).pattern ?? given[0];
    return tool.fail(
      tool.gnu ? (error instanceof PatternError ? error.message : "Invalid regular expression") : `bad regex '${pattern}'`,
      2,
    );
  }
  return search(process, tool, options, wanted, operands);
};

async function search(
  process: Process,
  tool: Tool,
  options: Options,
  wanted: RegExp | undefined,
  operands: readonly string[],
): Promise<number> {
  let found = false;
  const unread = new Set<string>();
  const complain = (file: string, reason: string): void => {
    unread.add(file);
    if (!options.has("s")) process.stderr(`${tool.name}: ${file}: ${reason}\n`);
  };
  const files = [...filesToSearch(process, options, operands)];
  const recursive = options.has("r") || options.has("R");
  const named = options.order.findLast((letter) => letter === "H" || letter === "h");
  const titles = named === undefined ? operands.length > 1 || (recursive && operands.length + files.length > 0) : named === "H";
  for (const file of files) {
    const printer = new LinePrinter(process, tool, options, titles ? (file.title ?? "(standard input)") : undefined, file.title);
    for await (const line of lines(process, file, options, tool, complain)) {
      printer.line(line, wanted);
      if (printer.enough) break;
      await process.drained();
    }
    if (file.path === undefined || !unread.has(file.path)) found = printer.end() || found;
    if (found && options.has("q")) return 0;
  }
  return unread.size > 0 ? 2 : found ? 0 : 1;
}

/** The lines of a file, or of standard input as they come. */
async function* lines(
  process: Process,
  file: FileToSearch,
  options: Options,
  tool: Tool,
  complain: (file: string, reason: string) => void,
): AsyncGenerator<string> {
  const end = options.has("z") ? "\0" : "\n";
  const { path = "-" } = file;
  const incoming = await openIncoming(process, path);
  if (!incoming) {
    let text: string;
    try {
      text = bytesToText(process.fs.readFile(at(process, path)));
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      // busybox reads a folder as if it were empty.
      if (error.code === "EISDIR" && (!tool.gnu || options.value("d") === "skip")) return;
      complain(path, error.reason);
      return;
    }
    if (text !== "") yield* (text.endsWith(end) ? text.slice(0, -1) : text).split(end);
    return;
  }
  let rest = "";
  for (let piece = await incoming.read(); piece !== ""; piece = await incoming.read()) {
    const whole = (rest + piece).split(end);
    rest = whole.pop() as string;
    yield* whole;
  }
  incoming.close();
  if (rest !== "") yield rest;
}
