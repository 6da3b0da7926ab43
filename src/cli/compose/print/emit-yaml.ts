/** YAML as go-yaml v3 writes it: two spaces, quotes only where they are due. */
import { readScalar } from "../model/scalar.ts";
import { isList, isMapping, type Path, type Tree } from "../model/tree.ts";

/** In which order a mapping's keys come. */
export type KeyOrder = (keys: readonly string[], path: Path) => readonly string[];

export function emitYaml(tree: Tree, order: KeyOrder): string {
  return lines(tree, order, [], 0)
    .map((line) => `${line}\n`)
    .join("");
}

function lines(tree: Tree, order: KeyOrder, path: Path, indent: number): string[] {
  const pad = " ".repeat(indent);
  if (isMapping(tree))
    return order(Object.keys(tree), path).flatMap((key) => {
      const value = tree[key] as Tree;
      return entry(`${pad}${scalar(key, true)}:`, value, order, [...path, key], indent);
    });
  if (isList(tree)) return tree.flatMap((item, index) => listItem(item, order, [...path, index], indent));
  return [`${pad}${inline(tree, indent)}`];
}

function entry(head: string, value: Tree, order: KeyOrder, path: Path, indent: number): string[] {
  if (isEmpty(value)) return [`${head} ${isList(value) ? "[]" : "{}"}`];
  if (isMapping(value) || isList(value)) return [head, ...lines(value, order, path, indent + 2)];
  return [`${head} ${inline(value, indent)}`];
}

function listItem(item: Tree, order: KeyOrder, path: Path, indent: number): string[] {
  const pad = " ".repeat(indent);
  if (isEmpty(item)) return [`${pad}- ${isList(item) ? "[]" : "{}"}`];
  if (!isMapping(item) && !isList(item)) return [`${pad}- ${inline(item, indent)}`];
  const [first = "", ...rest] = lines(item, order, path, indent + 2);
  return [`${pad}- ${first.slice(indent + 2)}`, ...rest];
}

function isEmpty(tree: Tree): boolean {
  return (isMapping(tree) && Object.keys(tree).length === 0) || (isList(tree) && tree.length === 0);
}

function inline(value: Tree, indent: number): string {
  if (typeof value === "string") return value.includes("\n") ? block(value, indent + 2) : scalar(value, false);
  if (typeof value === "number") return number(value);
  return value === null ? "null" : String(value);
}

function number(value: number): string {
  if (value === Infinity) return ".inf";
  if (value === -Infinity) return "-.inf";
  return String(value);
}

/** Lines kept as they are, below a `|`. */
function block(text: string, indent: number): string {
  if (/[^\S\n](\n|$)/.test(text) || /(?!\n)\p{Cc}/u.test(text)) return doubleQuoted(text);
  const chomp = text.endsWith("\n\n") || text === "\n" ? "+" : text.endsWith("\n") ? "" : "-";
  const hint = /^[ \n]/.test(text) ? "2" : "";
  const body = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  return [`|${hint}${chomp}`, ...body.map((line) => (line === "" ? "" : " ".repeat(indent) + line))].join("\n");
}

/** Words that were yes and no in YAML 1.1, and base-60 numbers: quoted, so that an old reader takes them for text too. */
const oldWord = /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/;
const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const timestamp = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt\s]\s*\d{1,2}:\d{2}:\d{2}(?:\.\d*)?\s*(?:Z|[-+]\d{1,2}(?::?\d{2})?)?)?$/;

function scalar(text: string, isKey: boolean): string {
  const readsAsText = typeof readScalar(text) === "string" && !/^\.(?:nan|NaN|NAN)$/.test(text) && text !== "<<";
  if (!readsAsText || oldWord.test(text) || base60.test(text) || timestamp.test(text)) return doubleQuoted(text);
  if (/\p{Cc}|[\u2028\u2029\uFEFF]|[\uD800-\uDFFF](?![\uDC00-\uDFFF])/u.test(text)) return doubleQuoted(text);
  if (isKey && text.includes("\n")) return doubleQuoted(text);
  return mayBePlain(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

function mayBePlain(text: string): boolean {
  if (/^\s|\s$/.test(text)) return false;
  if (/^(?:---|\.\.\.)/.test(text)) return false;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text)) return false;
  if (/^[-?:](?:\s|$)/.test(text)) return false;
  return !/:(?:\s|$)|\s#/.test(text);
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\0": "\\0",
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\x1b": "\\e",
  "\u2028": "\\L",
  "\u2029": "\\P",
};

function doubleQuoted(text: string): string {
  const body = text.replace(/["\\\u2028\u2029\uFEFF]|\p{Cc}/gu, (character) => {
    const code = character.codePointAt(0) as number;
    return (
      escapes[character] ??
      (code < 256 ? `\\x${code.toString(16).toUpperCase().padStart(2, "0")}` : `\\u${code.toString(16).toUpperCase()}`)
    );
  });
  return `"${body}"`;
}
