/** What a bc program is written in. */
export interface Token {
  readonly kind: "number" | "string" | "name" | "sign" | "newline" | "end";
  readonly text: string;
  readonly line: number;
}

const pattern =
  /(?<space>[ \t\r]+|\\\n|\/\*[\s\S]*?\*\/|#[^\n]*)|(?<newline>\n)|"(?<string>[^"]*)"|(?<number>(?:[0-9A-F]|\\\n)+\.?(?:[0-9A-F]|\\\n)*|\.(?:[0-9A-F]|\\\n)+)|(?<name>[a-z][a-z0-9_]*)|(?<sign>\+\+|--|[-+*/%^]=|[<>=!]=|&&|\|\||[-+*/%^=<>!(){}[\],;.])|(?<other>.)/gs;

export class BcError extends Error {
  readonly line: number;
  /** Where it was noticed. */
  readonly near: string;
  constructor(message: string, line: number, near: string) {
    super(message);
    this.line = line;
    this.near = near;
  }
}

/** @throws BcError */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (const match of text.matchAll(pattern)) {
    const groups = match.groups ?? {};
    const kind = (["newline", "string", "number", "name", "sign"] as const).find((name) => groups[name] !== undefined);
    const { other } = groups;
    if (other !== undefined) throw new BcError(`illegal character: ${other}`, line, other);
    if (kind) tokens.push({ kind, text: (groups[kind] as string).replaceAll("\\\n", ""), line });
    line += match[0].split("\n").length - 1;
  }
  tokens.push({ kind: "newline", text: "\n", line }, { kind: "end", text: "", line });
  return tokens;
}
