import type { Word, WordPart } from "./syntax.ts";

type BracePart = Extract<WordPart, { type: "BraceExpansion" }>;
type BraceItem = BracePart["items"][number];

/** `a{b,c}d` is two words. */
export function expandBraces(word: Word): Word[] {
  const at = word.parts.findIndex((part) => part.type === "BraceExpansion");
  const brace = word.parts[at];
  if (brace?.type !== "BraceExpansion") return [word];
  const before = word.parts.slice(0, at);
  const after = word.parts.slice(at + 1);
  return brace.items.flatMap(itemParts).flatMap((parts) => expandBraces({ ...word, parts: [...before, ...parts, ...after] }));
}

/** The same as it was written, for shells that do not expand braces. */
export function withoutBraces(word: Word): Word {
  if (!word.parts.some((part) => part.type === "BraceExpansion")) return word;
  return { ...word, parts: word.parts.flatMap((part) => (part.type === "BraceExpansion" ? asWritten(part) : [part])) };
}

function asWritten(part: BracePart): WordPart[] {
  const parts: WordPart[] = [{ type: "Literal", value: "{" }];
  for (const [index, item] of part.items.entries()) {
    if (index > 0) parts.push({ type: "Literal", value: "," });
    if (item.type === "Word") parts.push(...withoutBraces(item.word).parts);
    else parts.push({ type: "Literal", value: rangeText(item) });
  }
  return [...parts, { type: "Literal", value: "}" }];
}

function rangeText(item: Extract<BraceItem, { type: "Range" }>): string {
  return `${item.startStr ?? item.start}..${item.endStr ?? item.end}${item.step === undefined ? "" : `..${item.step}`}`;
}

const maxRange = 100_000;

function itemParts(item: BraceItem): WordPart[][] {
  if (item.type === "Word") return expandBraces(item.word).map((word) => [...word.parts]);
  const letters = typeof item.start === "string" && typeof item.end === "string";
  const from = letters ? (item.start as string).codePointAt(0) : Number(item.start);
  const to = letters ? (item.end as string).codePointAt(0) : Number(item.end);
  if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to))
    return [[{ type: "Literal", value: `{${rangeText(item)}}` }]];
  const step = Math.max(1, Math.abs(item.step ?? 1)) * (to < from ? -1 : 1);
  const padded = [item.startStr, item.endStr].some((text) => text !== undefined && /^-?0\d/.test(text));
  const width = padded ? Math.max(item.startStr?.length ?? 0, item.endStr?.length ?? 0) : 0;
  const texts: WordPart[][] = [];
  for (let value = from; step > 0 ? value <= to : value >= to; value += step) {
    if (texts.length >= maxRange) break;
    const text = letters ? String.fromCodePoint(value) : pad(value, width);
    texts.push([{ type: "Literal", value: text }]);
  }
  return texts;
}

function pad(value: number, width: number): string {
  const digits = Math.abs(value).toString();
  return value < 0 ? `-${digits.padStart(width - 1, "0")}` : digits.padStart(width, "0");
}
