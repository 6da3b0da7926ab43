/** What a plain YAML scalar means to Compose's reader: YAML 1.2 with the old octal numbers (go-yaml v3). */
import type { Tree } from "./tree.ts";

const words: Readonly<Record<string, Tree>> = {
  "": null,
  "~": null,
  null: null,
  Null: null,
  NULL: null,
  true: true,
  True: true,
  TRUE: true,
  false: false,
  False: false,
  FALSE: false,
};

const integer = /^[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/** @param text as written, without quotes */
export function readScalar(text: string): Tree {
  if (Object.hasOwn(words, text)) return words[text] as Tree;
  if (integer.test(text)) return readInteger(text.replaceAll("_", ""));
  if (float.test(text)) return Number(text);
  if (/^[-+]?\.(inf|Inf|INF)$/.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return text;
}

function readInteger(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  const digits = text.replace(/^[-+]/, "");
  if (/^0[0-7]+$/.test(digits)) return sign * Number.parseInt(digits, 8);
  return sign * Number(digits);
}
