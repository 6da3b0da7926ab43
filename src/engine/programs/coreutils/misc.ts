import { bytesToText, textToBytes } from "../shell/bytes.ts";
import type { Process } from "../program.ts";
import { type Applets, at, type Tool } from "./applet.ts";
import { formatDate, parseDate } from "./dates.ts";
import { parseOptions } from "./options.ts";
import { isStandardInput, readOperand } from "./read-operand.ts";

function date(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "d:D:f:I::r:Rs:u",
    long: { date: "d:", utc: "u", universal: "u", "iso-8601": "I?", "rfc-email": "R", "rfc-3339": "rfc:", reference: "r:", set: "s:" },
  });
  let time = process.clock.now();
  const text = options.value("d");
  const reference = options.value("r");
  if (text !== undefined) {
    const parsed = parseDate(text, time, !tool.gnu);
    if (parsed === undefined) return tool.fail(tool.gnu ? `invalid date ‘${text}’` : `invalid date '${text}'`);
    time = parsed;
  } else if (reference !== undefined) {
    const node = process.fs.lookup(at(process, reference));
    if (!node)
      return tool.fail(tool.gnu ? `${reference}: No such file or directory` : `can't stat '${reference}': No such file or directory`);
    time = node.mtime;
  }
  let status = 0;
  const wanted = options.value("s");
  if (wanted !== undefined) {
    const parsed = parseDate(wanted, time);
    if (parsed === undefined) return tool.fail(tool.gnu ? `invalid date ‘${wanted}’` : `invalid date '${wanted}'`);
    time = parsed;
    if (process.task.credentials.effective.has("SYS_TIME"))
      process.stderr("drydock: date: a container with SYS_TIME could set the clock of the whole machine; the lab's clock stays as it is\n");
    else {
      tool.fail(`${tool.gnu ? "cannot" : "can't"} set date: Operation not permitted`);
      // busybox goes on as if it had.
      status = tool.gnu ? 1 : 0;
    }
  }
  const [format] = options.operands;
  if (format !== undefined && !format.startsWith("+")) return tool.fail(tool.gnu ? `invalid date ‘${format}’` : `invalid date '${format}'`);
  process.stdout(`${formatDate(format?.slice(1) ?? formatFor(options), time)}\n`);
  return status;
}

function formatFor(options: ReturnType<typeof parseOptions>): string {
  if (options.has("R")) return "%a, %d %b %Y %H:%M:%S %z";
  const iso = options.value("I");
  if (options.has("I"))
    return iso === "seconds"
      ? "%Y-%m-%dT%H:%M:%S+00:00"
      : iso === "minutes"
        ? "%Y-%m-%dT%H:%M+00:00"
        : iso === "ns"
          ? "%Y-%m-%dT%H:%M:%S,%N+00:00"
          : "%Y-%m-%d";
  if (options.has("rfc")) return options.value("rfc") === "date" ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%S+00:00";
  return "%a %b %e %H:%M:%S %Z %Y";
}

async function cmp(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, { short: "bils", long: { silent: "s", quiet: "s" } });
  const [first = "", second = "-"] = options.operands;
  const read = async (name: string): Promise<Uint8Array | undefined> => {
    if (name === "-") return await process.input.readAllBytes();
    const node = process.fs.lookup(at(process, name));
    return node?.kind === "file" ? process.fs.readFile(at(process, name)) : undefined;
  };
  const a = await read(first);
  const b = await read(second);
  if (!a || !b) return tool.fail(`${a ? second : first}: No such file or directory`, 2);
  for (let index = 0, line = 1; index < Math.min(a.length, b.length); index++) {
    if (a[index] !== b[index]) {
      if (!options.has("s")) process.stdout(`${first} ${second} differ: char ${index + 1}, line ${line}\n`);
      return 1;
    }
    if (a[index] === 10) line++;
  }
  if (a.length === b.length) return 0;
  const [shorter, bytes] = a.length < b.length ? [first, a] : [second, b];
  if (!options.has("s")) tool.fail(`EOF on ${shorter}${tool.gnu ? endOf(bytes) : ""}`);
  return 1;
}

/** Where a file that is the beginning of another one ends, as GNU's cmp says it. */
function endOf(bytes: Uint8Array): string {
  if (bytes.length === 0) return " which is empty";
  const lines = bytes.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0);
  return ` after byte ${bytes.length}, ${bytes.at(-1) === 10 ? `line ${lines}` : `in line ${lines + 1}`}`;
}

/** The same "random" order each run. */
function shuffled(items: readonly string[]): string[] {
  const result = [...items];
  let state = 88172645;
  for (let index = result.length - 1; index > 0; index--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = state % (index + 1);
    [result[index], result[other]] = [result[other] as string, result[index] as string];
  }
  return result;
}

/** Pagers print all: standard output is rarely a terminal here, and the lab's terminal scrolls. */
async function pager(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  let status = 0;
  const operands = args.filter((word) => !word.startsWith("-") && !word.startsWith("+"));
  // util-linux's says what it shows where nobody turns the pages.
  const titled = tool.gnu && tool.name === "more" && !process.terminal?.stdout;
  for (const operand of operands) {
    const text = await readOperand(process, tool, operand);
    if (text === undefined) status = 1;
    else process.stdout(titled ? `::::::::::::::\n${operand}\n::::::::::::::\n${text}` : text);
  }
  if (args.every((word) => word.startsWith("-"))) process.stdout(await process.input.readAll());
  return status;
}

