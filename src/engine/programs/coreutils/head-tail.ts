/** `head` and `tail`: the ends of files, and of what is still being written. */
import { LabLimit } from "../../kernel/budget.ts";
import { bytesToText, latin1ToText, textToBytes, textToLatin1 } from "../shell/bytes.ts";
import type { Process } from "../program.ts";
import { type Applets, at, type Tool } from "./applet.ts";
import { endless } from "./dd.ts";
import { type Options, parseOptions } from "./options.ts";
import { openIncoming, readOperand } from "./read-operand.ts";

/** As much as a program may print at once. */
const mostBytes = 64 * 1024 * 1024;

interface Amount {
  readonly sign: string;
  readonly value: number;
  readonly bytes: boolean;
}

/** `10`, `-10`, `+5`, `1K`. */
function count(text: string): { sign: string; value: number } | undefined {
  const match = /^([-+]?)(\d+)([bkKmMG]?)B?$/.exec(text);
  if (!match) return undefined;
  const unit = { "": 1, b: 512, k: 1024, K: 1024, m: 1024 ** 2, M: 1024 ** 2, G: 1024 ** 3 }[match[3] as string] ?? 1;
  return { sign: match[1] as string, value: Number(match[2]) * unit };
}

async function headOrTail(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const head = tool.name !== "tail";
  const [first = ""] = args;
  // GNU's tail takes the old form for one file only.
  if (tool.gnu && !head && /^-\d+$/.test(first) && args.length > 2 && !args.slice(1).some((word) => /^-./.test(word)))
    return tool.fail(`option used in invalid context -- ${first[1]}`);
  const modern = args.map((word, index) =>
    index === 0 && /^-\d+$/.test(word) ? `-n${word.slice(1)}` : index === 0 && !head && /^\+\d+$/.test(word) ? `-n${word}` : word,
  );
  const options = parseOptions(modern, {
    short: "n:c:qvfFzs:",
    long: {
      lines: "n:",
      bytes: "c:",
      quiet: "q",
      silent: "q",
      verbose: "v",
      follow: "f?",
      retry: "retry",
      pid: "pid:",
      "sleep-interval": "s:",
    },
  });
  const bytes = options.has("c");
  const given = options.value(bytes ? "c" : "n") ?? "10";
  const parsed = count(given);
  if (!parsed) return tool.fail(tool.gnu ? `invalid number of ${bytes ? "bytes" : "lines"}: ‘${given}’` : `invalid number '${given}'`);
  const amount: Amount = { ...parsed, bytes };
  const operands = options.operands.length > 0 ? options.operands : ["-"];
  const titles = options.has("v") || (operands.length > 1 && !options.has("q"));
  const follows = !head && (options.has("f") || options.has("F"));
  let status = 0;
  let isFirst = true;
  for (const operand of operands) {
    const title = titles ? `${isFirst ? "" : "\n"}==> ${operand === "-" ? "standard input" : operand} <==\n` : "";
    const coming = head && amount.sign !== "-" ? await openIncoming(process, operand) : undefined;
    if (coming) {
      process.stdout(title);
      await headOf(coming.read, process, amount);
      coming.close();
      isFirst = false;
      continue;
    }
    const stream = head && bytes ? endless(process, operand, amount.value) : undefined;
    if (stream) {
      if (stream.size > mostBytes)
        throw new LabLimit(
          `drydock: head stopped: ${given} bytes of ${operand} are more than the lab keeps; dd and truncate make files that big`,
        );
      const all = new Uint8Array(stream.size);
      all.set(stream.bytes);
      process.stdout(bytesToText(all));
      continue;
    }
    if (!head && endless(process, operand, 1)) readForEver(process, operand);
    const text = await readOperand(process, tool, operand);
    if (text === undefined) {
      status = 1;
      continue;
    }
    isFirst = false;
    const shown = title + chosen(text, amount, head);
    if (shown !== "") process.stdout(shown);
  }
  if (!head && !tool.gnu && isFirst && status !== 0) return tool.fail("no files");
  return follows ? follow(process, options, operands, titles, tool) : status;
}

