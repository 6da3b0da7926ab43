import type { Process } from "../program.ts";

/** Short options that take a value, by tool. */
const valued: Readonly<Record<string, string>> = {
  grep: "ABCemfd",
  jq: "fL",
  fold: "w",
  nl: "bdfhilnsvw",
  od: "AjNtw",
  column: "cstoN",
  join: "12aejotv",
  paste: "d",
  expand: "t",
  unexpand: "t",
  base64: "w",
  strings: "ntd",
};
/** Tools whose first operand is a program, unless an option brings one. */
const scripted: Readonly<Record<string, RegExp>> = {
  grep: /^-\w*[ef]|^--(regexp|file)/,
  jq: /^-f|^--from-file/,
};
const never = new Set(["tree", "file"]);
const pairs = new Set(["--arg", "--argjson", "--slurpfile", "--rawfile"]);

/** Whether a text tool with these arguments reads its standard input: a `grep` in a `while read` loop must not, when it has files. */
export function readsInput(tool: string, args: readonly string[]): boolean {
  if (never.has(tool)) return false;
  const { files, otherwise } = filesIn(tool, args);
  if (otherwise) return false;
  return files.length === 0 || files.some((file) => file === "-" || file === "/dev/stdin");
}

/** Whether standard input is all that such a tool reads. */
export function readsNothingElse(tool: string, args: readonly string[]): boolean {
  return filesIn(tool, args).files.length === 0;
}

/** Operands that name files; `otherwise` when options say that it reads something else. */
export function filesIn(tool: string, args: readonly string[]): { readonly files: readonly string[]; readonly otherwise: boolean } {
  const name = tool === "rg" ? "grep" : tool;
  const letters = valued[name] ?? "";
  const operands: string[] = [];
  let program = scripted[name] !== undefined;
  let recursive = false;
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    if (word === "--") {
      operands.push(...args.slice(index + 1));
      break;
    }
    if (!word.startsWith("-") || word === "-") {
      operands.push(word);
      continue;
    }
    if (scripted[name]?.test(word)) program = false;
    if (name === "grep" && /^-\w*[rR]|^--(dereference-)?recursive/.test(word)) recursive = true;
    if (name === "jq" && /^-\w*n|^--null-input/.test(word)) return { files: [], otherwise: true };
    if (pairs.has(word)) index += 2;
    else if (!word.startsWith("--") && letters.includes(word.at(-1) as string)) index++;
  }
  const files = program ? operands.slice(1) : operands;
  return { files, otherwise: files.length === 0 && recursive };
}

/** All of standard input for a tool that reads it; nothing for one that does not. */
export async function standardInput(process: Process, tool: string, args: readonly string[]): Promise<string> {
  return readsInput(tool, args) ? process.input.readAll() : "";
}
