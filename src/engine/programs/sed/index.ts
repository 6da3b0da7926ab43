/** `sed`: GNU's and busybox's. */
import { FsError } from "../../filesystem/errors.ts";
import { byteCharacter, countsCharacters, fromByteText, toByteText } from "../byte-text.ts";
import { type Applet, at, type Tool } from "../coreutils/applet.ts";
import { OptionError, type Options, parseOptions } from "../coreutils/options.ts";
import type { Process } from "../program.ts";
import { bytesToText } from "../shell/bytes.ts";
import { sedDialects } from "./dialect.ts";
import { SedFailure } from "./failure.ts";
import { replaceFile } from "./in-place.ts";
import { Input } from "./input.ts";
import { Machine } from "./machine.ts";
import { MissingLabel, ScriptMistake, type ScriptSource } from "./mistakes.ts";
import { Output, WrittenFiles } from "./output.ts";
import { parseScript } from "./parser.ts";
import type { Script } from "./syntax.ts";

const gnuLong = {
  quiet: "n",
  silent: "n",
  debug: "debug",
  expression: "e:",
  file: "f:",
  "follow-symlinks": "follow-symlinks",
  "in-place": "i?",
  "line-length": "l:",
  posix: "posix",
  "regexp-extended": "E",
  separate: "s",
  sandbox: "sandbox",
  unbuffered: "u",
  "null-data": "z",
  binary: "b",
  help: "help",
  version: "version",
};
const spec = {
  gnu: { short: "nrEsuzbe:f:l:i::", long: gnuLong },
  busybox: {
    short: "nrEe:f:i::",
    long: {
      version: "version",
      help: "help",
      quiet: "n",
      silent: "n",
      "in-place": "i?",
      "regexp-extended": "E",
      expression: "e:",
      file: "f:",
    },
  },
};
const usage = "Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n";

export const sed: Applet = async (process, args, tool) => {
  let options: Options;
  try {
    options = parseOptions(args, spec[tool.flavour]);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    if (!tool.gnu) return tool.usage(error.busybox);
    process.stderr(`${tool.name}: ${error.gnu}\n${usage}`);
    return 1;
  }
  if (options.has("version")) {
    process.stdout(tool.gnu ? "sed (GNU sed) 4.9\n" : "This is not GNU sed version 4.0\n");
    return 0;
  }
  if (options.has("help")) {
    if (!tool.gnu) return tool.usage("missing script", 0);
    process.stdout(usage);
    return 0;
  }
  try {
    return await run(process, tool, options);
  } catch (error) {
    if (error instanceof SedFailure) return tool.fail(tool.gnu ? error.message : error.busybox, tool.gnu ? error.status : 1);
    if (error instanceof ScriptMistake) return tool.fail(tool.gnu ? error.message : error.busybox);
    if (!(error instanceof MissingLabel)) throw error;
    return tool.gnu
      ? tool.fail(`can't find label for jump to \`${error.message}'`, 4)
      : tool.fail(`can't find label for jump to '${error.message}'`);
  }
};

/** @throws SedFailure, ScriptMistake, MissingLabel */
async function run(process: Process, tool: Tool, options: Options): Promise<number> {
  const dialect = sedDialects[tool.flavour];
  const operands = [...options.operands];
  const sources = scriptSources(process, options, operands);
  if (!sources) {
    if (!tool.gnu) return tool.usage("missing script");
    process.stderr(usage);
    return 1;
  }
  const bytes = !countsCharacters(process.env);
  const decode = (text: string): string => (bytes ? toByteText(text) : text);
  const character = (code: number): string => (bytes ? byteCharacter(code) : String.fromCodePoint(code));
  const script = parseScript(
    sources.map((source) => ({ ...source, text: decode(source.text) })),
    { dialect, extended: options.has("E") || options.has("r"), character },
  );
  const inPlace = options.has("i");
  if (inPlace && operands.length === 0) throw new SedFailure("no input files", "-i requires an argument");
  const terminator = options.has("z") ? "\0" : "\n";
  const standard = new Output((text) => process.stdout(text), terminator);
  let edited = "";
  let output = standard;
  const files = openWritten(process, script, terminator, () => output);
  let status = 0;
  const input = new Input(
    operands.length > 0 ? operands : ["-"],
    inPlace || options.has("s"),
    {
      process,
      end: options.has("z") ? /\0/g : dialect.endsAtNul ? /[\n\0]/g : /\n/g,
      decode,
      async beforeWaiting() {
        standard.flush();
        files.flush();
        await process.drained();
      },
    },
    {
      begins(name) {
        if (!inPlace) return true;
        const node = process.fs.lookup(at(process, name));
        if (node && node.kind !== "file")
          throw new SedFailure(`couldn't edit ${name}: not a regular file`, `can't open '${name}': Is a directory`);
        edited = "";
        output = new Output((text) => {
          edited += text;
        }, terminator);
        return true;
      },
      ends(name) {
        if (!inPlace) return;
        output.flush();
        output = standard;
        replaceFile(process, name, edited, { suffix: options.value("i") ?? "", followsLinks: options.has("follow-symlinks") });
      },
      unreadable(name, error) {
        if (error.code === "EISDIR") {
          if (!tool.gnu) return;
          standard.flush();
          throw new SedFailure(`read error on ${name}: ${error.reason}`, "");
        }
        standard.flush();
        status = tool.fail(tool.gnu ? `can't read ${name}: ${error.reason}` : `${name}: ${error.reason}`, tool.gnu ? 2 : 1);
      },
    },
  );
  const machine = new Machine({
    process,
    name: tool.name,
    script,
    input,
    output: () => output,
    files,
    extended: dialect.extended,
    quiet: options.has("n") || script.quiet,
    terminator,
    bytes,
    lineLength: Number(options.value("l") ?? 70),
    unbuffered: options.has("u"),
  });
  try {
    const quit = await machine.run();
    // With `-i` the lines behind a `q` are gone.
    input.close();
    return quit === 0 ? status : quit;
  } finally {
    standard.flush();
    files.flush();
  }
}

/** The script's parts: of `-e` and `-f` in their order, or the first operand. Nothing when there is none. */
function scriptSources(process: Process, options: Options, operands: string[]): readonly ScriptSource[] | undefined {
  const texts = [...options.values("e")];
  const files = [...options.values("f")];
  const sources: ScriptSource[] = [];
  for (const option of options.order) {
    if (option === "e") sources.push({ text: texts.shift() ?? "" });
    if (option === "f") sources.push(scriptFile(process, files.shift() ?? ""));
  }
  if (sources.length > 0) return sources;
  const first = operands.shift();
  return first === undefined ? undefined : [{ text: first }];
}

function scriptFile(process: Process, file: string): ScriptSource {
  try {
    return { text: bytesToText(process.fs.readFile(at(process, file))).replace(/\n$/, ""), file };
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new SedFailure(`couldn't open file ${file}: ${error.reason}`, `${file}: ${error.reason}`);
  }
}

/** Every file that the script writes to is there from the start. */
function openWritten(process: Process, { commands }: Script, terminator: string, standard: () => Output): WrittenFiles {
  const files = new WrittenFiles(process, terminator, standard);
  for (const { action } of commands) {
    if (action.type === "w" || action.type === "W") files.open(fromByteText(action.file));
    if (action.type === "s" && action.substitution.file !== undefined) files.open(fromByteText(action.substitution.file));
  }
  return files;
}
