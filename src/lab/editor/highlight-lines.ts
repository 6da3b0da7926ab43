export interface Token {
  readonly text: string;
  readonly kind?: "k" | "s" | "c" | undefined;
}

const keyword =
  /^(\s*)(FROM|RUN|CMD|LABEL|MAINTAINER|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)(?=\s|$)/i;

/** Text in lines of coloured pieces: enough to read by until the real editor comes. */
export function highlightLines(text: string, language: string): Token[][] {
  return text.split("\n").map((line) => {
    if (/^\s*#/.test(line)) return [{ text: line, kind: "c" }];
    const tokens: Token[] = [];
    let rest = line;
    const word = language === "dockerfile" ? keyword.exec(line) : null;
    if (word) {
      tokens.push({ text: word[1] ?? "" }, { text: word[2] ?? "", kind: "k" });
      rest = line.slice(word[0].length);
    }
    for (const part of rest.split(/("(?:[^"\\]|\\.)*"|'[^']*')/))
      if (part) tokens.push({ text: part, kind: /^["']/.test(part) ? "s" : undefined });
    return tokens;
  });
}
