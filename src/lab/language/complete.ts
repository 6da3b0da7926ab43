/** What could be written at the caret. Knows nothing of Monaco. */
import { flagHelp, mountHelp, mountTypes, predefined } from "./flag-help.ts";
import { instructionHelp } from "./instruction-help.ts";
import { type Place, placeAt } from "./place.ts";
import { symbolsAt } from "./symbols.ts";

export type CompletionKind = "instruction" | "flag" | "stage" | "image" | "file" | "folder" | "variable" | "value";

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly insert: string;
  /** `insert` has placeholders. */
  readonly snippet?: boolean;
  readonly detail?: string;
  readonly help?: string;
  /** More is likely to be completed right behind it: a path in a folder, a value after `=`. */
  readonly goesOn?: boolean;
}

export interface Completions {
  /** How many characters before the caret are replaced. */
  readonly replaces: number;
  readonly items: readonly Completion[];
}

/** What the lab knows and the text does not. */
export interface CompletionSources {
  /** References of images that can be pulled or are there: `python:3.12-slim`. */
  readonly imageNames?: () => Promise<readonly string[]> | readonly string[];
  /** Paths of files relative to the build context. */
  readonly workspaceFiles?: () => Promise<readonly string[]> | readonly string[];
}

const nothing: Completions = { replaces: 0, items: [] };

/** `line` counts from 0, `column` in characters. */
export async function complete(text: string, line: number, column: number, sources: CompletionSources = {}): Promise<Completions> {
  const lines = text.split(/\r?\n/);
  const place = placeAt(lines, line, column);
  if (place.inText) return nothing;
  if (place.instruction === "") return instructions(place);
  const symbols = symbolsAt(lines, line);
  const dollar = /\$\{?(\w*)$/.exec(place.word);
  if (dollar) return variables(dollar[0], symbols.variables);
  const stages = symbols.stages.map(
    ({ name, image }): Completion => ({ label: name, kind: "stage", insert: name, detail: `stage from ${image}` }),
  );
  const mount = /^--mount=(?:.*,)?([^,]*)$/.exec(place.word);
  if (place.instruction === "RUN" && mount) return mountOptions(mount[1] as string, stages);
  const from = /^--from=(.*)$/.exec(place.word);
  if (from) return { replaces: (from[1] as string).length, items: [...stages, ...(await images(sources))] };
  if (place.word.startsWith("-")) return flags(place);
  return { replaces: place.word.length, items: await argumentsOf(place, stages, sources) };
}

function instructions({ word }: Place): Completions {
  const lower = word !== "" && word === word.toLowerCase();
  const items = instructionHelp.map(({ name, usage, what, cache, snippet }): Completion => {
    const cased = (text: string) => (lower ? text.replace(name, name.toLowerCase()) : text);
    return { label: cased(name), kind: "instruction", insert: cased(snippet), snippet: true, detail: usage, help: `${what}\n\n${cache}` };
  });
  return { replaces: word.length, items };
}

function flags({ instruction, word, words }: Place): Completions {
  const items = (flagHelp[instruction] ?? [])
    .filter(({ name }) => name === "mount" || name === "exclude" || !words.some((other) => other.split("=")[0] === `--${name}`))
    .map(
      ({ name, what, value }): Completion => ({
        label: `--${name}`,
        kind: "flag",
        insert: `--${name}${value ?? ""}`,
        snippet: true,
        help: what,
        ...(value === "=" ? { goesOn: true } : {}),
      }),
    );
  return { replaces: word.length, items };
}

function mountOptions(part: string, stages: readonly Completion[]): Completions {
  const [key = "", value] = part.split("=");
  if (value === undefined) {
    const items = mountHelp.map(({ name, what }): Completion => {
      const isSwitch = name.startsWith("read") || name === "required";
      return { label: name, kind: "value", insert: isSwitch ? name : `${name}=`, help: what };
    });
    return { replaces: key.length, items };
  }
  const values = key === "type" ? mountTypes : key === "sharing" ? ["shared", "private", "locked"] : [];
  const items = key === "from" ? stages : values.map((label): Completion => ({ label, kind: "value", insert: label }));
  return { replaces: value.length, items };
}

function variables(typed: string, known: readonly { name: string; kind: string; value?: string }[]): Completions {
  const braces = typed.startsWith("${");
  const item = (name: string, detail: string): Completion => ({
    label: `$${name}`,
    kind: "variable",
    insert: braces ? `\${${name}}` : `$${name}`,
    detail,
  });
  const own = known.map(({ name, kind, value }) => item(name, value === undefined ? kind : `${kind} ${value}`));
  const names = new Set(known.map(({ name }) => name));
  const others = names.has("PATH") ? [] : [item("PATH", "where programs are looked for")];
  return { replaces: typed.length, items: [...own, ...others] };
}

async function argumentsOf(place: Place, stages: readonly Completion[], sources: CompletionSources): Promise<Completion[]> {
  const { instruction, words } = place;
  const plain = words.filter((word) => !word.startsWith("--"));
  const value = (label: string, detail?: string): Completion => ({ label, kind: "value", insert: label, ...(detail ? { detail } : {}) });
  switch (instruction) {
    case "FROM":
      if (plain.length === 0) return [...stages, ...(await images(sources)), value("scratch", "the empty image")];
      return plain.length === 1 ? [{ label: "AS", kind: "value", insert: "AS ${1:name}", snippet: true }] : [];
    case "COPY":
    case "ADD":
      return words.some((word) => word.startsWith("--from=")) ? [] : files(place.word, sources);
    case "HEALTHCHECK":
      return plain.length === 0 ? [value("CMD"), value("NONE")] : [];
    case "STOPSIGNAL":
      return ["SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP", "SIGKILL", "SIGUSR1", "SIGWINCH"].map((label) => value(label));
    case "ARG":
      return plain.length === 0
        ? Object.entries(predefined).map(([label, help]): Completion => ({ label, kind: "variable", insert: label, help }))
        : [];
    default:
      return [];
  }
}

async function images({ imageNames }: CompletionSources): Promise<Completion[]> {
  const names = (await imageNames?.()) ?? [];
  return names.map((label): Completion => ({ label, kind: "image", insert: label }));
}

/** What lies in the folder that the word names so far. */
async function files(word: string, { workspaceFiles }: CompletionSources): Promise<Completion[]> {
  const all = (await workspaceFiles?.()) ?? [];
  const given = word.slice(0, word.lastIndexOf("/") + 1);
  const folder = given.replace(/^(?:\.?\/)+/, "");
  const found = new Map<string, Completion>();
  for (const path of all) {
    if (!path.startsWith(folder)) continue;
    const [name = "", ...deeper] = path.slice(folder.length).split("/");
    // A word ends at a blank: such a name needs the JSON form.
    if (name === "" || /\s/.test(name)) continue;
    const label = `${given}${name}${deeper.length > 0 ? "/" : ""}`;
    found.set(label, { label, kind: deeper.length > 0 ? "folder" : "file", insert: label, ...(deeper.length > 0 ? { goesOn: true } : {}) });
  }
  return [...found.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
}
