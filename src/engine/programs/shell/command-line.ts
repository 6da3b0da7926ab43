/** The simple command a cursor stands in, as far as completion cares. */
export interface CommandLine {
  /** Whole words before the one at the cursor, quotes removed; assignments in front left out. */
  readonly words: readonly string[];
  /** The word at the cursor so far, quotes removed. */
  readonly word: string;
  /** Where that word begins in the line. */
  readonly from: number;
  /** The quote it is in. */
  readonly quote: "" | "'" | '"';
  /** True when the word is the target of `>` or `<`. */
  readonly afterRedirection: boolean;
}

/** Reads a line up to the cursor. */
export function splitCommandLine(text: string): CommandLine {
  let words: string[] = [];
  let word = "";
  let open = false;
  let from = 0;
  let quote: CommandLine["quote"] = "";
  let wordQuote: CommandLine["quote"] = "";
  let redirected = false;
  const begin = (index: number): void => {
    if (open) return;
    open = true;
    from = index;
    wordQuote = "";
  };
  const finish = (): void => {
    if (!open) return;
    if (!redirected && !(words.length === 0 && /^[A-Za-z_]\w*=/.test(word))) words.push(word);
    redirected = false;
    word = "";
    open = false;
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (quote !== "") {
      if (character === quote) quote = "";
      else if (character === "\\" && quote === '"' && /["\\$`]/.test(text[index + 1] ?? "")) word += text[++index];
      else word += character;
    } else if (character === "'" || character === '"') {
      begin(index);
      if (word === "") wordQuote = character;
      quote = character;
    } else if (character === "\\") {
      begin(index);
      word += text[++index] ?? "";
    } else if (/\s/.test(character)) {
      finish();
      if (character === "\n") words = [];
    } else if (";|&(`".includes(character)) {
      finish();
      words = [];
      redirected = false;
    } else if (character === "<" || character === ">") {
      if (/^\d+$/.test(word)) {
        word = "";
        open = false;
      }
      finish();
      redirected = true;
    } else {
      begin(index);
      word += character;
    }
  }
  if (!open) from = text.length;
  const keywords = new Set(["if", "then", "else", "elif", "do", "while", "until", "time", "!", "{", "command", "sudo"]);
  while (words[0] !== undefined && keywords.has(words[0])) words.shift();
  return { words, word, from, quote: quote === "" ? "" : wordQuote, afterRedirection: redirected };
}
