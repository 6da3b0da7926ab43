import type { Word, WordPart } from "./syntax.ts";

/** `declare -a x=(a "b c")`: the parser hands the list over as one word. */
export interface DeclaredArray {
  readonly name: string;
  readonly append: boolean;
  readonly words: readonly Word[];
}

/** Takes such a word apart; undefined when it is none. */
export function declaredArray(word: Word): DeclaredArray | undefined {
  const head = word.parts[0];
  const match = head?.type === "Literal" ? /^([A-Za-z_]\w*)(\+?)=\((.*)$/s.exec(head.value) : null;
  const last = word.parts.at(-1);
  if (!match || last?.type !== "Literal" || !last.value.endsWith(")")) return undefined;
  const parts: WordPart[] = [{ type: "Literal", value: match[3] ?? "" }, ...word.parts.slice(1)];
  const tail = parts.at(-1);
  if (tail?.type === "Literal") parts[parts.length - 1] = { type: "Literal", value: tail.value.slice(0, -1) };
  return { name: match[1] as string, append: match[2] === "+", words: splitWords(parts) };
}

function splitWords(parts: readonly WordPart[]): Word[] {
  const words: Word[] = [];
  let current: WordPart[] = [];
  const finish = (): void => {
    if (current.length > 0) words.push({ type: "Word", parts: current });
    current = [];
  };
  for (const part of parts) {
    if (part.type !== "Literal") {
      current.push(part);
      continue;
    }
    for (const [index, value] of part.value.split(/\s+/).entries()) {
      if (index > 0) finish();
      if (value !== "") current.push({ type: "Literal", value });
    }
  }
  finish();
  return words;
}
