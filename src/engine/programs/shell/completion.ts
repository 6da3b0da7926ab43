/** What could stand at the cursor of a line that is being typed: commands, variables, files. */
import { compareNames } from "../../filesystem/walk.ts";
import type { WorkingTree } from "../../filesystem/working-tree.ts";
import { builtinNames } from "./builtins.ts";
import { type CommandLine, splitCommandLine } from "./command-line.ts";
import type { ShellState } from "./state.ts";

export interface Candidate {
  readonly text: string;
  readonly kind: "command" | "flag" | "file" | "directory" | "image" | "value";
  readonly help?: string;
}

export interface ShellSources {
  readonly fs: WorkingTree;
  readonly state: ShellState;
}

/** Commands first in a command, variables after a dollar, else files. */
export function shellCandidates(command: CommandLine, sources: ShellSources): readonly Candidate[] {
  const { word, words, afterRedirection } = command;
  if (/^\$\w*$/.test(word)) return variables(word.slice(1), sources.state);
  const first = words.length === 0 && !afterRedirection;
  if (first && !word.includes("/") && !word.startsWith("~")) return commands(word, sources);
  const name = words[0];
  return fileCandidates(command, sources, !afterRedirection && (name === "cd" || name === "pushd" || name === "rmdir"));
}

/** `shellCandidates` for a line up to the cursor; `from` is where the word begins that they stand for. */
export function completeShellWord(
  line: string,
  sources: ShellSources,
): { readonly from: number; readonly candidates: readonly Candidate[] } {
  const command = splitCommandLine(line);
  return { from: command.from, candidates: shellCandidates(command, sources) };
}

function commands(prefix: string, { fs, state }: ShellSources): Candidate[] {
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
export function fileCandidates({ word, quote }: CommandLine, { fs, state }: ShellSources, onlyDirectories: boolean): Candidate[] {
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