/** The end of what has none: `tail` keeps what it has read until there is no memory left. */
function readForEver(process: Process, operand: string): never {
  process.useMemory(process.machine.memory);
  throw new LabLimit(
    `drydock: tail stopped: ${operand} never ends; give the container a limit of memory to see it killed (a limit of the lab)`,
  );
}

function chosen(text: string, { sign, value, bytes }: Amount, head: boolean): string {
  const units = bytes ? textToLatin1(text) : linesOf(text);
  const part = head
    ? sign === "-"
      ? units.slice(0, Math.max(0, units.length - value))
      : units.slice(0, value)
    : sign === "+"
      ? units.slice(Math.max(0, value - 1))
      : value === 0
        ? ""
        : units.slice(-value);
  const joined = typeof part === "string" ? part : part.join("");
  return bytes ? latin1ToText(joined) : joined;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Prints as it comes, and reads no more than it has to: whoever still writes then has no reader. */
async function headOf(read: () => Promise<string>, process: Process, { value, bytes }: Amount): Promise<void> {
  let left = value;
  while (left > 0) {
    const piece = await read();
    if (piece === "") return;
    if (bytes) {
      const all = textToBytes(piece);
      process.stdout(all.length <= left ? piece : bytesToText(all.subarray(0, left)));
      left -= all.length;
      continue;
    }
    const lines = linesOf(piece);
    process.stdout(lines.slice(0, left).join(""));
    left -= lines.filter((line, index) => index < left && line.endsWith("\n")).length;
  }
}

/** Shows what is added to files, until it is ended. Without files that are there, it gives up. */
async function follow(process: Process, options: Options, operands: readonly string[], titles: boolean, tool: Tool): Promise<number> {
  const retry = options.has("F") || options.has("retry") || options.value("f") === "name";
  // GNU is told of changes by the kernel; busybox looks once a second.
  const interval = Number(options.value("s") ?? (tool.gnu ? 0.25 : 1)) * 1000;
  const files = operands.filter((operand) => operand !== "-");
  if (files.length === 0) {
    for (let piece = await process.input.read(); piece !== ""; piece = await process.input.read()) process.stdout(piece);
    return 0;
  }
  const sizes = new Map(files.map((file) => [file, sizeOf(process, file)] as const));
  if (!retry && [...sizes.values()].every((size) => size === undefined))
    return tool.gnu ? tool.fail("no files remaining") : tool.fail("no files");
  let shown = files.at(-1);
  for (;;) {
    await process.drained();
    await process.clock.sleep(interval);
    const pause = process.task.scope.budget.tick();
    if (pause) await pause;
    for (const file of files) {
      const before = sizes.get(file);
      const now = sizeOf(process, file);
      if (before === undefined && !retry) continue;
      if (now === before) continue;
      if (now === undefined) {
        if (retry && tool.gnu) tool.fail(`'${file}' has become inaccessible: No such file or directory`);
      } else {
        if (before === undefined && tool.gnu) tool.fail(`'${file}' has appeared;  following new file`);
        if (before !== undefined && now < before) tool.fail(`${file}: file truncated`);
        const from = before === undefined || now < before ? 0 : before;
        const added = bytesToText(process.fs.readFile(at(process, file)).subarray(from));
        if (titles && shown !== file) process.stdout(`\n==> ${file} <==\n`);
        shown = file;
        process.stdout(added);
      }
      sizes.set(file, now);
    }
  }
}

function sizeOf(process: Process, file: string): number | undefined {
  const path = at(process, file);
  return process.fs.exists(path) ? process.fs.attributes(path).size : undefined;
}

export const headTailApplets: Applets = { head: headOrTail, tail: headOrTail };
