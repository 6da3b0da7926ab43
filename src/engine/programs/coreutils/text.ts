import { textToBytes } from "../shell/bytes.ts";
import { FsError } from "../../filesystem/errors.ts";
import { LabLimit } from "../../kernel/budget.ts";
import { namedPipeAt } from "../../kernel/named-pipe.ts";
import { work } from "../../kernel/processor-time.ts";
import { echoText } from "../shell/builtins/output.ts";
import { printf } from "../shell/format.ts";
import { TestError, testWords } from "../shell/test-expression.ts";
import type { Process } from "../program.ts";
import { type Applets, at, baseName, dirName, type Tool } from "./applet.ts";
import { parseOptions } from "./options.ts";
import { collapsed, relativePath } from "./paths.ts";
import { type OpenPipe, openPipeToWrite } from "./named-pipes.ts";
import { endlessDevice, type Incoming, openIncoming, readOperand } from "./read-operand.ts";

async function cat(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, {
    short: "AbeEnstTuv",
    long: {
      "show-all": "A",
      "number-nonblank": "b",
      "show-ends": "E",
      number: "n",
      "squeeze-blank": "s",
      "show-tabs": "T",
      "show-nonprinting": "v",
    },
  });
  const ends = options.has("E") || options.has("A") || options.has("e");
  const tabs = options.has("T") || options.has("A") || options.has("t");
  const codes = ["v", "A", "e", "t"].some(options.has);
  const plain = options.order.every((name) => name === "u");
  let line = 0;
  let status = 0;
  let blank = false;
  for (const operand of options.operands.length > 0 ? options.operands : ["-"]) {
    if (plain && (await copyStream(process, operand))) continue;
    const text = await readOperand(process, tool, operand);
    if (text === undefined) {
      status = 1;
      continue;
    }
    if (plain) {
      if (text !== "") process.stdout(text);
      continue;
    }
    let shown = "";
    for (const piece of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
      const ended = piece.endsWith("\n");
      let body = ended ? piece.slice(0, -1) : piece;
      if (options.has("s") && body === "" && blank) continue;
      blank = body === "";
      if (codes) body = showCodes(body);
      if (tabs) body = body.replaceAll("\t", "^I");
      const numbered = options.has("b") ? body !== "" : options.has("n");
      shown += `${numbered ? `${(++line).toString().padStart(6)}\t` : ""}${body}${ends && ended ? "$" : ""}${ended ? "\n" : ""}`;
    }
    process.stdout(shown);
  }
  return status;
}

/** Copies what comes piece by piece: standard input, a named pipe, or a device that never ends. False for anything else. */
async function copyStream(process: Process, operand: string): Promise<boolean> {
  const device = endlessDevice(process, operand);
  const incoming: Incoming | undefined = device ? { read: async () => device(), close() {} } : await openIncoming(process, operand);
  if (!incoming) return false;
  const waits = process.task.descriptors.get(1)?.holdsBack ?? false;
  if (device && !waits)
    throw new LabLimit(
      `drydock: cat stopped: ${operand} never ends; head -c and dd take so much of it (a limit of the lab, not of Docker)`,
    );
  for (let piece = await incoming.read(); piece !== ""; piece = await incoming.read()) {
    const pause = work(process, waits ? 10 : 500);
    if (pause) await pause;
    process.stdout(piece);
    await process.drained();
  }
  incoming.close();
  return true;
}

function showCodes(text: string): string {
  let shown = "";
  for (const byte of new TextEncoder().encode(text)) {
    const high = byte >= 128 ? "M-" : "";
    const low = byte & 0x7f;
    shown +=
      high + (low === 9 && !high ? "\t" : low < 32 ? `^${String.fromCharCode(low + 64)}` : low === 127 ? "^?" : String.fromCharCode(low));
  }
  return shown;
}

