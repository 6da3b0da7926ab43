/** `bc`: a calculator with as many digits as it takes. */
import { work } from "../../kernel/processor-time.ts";
import type { Applet, Tool } from "../coreutils/applet.ts";
import { at } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { FsError } from "../../filesystem/errors.ts";
import type { Process } from "../program.ts";
import { folded, formatDecimal, MathError } from "./decimal.ts";
import { Calculator } from "./evaluate.ts";
import { Parser } from "./parse.ts";
import { BcError, tokensOf } from "./tokens.ts";

export const bc: Applet = async (process, args, tool) => {
  const options = parseOptions(args, {
    short: "hilqsvw",
    long: { mathlib: "l", quiet: "q", standard: "s", warn: "w", interactive: "i", version: "v", help: "h" },
  });
  const width = Number(process.env.get("BC_LINE_LENGTH") ?? 70);
  const calculator = new Calculator(
    {
      write: (text) => process.stdout(text),
      show: (value, newline) => process.stdout(`${folded(formatDecimal(value, calculator.obase), width)}${newline ? "\n" : ""}`),
      pause: async () => {
        const pause = work(process, 1);
        if (pause) await pause;
        await process.drained();
      },
    },
    options.has("l"),
  );
  for (const file of options.operands) {
    try {
      if (await run(calculator, process.fs.readText(at(process, file)), process, tool, file)) return 0;
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      return tool.gnu ? tool.fail(`File ${file} is unavailable.`) : tool.fail(`can't open '${file}': ${error.reason}`);
    }
  }
  return converse(calculator, process, tool);
};

/** Line by line, so that each answer comes at once; lines that belong together are run together. */
async function converse(calculator: Calculator, process: Process, tool: Tool): Promise<number> {
  let held = "";
  let failed = false;
  let line = 1;
  for (let next = await process.input.readLine(); ; next = await process.input.readLine()) {
    if (next !== undefined) held += `${next}\n`;
    if (next !== undefined && isOpen(held)) continue;
    if (next === undefined && held === "") break;
    const result = await run(calculator, held, process, tool, "(standard_in)", line);
    if (result === true) return 0;
    failed ||= result === undefined;
    // busybox gives up at the first mistake.
    if (failed && !tool.gnu) return 1;
    line += held.split("\n").length - 1;
    held = "";
    if (next === undefined) break;
  }
  return failed && !tool.gnu ? 1 : 0;
}

function isOpen(text: string): boolean {
  const plain = text.replace(/"[^"]*"|\/\*[\s\S]*?\*\/|#[^\n]*/g, "");
  const depth = (plain.match(/\{/g)?.length ?? 0) - (plain.match(/\}/g)?.length ?? 0);
  return (
    depth > 0 ||
    plain.includes("/*") ||
    /\\\n$/.test(plain) ||
    /^\s*define\b[^{]*\)\s*$/.test(plain) ||
    (plain.match(/"/g)?.length ?? 0) % 2 === 1
  );
}

/** True when bc is to end, undefined after a mistake. */
async function run(
  calculator: Calculator,
  text: string,
  process: Process,
  tool: Tool,
  name: string,
  from = 1,
): Promise<boolean | undefined> {
  let good = true;
  const complain = (error: unknown): void => {
    good = false;
    if (error instanceof MathError)
      process.stderr(
        tool.gnu
          ? `Runtime error (func=(main), adr=3): ${error.message}\n`
          : `${tool.name}: ${busyboxWords[error.message] ?? error.message.toLowerCase()}\n`,
      );
    else if (error instanceof BcError)
      process.stderr(
        tool.gnu ? `${name} ${error.line + from - 1}: ${error.message}\n` : `${tool.name}: bad expression at '${error.near}'\n`,
      );
    else throw error;
  };
  let parser: Parser;
  try {
    parser = new Parser(tokensOf(text));
  } catch (error) {
    complain(error);
    return undefined;
  }
  for (;;) {
    try {
      const statement = parser.next();
      if (!statement) return good ? false : undefined;
      if (await calculator.run(statement)) return true;
    } catch (error) {
      complain(error);
      if (!tool.gnu) return undefined;
      parser.skipLine();
    }
  }
}

const busyboxWords: Readonly<Record<string, string>> = {
  "Divide by zero": "divide by zero",
  "Square root of a negative number": "negative number",
};
