import type { OpenFile } from "../../../kernel/open-file.ts";
import { cookedModes, terminalBehind } from "../../../kernel/terminal.ts";
import type { Builtins } from "../builtins.ts";
import type { Shell } from "../shell.ts";

/** Splits a line for `read`: the last name gets the rest. `raw` keeps backslashes. */
function splitLine(line: string, count: number, ifs: string, raw: boolean): string[] {
  type Unit = { text: string; plain: boolean };
  const units: Unit[] = [];
  for (let index = 0; index < line.length; index++) {
    if (!raw && line[index] === "\\") units.push({ text: line[++index] ?? "", plain: false });
    else units.push({ text: line[index] as string, plain: true });
  }
  const separates = (unit: Unit | undefined): boolean => unit?.plain === true && ifs.includes(unit.text);
  const blank = (unit: Unit | undefined): boolean => separates(unit) && /\s/.test(unit?.text ?? "");
  let at = 0;
  const skipBlanks = (): void => {
    while (blank(units[at])) at++;
  };
  skipBlanks();
  const fields: string[] = [];
  while (fields.length < count - 1 && at < units.length) {
    let field = "";
    while (at < units.length && !separates(units[at])) field += units[at++]?.text;
    fields.push(field);
    skipBlanks();
    if (separates(units[at]) && !blank(units[at])) {
      at++;
      skipBlanks();
    }
  }
  let end = units.length;
  while (end > at && blank(units[end - 1])) end--;
  const rest = units.slice(at, end);
  // One separator at the very end belongs to the field before it.
  if (rest.length > 0 && separates(rest.at(-1)) && !rest.slice(0, -1).some(separates)) rest.pop();
  fields.push(rest.map((unit) => unit.text).join(""));
  return fields;
}

async function read(shell: Shell, args: readonly string[]): Promise<number> {
  let raw = false;
  let silent = false;
  let delimiter = "\n";
  let array: string | undefined;
  let characters: number | undefined;
  let fd = 0;
  const names: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    if (!/^-[a-zA-Z]/.test(word) || names.length > 0) {
      names.push(word);
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] as string;
      if (letter === "r") raw = true;
      else if (letter === "s") silent = true;
      else if ("dpntuaiN".includes(letter)) {
        const value = word.slice(at + 1) || (args[++index] ?? "");
        if (letter === "d") delimiter = value.slice(0, 1) || "\0";
        else if (letter === "p" && shell.descriptors.get(0)?.terminal) shell.error(value);
        else if (letter === "n" || letter === "N") characters = Number(value);
        else if (letter === "u") fd = Number(value);
        else if (letter === "a") array = value;
        break;
      }
    }
  }
  const stream = shell.descriptors.get(fd);
  if (!stream?.readable) return 1;
  const device = terminalBehind(stream);
  // Characters that are counted come without a newline after them.
  const restore =
    device && (silent || characters !== undefined)
      ? device.change({ ...cookedModes, echo: !silent, icanon: characters === undefined })
      : () => {};
  try {
    return await take(shell, stream, { raw, delimiter, characters, array, names });
  } finally {
    restore();
  }
}

interface ReadOptions {
  readonly raw: boolean;
  readonly delimiter: string;
  readonly characters: number | undefined;
  readonly array: string | undefined;
  readonly names: readonly string[];
}

async function take(shell: Shell, stream: OpenFile, { raw, delimiter, characters, array, names }: ReadOptions): Promise<number> {
  const { signal } = shell;
  let line = "";
  let ended = true;
  if (characters !== undefined) {
    line = await stream.readCharacters(characters, signal);
    ended = line.length === characters;
  } else {
    const first = await stream.readUntil(delimiter, signal);
    line = first.text;
    ended = first.ended;
    while (!raw && ended && /(^|[^\\])(\\\\)*\\$/.test(line)) {
      const next = await stream.readUntil(delimiter, signal);
      line = line.slice(0, -1) + next.text;
      ended = next.ended;
    }
  }
  const ifs = shell.state.get("IFS") ?? " \t\n";
  if (array !== undefined) {
    const fields =
      line.trim() === ""
        ? []
        : splitLine(line, Number.MAX_SAFE_INTEGER, ifs, raw).filter((field, index, all) => field !== "" || index < all.length - 1);
    shell.state.setArray(array, new Map(fields.map((field, index) => [index.toString(), field])));
  } else if (names.length === 0) shell.state.set("REPLY", raw ? line : line.replace(/\\(.)/gs, "$1"));
  else {
    const fields = splitLine(line, names.length, ifs, raw);
    for (const [index, name] of names.entries()) await shell.assign(name, fields[index] ?? "");
  }
  return ended ? 0 : 1;
}

async function mapfile(shell: Shell, args: readonly string[]): Promise<number> {
  const strip = args.includes("-t");
  const name = args.filter((word) => !word.startsWith("-")).at(-1) ?? "MAPFILE";
  const stream = shell.descriptors.get(0);
  const elements = new Map<string, string>();
  while (stream?.readable) {
    const { text, ended } = await stream.readUntil("\n", shell.signal);
    if (text === "" && !ended) break;
    elements.set(elements.size.toString(), strip || !ended ? text : `${text}\n`);
  }
  shell.state.setArray(name, elements);
  return 0;
}

export const inputBuiltins: Builtins = { read, mapfile, readarray: mapfile };