async function wc(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, { short: "clmwL", long: { bytes: "c", lines: "l", chars: "m", words: "w", "max-line-length": "L" } });
  const chosen = ["l", "w", "m", "c", "L"].filter(options.has);
  const columns = chosen.length > 0 ? chosen : ["l", "w", "c"];
  const rows: { counts: number[]; name: string }[] = [];
  let status = 0;
  const operands = options.operands.length > 0 ? options.operands : [""];
  for (const operand of operands) {
    const text = await readOperand(process, tool, operand === "" ? "-" : operand);
    if (text === undefined) {
      status = 1;
      if (!tool.gnu || !process.fs.lookup(at(process, operand))) continue;
      rows.push({ counts: columns.map(() => 0), name: operand });
      continue;
    }
    const isPiped = operand === "" || operand === "-" || namedPipeAt(process.fs, at(process, operand)) !== undefined;
    const size = isPiped ? textToBytes(text).length : process.fs.readFile(at(process, operand)).length;
    const all: Record<string, number> = {
      l: text.split("\n").length - 1,
      w: text.split(/\s+/).filter((word) => word !== "").length,
      m: [...text].length,
      c: size,
      // One by one: a file may have more lines than a call can have arguments.
      L: text.split("\n").reduce((longest, line) => Math.max(longest, [...line].length), 0),
    };
    rows.push({ counts: columns.map((column) => all[column] ?? 0), name: operand });
  }
  if (operands.length > 1)
    rows.push({ counts: columns.map((_, index) => rows.reduce((sum, row) => sum + (row.counts[index] ?? 0), 0)), name: "total" });
  const regular = operands.every((operand) => operand !== "" && operand !== "-");
  const digits = Math.max(...rows.flatMap((row) => row.counts.map((value) => value.toString().length)), 1);
  const single = columns.length === 1 && operands.length === 1;
  const total = operands.reduce(
    (sum, operand) =>
      sum + (process.fs.lookup(at(process, operand || "."))?.kind === "file" ? process.fs.attributes(at(process, operand)).size : 0),
    0,
  );
  const width = tool.gnu ? (single ? 1 : regular ? Math.max(total.toString().length, 1) : Math.max(7, digits)) : single ? 1 : 9;
  for (const { counts, name } of rows) {
    process.stdout(`${counts.map((value) => value.toString().padStart(width)).join(" ")}${name === "" ? "" : ` ${name}`}\n`);
  }
  return status;
}

