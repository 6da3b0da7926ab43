/** Help for the word under the pointer. Knows nothing of Monaco. */
import { flagHelp, mountHelp, predefined } from "./flag-help.ts";
import { helpFor } from "./instruction-help.ts";
import { placeAt } from "./place.ts";
import { symbolsAt } from "./symbols.ts";

export interface Hover {
  /** Markdown. */
  readonly text: string;
  /** The columns it belongs to: first, and behind the last. */
  readonly start: number;
  readonly end: number;
}

/** `line` counts from 0, `column` is the character pointed at. */
export function hover(text: string, line: number, column: number): Hover | undefined {
  const lines = text.split(/\r?\n/);
  const source = lines[line] ?? "";
  const token = tokenAt(source, column);
  if (!token) return undefined;
  const place = placeAt(lines, line, token.start + 1);
  if (place.inText) return undefined;
  const words = helpText(token.text, place.instruction, lines, line, source.slice(0, token.start));
  return words === undefined ? undefined : { text: words, start: token.start, end: token.end };
}

/** A variable, a flag, or a plain word. */
function tokenAt(source: string, column: number): { text: string; start: number; end: number } | undefined {
  for (const match of source.matchAll(/\$\{\w+|\$\w+|--[\w-]+|[\w.-]+/g)) {
    const end = match.index + match[0].length;
    if (match.index <= column && column < end) return { text: match[0], start: match.index, end };
  }
  return undefined;
}

function helpText(token: string, instruction: string, lines: readonly string[], line: number, before: string): string | undefined {
  if (instruction === "") return instructionText(token);
  if (token.startsWith("$")) return variableText(token.replace(/^\$\{?/, ""), lines, line);
  if (token.startsWith("--")) {
    const flag = flagHelp[instruction]?.find(({ name }) => `--${name}` === token);
    return flag && `\`${token}\` of ${instruction}\n\n${flag.what}`;
  }
  if (instruction === "RUN" && /--mount=(?:\S*,)?$/.test(before)) {
    const option = mountHelp.find(({ name }) => name === token);
    return option && `\`${token}\` of \`--mount\`\n\n${option.what}`;
  }
  if (instruction === "HEALTHCHECK" && token.toUpperCase() === "CMD")
    return "The command of the health check: exit code 0 means healthy, 1 unhealthy.";
  if (/^\s*FROM\s+(?:--\S+\s+)*$/i.test(before) || /--from=$/.test(before) || /\bfrom=$/.test(before)) return stageText(token, lines, line);
  return undefined;
}

function instructionText(word: string): string | undefined {
  const help = helpFor(word);
  return help && `\`${help.usage}\`\n\n${help.what}\n\n**Layers and cache:** ${help.cache}`;
}

function variableText(name: string, lines: readonly string[], line: number): string {
  const known = symbolsAt(lines, line).variables.find((variable) => variable.name === name);
  if (known) {
    const value = known.value === undefined ? "no value of its own" : `\`${known.value || "(empty)"}\``;
    const how = known.kind === "ARG" ? "an argument of the build; `--build-arg` can replace its value" : "an environment variable";
    return `\`$${name}\`: ${value}\n\nSet in line ${known.line + 1} as ${how}.`;
  }
  const given = Object.hasOwn(predefined, name) ? predefined[name] : undefined;
  if (given) return `\`$${name}\`\n\n${given}`;
  return `\`$${name}\` is not set above this line in this stage. It may come from the base image.`;
}

function stageText(name: string, lines: readonly string[], line: number): string | undefined {
  const stage = symbolsAt(lines, line).stages.findLast((candidate) => candidate.name === name.toLowerCase());
  return stage && `Stage \`${stage.name}\`, begun in line ${stage.line + 1} from \`${stage.image}\`.`;
}