async function uniq(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, {
    short: "cdDuif:s:w:z",
    long: { count: "c", repeated: "d", unique: "u", "ignore-case": "i", "skip-fields": "f:", "skip-chars": "s:", "check-chars": "w:" },
  });
  const [input = "-", output] = options.operands;
  const keyOf = (line: string): string => {
    let key = line.replace(new RegExp(`^(?:\\s*\\S+){0,${Number(options.value("f") ?? 0)}}`), "").slice(Number(options.value("s") ?? 0));
    if (options.has("w")) key = key.slice(0, Number(options.value("w")));
    return options.has("i") ? key.toLowerCase() : key;
  };
  let result = "";
  let group: { readonly line: string; readonly key: string; count: number } | undefined;
  const finish = (): void => {
    if (!group || (options.has("d") && group.count === 1) || (options.has("u") && group.count > 1)) return;
    result += `${options.has("c") ? `${group.count.toString().padStart(7)} ` : ""}${group.line}\n`;
  };
  const take = (line: string): void => {
    const key = keyOf(line);
    if (group?.key === key) group.count++;
    else {
      finish();
      group = { line, key, count: 1 };
    }
  };
  if (output === undefined && isStandardInput(process, input)) {
    // A group is told of as soon as the next one begins.
    for (let line = await process.input.readLine(); line !== undefined; line = await process.input.readLine()) {
      take(line);
      if (result === "") continue;
      process.stdout(result);
      result = "";
      await process.drained();
    }
  } else {
    const text = await readOperand(process, tool, input);
    if (text === undefined) return 1;
    for (const line of text === "" ? [] : text.replace(/\n$/, "").split("\n")) take(line);
  }
  finish();
  if (output === undefined) process.stdout(result);
  else process.fs.writeFile(at(process, output), result);
  return 0;
}

async function split(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, {
    short: "a:b:C:dl:n:",
    long: { "suffix-length": "a:", bytes: "b:", lines: "l:", "numeric-suffixes": "d?" },
  });
  const [input = "-", prefix = "x"] = options.operands;
  const text = await readOperand(process, tool, input);
  if (text === undefined) return 1;
  const bytes = textToBytes(text);
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const size =
    Number(/^\d+/.exec(options.value("b") ?? "")?.[0] ?? 0) *
    (/k$/i.test(options.value("b") ?? "") ? 1024 : /m$/i.test(options.value("b") ?? "") ? 1024 ** 2 : 1);
  const count = Number(options.value("l") ?? 1000);
  const pieces =
    size > 0
      ? chunks(bytes.length, size).map(([from, to]) => bytes.slice(from, to))
      : chunks(lines.length, count).map(([from, to]) => textToBytes(lines.slice(from, to).join("")));
  const width = Number(options.value("a") ?? 2);
  for (const [index, piece] of pieces.entries()) {
    const letters = options.has("d")
      ? index.toString().padStart(width, "0")
      : index
          .toString(26)
          .padStart(width, "0")
          .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));
    process.fs.writeFile(at(process, `${prefix}${letters}`), piece);
  }
  return 0;
}

function chunks(length: number, size: number): [number, number][] {
  return Array.from({ length: Math.ceil(length / Math.max(1, size)) }, (_, index) => [index * size, (index + 1) * size]);
}

async function shuf(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, {
    short: tool.gnu ? "ei:n:o:rz" : "ei:n:o:z",
    long: {
      echo: "e",
      "input-range": "i:",
      "head-count": "n:",
      output: "o:",
      repeat: "r",
      "zero-terminated": "z",
      "random-source": "source:",
    },
  });
  const end = options.has("z") ? "\0" : "\n";
  const wanted = options.value("n");
  if (wanted !== undefined && !/^\d+$/.test(wanted))
    return tool.fail(tool.gnu ? `invalid line count: ‘${wanted}’` : `invalid number '${wanted}'`);
  let items: readonly string[];
  const given = options.value("i");
  if (given !== undefined) {
    const [, from = "", to = ""] = /^(\d+)-(\d+)$/.exec(given) ?? [];
    if (from === "" || Number(to) < Number(from)) return tool.fail(tool.gnu ? `invalid input range: ‘${given}’` : `bad range '${given}'`);
    items = Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => (Number(from) + index).toString());
  } else if (options.has("e")) items = options.operands;
  else {
    const text = await readOperand(process, tool, options.operands[0] ?? "-");
    if (text === undefined) return 1;
    items = text === "" ? [] : (text.endsWith(end) ? text.slice(0, -1) : text).split(end);
  }
  const mixed = shuffled(items);
  const count = wanted === undefined ? mixed.length : Number(wanted);
  const chosen =
    options.has("r") && mixed.length > 0
      ? Array.from({ length: count }, (_, index) => mixed[index % mixed.length] as string)
      : mixed.slice(0, count);
  const text = chosen.map((item) => item + end).join("");
  const output = options.value("o");
  if (output === undefined) process.stdout(text);
  else process.fs.writeFile(at(process, output), text);
  return 0;
}

export const miscApplets: Applets = {
  uniq,
  split,
  date,
  cmp,
  less: pager,
  more: pager,
  shuf,
  ldd: (process, [path = ""], tool) => {
    const node = process.fs.lookup(at(process, path));
    if (node?.kind !== "file") return tool.fail(`${path}: No such file or directory`);
    const line = bytesToText(node.content.bytes).split("\n")[0] ?? "";
    const json = /drydock (\{.*\})/.exec(line)?.[1];
    const { loader, libraries = [] } = json ? (JSON.parse(json) as { loader?: string; libraries?: string[] }) : {};
    if (!loader && libraries.length === 0) {
      process.stderr("\tnot a dynamic executable\n");
      return 1;
    }
    for (const library of libraries)
      process.stdout(`\t${library.split("/").pop()} => ${process.fs.exists(library) ? `${library} (0x00007f0000000000)` : "not found"}\n`);
    if (loader) process.stdout(`\t${loader} (0x00007f0000000000)\n`);
    return 0;
  },
};