export const textApplets: Applets = {
  cat,
  wc,
  tee: async (process, args, tool) => {
    const options = parseOptions(args, { short: "ai", long: { append: "a" } });
    let status = 0;
    const files: string[] = [];
    const pipes: OpenPipe[] = [];
    for (const file of options.operands) {
      const pipe = await openPipeToWrite(process, file);
      if (pipe) {
        pipes.push(pipe);
        continue;
      }
      try {
        if (options.has("a")) process.fs.appendFile(at(process, file), "");
        else process.fs.writeFile(at(process, file), "");
        files.push(at(process, file));
      } catch (error) {
        status = tool.failFile(error, file, file);
      }
    }
    for (let piece = await process.input.read(); piece !== ""; piece = await process.input.read()) {
      const bytes = textToBytes(piece);
      for (const file of files) process.fs.appendFile(file, bytes);
      for (const pipe of pipes) pipe.file.write(piece);
      process.stdout(piece);
      await process.drained();
    }
    for (const pipe of pipes) pipe.close();
    return status;
  },
  echo: (process, args) => {
    process.stdout(echoText(args, true));
    return 0;
  },
  printf: (process, args, tool) => {
    const [format, ...rest] = args;
    if (format === undefined) return tool.usage("missing operand");
    const { text, errors } = printf(format, rest, process.clock.now());
    process.stdout(text);
    for (const error of errors)
      tool.fail(
        error.kind === "number"
          ? tool.gnu
            ? `‘${error.word}’: expected a numeric value`
            : `invalid number '${error.word}'`
          : `${error.word}: invalid ${tool.gnu ? "conversion specification" : "format"}`,
      );
    return errors.length > 0 ? 1 : 0;
  },
  test: runTest,
  "[": runTest,
  pwd: (process) => {
    process.stdout(`${process.cwd}\n`);
    return 0;
  },
  basename: (process, args, tool) => {
    const options = parseOptions(args, { short: "as:z", long: { multiple: "a", suffix: "s:", zero: "z" } });
    if (options.operands.length === 0) return tool.usage("missing operand");
    const many = options.has("a") || options.has("s");
    const suffix = options.value("s") ?? (many ? "" : (options.operands[1] ?? ""));
    for (const operand of many ? options.operands : options.operands.slice(0, 1)) {
      const name = baseName(operand);
      process.stdout(`${suffix !== "" && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}\n`);
    }
    return 0;
  },
  dirname: (process, args, tool) => {
    const { operands } = parseOptions(args, { short: "z" });
    if (operands.length === 0) return tool.usage("missing operand");
    for (const operand of operands) process.stdout(`${dirName(operand)}\n`);
    return 0;
  },
  readlink: (process, args, tool) => {
    const options = parseOptions(args, {
      short: "fenmqsvz",
      long: { canonicalize: "f", "canonicalize-existing": "e", "canonicalize-missing": "m", "no-newline": "n" },
    });
    // busybox reads one link.
    if (options.operands.length === 0 || (!tool.gnu && options.operands.length > 1)) return tool.usage("missing operand");
    let status = 0;
    for (const operand of options.operands) {
      const canonical = ["f", "e", "m"].some(options.has);
      const target = canonical ? canonicalPath(process, operand, options.has("e")) : linkTarget(process, operand);
      if (typeof target !== "string") {
        status = 1;
        if (options.has("v") && !canonical) whyNoLink(process, operand, tool);
      } else process.stdout(`${target}${options.has("n") ? "" : "\n"}`);
    }
    return status;
  },
  realpath: (process, args, tool) => {
    const options = parseOptions(args, {
      short: "emszqLP",
      long: {
        "canonicalize-existing": "e",
        "canonicalize-missing": "m",
        "no-symlinks": "s",
        strip: "s",
        "relative-to": "relative:",
        quiet: "q",
        zero: "z",
      },
    });
    if (options.operands.length === 0) return tool.usage("missing operand");
    let status = 0;
    for (const operand of options.operands) {
      // busybox wants all of it to be there.
      const target = canonicalPath(process, operand, options.has("e") || !tool.gnu);
      const missing = target instanceof FsError && options.has("m") ? collapsed(at(process, operand)) : target;
      if (missing instanceof FsError) {
        status = 1;
        if (!options.has("q")) tool.fail(`${operand}: ${missing.reason}`);
      } else {
        const from = options.value("relative");
        process.stdout(
          `${from === undefined ? missing : relativePath(collapsed(at(process, from)), missing)}${options.has("z") ? "\0" : "\n"}`,
        );
      }
    }
    return status;
  },
};

function whyNoLink(process: Process, operand: string, tool: Tool): void {
  const there = process.fs.lookup(at(process, operand), { follow: false }) !== undefined;
  if (tool.gnu) tool.fail(`${operand}: ${there ? "Invalid argument" : "No such file or directory"}`);
  else tool.fail(`${operand}: cannot read link: ${there ? "not a symlink" : "No such file or directory"}`);
}

function linkTarget(process: Process, operand: string): string | undefined {
  const node = process.fs.lookup(at(process, operand), { follow: false });
  return node?.kind === "symlink" ? node.target : undefined;
}

/** `readlink -f`: the last name may be missing, also where a link leads to it. */
function canonicalPath(process: Process, operand: string, existing: boolean): string | FsError {
  const path = at(process, operand);
  try {
    return process.fs.realpath(path);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (existing || error.code !== "ENOENT") return error;
    const target = linkTarget(process, path);
    if (target !== undefined) return canonicalPath(process, target.startsWith("/") ? target : `${dirName(path)}/${target}`, existing);
    const parent = canonicalPath(process, dirName(path), true);
    return parent instanceof FsError ? parent : `${parent === "/" ? "" : parent}/${baseName(path)}`;
  }
}

function runTest(process: Process, args: readonly string[], tool: Tool): number {
  if (tool.name === "[" && args.at(-1) !== "]") return tool.fail(tool.gnu ? "missing ‘]’" : "missing ]", 2);
  try {
    return testWords(tool.name === "[" ? args.slice(0, -1) : args, process, tool.gnu ? "gnu" : "busybox") ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    return tool.fail(error.message, 2);
  }
}
