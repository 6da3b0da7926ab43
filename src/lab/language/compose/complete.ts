/** What could be written at the caret of a Compose file, and help for its keys. Knows nothing of Monaco. */
import type { Shape } from "../../../cli/compose/model/shape.ts";
import type { Completion, Completions, CompletionSources } from "../complete.ts";
import type { Hover } from "../hover.ts";
import { keyHelp } from "./key-help.ts";
import { type ComposePlace, composePlaceAt, keyAt } from "./place.ts";
import { keysOf, kindsOf, shapesAt, valuesOf } from "./shapes.ts";
import { ComposeSource } from "./source.ts";

/** Words that the schema takes for texts, and Docker for more. */
const knownWords: Readonly<Record<string, readonly string[]>> = {
  "services.*.restart": ["no", "always", "on-failure", "unless-stopped"],
  "services.*.pull_policy": ["always", "missing", "never", "build", "daily", "weekly"],
  "services.*.network_mode": ["none", "host", "bridge", "service:"],
  "services.*.logging.driver": ["json-file", "local", "none"],
  "services.*.ports.*.protocol": ["tcp", "udp"],
  "networks.*.driver": ["bridge", "none"],
};

/** Lists and mappings whose entries are names from elsewhere in the file. */
const references: Readonly<Record<string, string>> = {
  "services.*.depends_on": "services",
  "services.*.networks": "networks",
  "services.*.volumes": "volumes",
  "services.*.secrets": "secrets",
  "services.*.configs": "configs",
  "services.*.build.secrets": "secrets",
};

/** `line` counts from 0, `column` in characters. */
export async function completeCompose(text: string, line: number, column: number, sources: CompletionSources = {}): Promise<Completions> {
  const place = composePlaceAt(text.split(/\r?\n/), line, column);
  if (!place) return { replaces: 0, items: [] };
  const items = place.at === "key" ? [...keys(place), ...(await values(text, place, sources))] : await values(text, place, sources);
  return { replaces: place.word.length, items };
}

/** `line` counts from 0, `column` is the character pointed at. */
export function hoverCompose(text: string, line: number, column: number): Hover | undefined {
  const key = keyAt(text.split(/\r?\n/), line, column);
  if (!key) return undefined;
  const { pattern } = shapesAt(key.path);
  const help = keyHelp(pattern);
  return help === undefined ? undefined : { text: `\`${pattern.replaceAll(".*", ".…")}\`\n\n${help}`, start: key.start, end: key.end };
}

function keys({ path, siblings }: ComposePlace): Completion[] {
  const { shapes, pattern } = shapesAt(path);
  const found: Completion[] = [];
  for (const [key, inner] of keysOf(shapes)) {
    if (siblings.includes(key) || key === "version") continue;
    const help = keyHelp(pattern === "" ? key : `${pattern}.${key}`);
    found.push({
      label: key,
      kind: "instruction",
      insert: `${key}:${opening(inner)}`,
      snippet: true,
      ...(help ? { help } : {}),
      goesOn: true,
    });
  }
  return found.sort((a, b) => Number(b.help !== undefined) - Number(a.help !== undefined) || (a.label < b.label ? -1 : 1));
}

/** What follows a key's colon: a blank, a list, or a block. */
function opening(shapes: readonly Shape[]): string {
  const kinds = kindsOf(shapes);
  if (["string", "number", "integer", "boolean"].some((kind) => kinds.has(kind as "string"))) return " ";
  if (kinds.has("array")) return "\n  - ";
  return "\n  ";
}

async function values(text: string, { path, at, word }: ComposePlace, sources: CompletionSources): Promise<Completion[]> {
  const { shapes, pattern } = shapesAt(path);
  const isItem = path.at(-1) === 0;
  const kind = references[isItem ? pattern.replace(/\.\*$/, "") : pattern];
  if (kind !== undefined && (isItem || at === "key")) return names(text, kind, !isItem, path);
  if (at === "key" && !isItem) return [];
  if (pattern === "services.*.image") return images(sources);
  if (/^services\.\*\.env_file(\.\*)?(\.path)?$/.test(pattern)) return files(sources, word);
  const words = [...valuesOf(shapes), ...(knownWords[pattern] ?? []), ...(kindsOf(shapes).has("boolean") ? ["true", "false"] : [])];
  return [...new Set(words)].map((label) => ({ label, kind: "value", insert: quotedWhenAmbiguous(label) }));
}

/** `no` is a boolean to some readers of YAML. */
function quotedWhenAmbiguous(word: string): string {
  return word === "no" ? '"no"' : word;
}

function names(text: string, kind: string, asKey: boolean, path: ComposePlace["path"]): Completion[] {
  const own = kind === "services" ? path[1] : undefined;
  const end = asKey ? ":" : path.includes("volumes") ? ":" : "";
  return new ComposeSource(text)
    .names(kind)
    .filter((name) => name !== own)
    .map((label) => ({ label, kind: "stage", insert: `${label}${end}`, detail: kind.replace(/s$/, "") }));
}

async function images({ imageNames }: CompletionSources): Promise<Completion[]> {
  return ((await imageNames?.()) ?? []).map((label) => ({ label, kind: "image", insert: label }));
}

async function files({ workspaceFiles }: CompletionSources, word: string): Promise<Completion[]> {
  return ((await workspaceFiles?.()) ?? [])
    .filter((path) => /(^|\/|\.)env($|\.)/.test(path) || word !== "")
    .map((label) => ({ label, kind: "file", insert: label }));
}
