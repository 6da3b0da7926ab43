/**
 * `!!`, `!$`, `!n`, `!-n`, `!text`, as bash expands them in a line typed at a terminal; not inside single quotes.
 * Gives the new line, or the event that was not found.
 */
export function expandHistory(line: string, history: readonly string[]): { line: string } | { missing: string } {
  let text = "";
  let quote = "";
  for (let index = 0; index < line.length; index++) {
    const character = line[index] as string;
    if (character === "\\" && quote !== "'") {
      text += character + (line[++index] ?? "");
      continue;
    }
    if (character === "'" && quote !== '"') quote = quote === "'" ? "" : "'";
    else if (character === '"' && quote !== "'") quote = quote === '"' ? "" : '"';
    const event = character === "!" && quote !== "'" ? /^!(!|\$|\*|-?\d+|[A-Za-z][\w.-]*)/.exec(line.slice(index)) : null;
    if (!event) {
      text += character;
      continue;
    }
    const found = eventText(event[1] as string, history);
    if (found === undefined) return { missing: event[0] };
    text += found;
    index += event[0].length - 1;
  }
  return { line: text };
}

function eventText(event: string, history: readonly string[]): string | undefined {
  const last = history.at(-1);
  if (event === "!") return last;
  if (event === "$") return last?.trim().split(/\s+/).at(-1);
  if (event === "*") return last?.trim().split(/\s+/).slice(1).join(" ");
  const number = Number(event);
  if (!Number.isNaN(number)) return number > 0 ? history[number - 1] : history.at(number);
  return history.findLast((line) => line.startsWith(event));
}
