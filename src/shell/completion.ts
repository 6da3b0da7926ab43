import type { Engine } from "../engine/api.ts";
import type { WorkingTree } from "../engine/filesystem/working-tree.ts";
import { compareNames } from "../engine/filesystem/walk.ts";
import { builtinNames } from "../engine/programs/shell/builtins.ts";
import type { ShellState } from "../engine/programs/shell/state.ts";
import { type CommandLine, splitCommandLine } from "./command-line.ts";
import { completeDocker } from "./docker-completion.ts";

export interface Completion {
  /** The part of the line that is replaced: [from, to). */
  readonly from: number;
  readonly to: number;
  readonly candidates: readonly Candidate[];
}

export interface Candidate {
  readonly text: string;
  readonly kind: "command" | "flag" | "file" | "directory" | "image" | "value";
  readonly help?: string;
}

export interface CompletionSources {
  readonly fs: WorkingTree;
  readonly state: ShellState;
  readonly engine: Engine;
}

/** What could stand at the cursor: commands first in a command, docker's own words after `docker`, else files. */
export async function completeLine(line: string, cursor: number, sources: CompletionSources): Promise<Completion> {
  const command = splitCommandLine(line.slice(0, cursor));
  const { from, word } = command;
  const answer = (candidates: readonly Candidate[]): Completion => ({ from, to: cursor, candidates });
  if (/^\$\w*$/.test(word)) return answer(variables(word.slice(1), sources.state));
  if (command.words.length === 0 && !command.afterRedirection) {
    return answer(word.includes("/") || word.startsWith("~") ? files(word, command, sources, false) : commands(word, sources));
  }
  const name = command.words[0];
  if (name === "docker" && !command.afterRedirection) {
    const found = await completeDocker(command.words.slice(1), word, sources.engine);
    if (found.candidates.length > 0 || found.files === "none") return answer(found.candidates);
    return answer(files(word, command, sources, found.files === "directories"));
  }
  return answer(files(word, command, sources, name === "cd" || name === "pushd" || name === "rmdir"));
}

function commands(prefix: string, { fs, state }: CompletionSources): Candidate[] {
  const names = new Set<string>([...builtinNames(), "history", "exit", ...state.functions.keys(), ...state.aliases.keys()]);
  for (const directory of (state.get("PATH") ?? "").split(":")) {
    const node = directory === "" ? undefined : fs.lookup(directory);
    if (node?.kind !== "directory") continue;
    for (const name of node.entries.keys()) {
      const file = fs.lookup(`${directory}/${name}`);
      if (file?.kind === "file" && (file.mode & 0o111) !== 0) names.add(name);
    }
  }
  const matching = [...names].filter((name) => name.startsWith(prefix) && /^[\w.]/.test(name));
  return matching.sort(compareNames).map((text) => ({ text, kind: "command" }));
}

function variables(prefix: string, state: ShellState): Candidate[] {
  const names = [...state.variables.keys()].filter((name) => name.startsWith(prefix) && !name.startsWith("__"));
  return names.sort(compareNames).map((name) => ({ text: `$${name}`, kind: "value" }));
}

/** Paths that begin as the word does. What is typed stays as typed; what is added is escaped as the word is quoted. */
function files(word: string, { quote }: CommandLine, { fs, state }: CompletionSources, onlyDirectories: boolean): Candidate[] {
  const slash = word.lastIndexOf("/");
  const typed = word.slice(0, slash + 1);
  const prefix = word.slice(slash + 1);
  const home = state.get("HOME") ?? "/";
  const expanded = typed.replace(/^~(?=\/)/, home);
  const directory = expanded.startsWith("/") ? expanded : `${state.cwd}/${expanded}`;
  const node = fs.lookup(directory);
  if (node?.kind !== "directory") return [];
  const names = [...node.entries.keys()].filter((name) => name.startsWith(prefix) && (prefix.startsWith(".") || !name.startsWith(".")));
  return names.sort(compareNames).flatMap((name): Candidate[] => {
    const isDirectory = fs.lookup(`${directory}/${name}`)?.kind === "directory";
    if (onlyDirectories && !isDirectory) return [];
    const text = quote + escapeFor(quote, typed, true) + escapeFor(quote, name, false) + (isDirectory ? "/" : "");
    return [{ text, kind: isDirectory ? "directory" : "file" }];
  });
}

function escapeFor(quote: string, text: string, keepTilde: boolean): string {
  if (quote === "'") return text;
  if (quote === '"') return text.replace(/["\\$`]/g, "\\$&");
  if (/[\n\t]/.test(text)) return `$'${text.replace(/['\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t")}'`;
  return text.replace(/[\s'"\\$`*?[\](){}|&;<>!#]/g, "\\$&").replace(/^~/, keepTilde ? "~" : "\\~");
}
