import type { Engine } from "../engine/api.ts";
import { splitCommandLine } from "../engine/programs/shell/command-line.ts";
import { type Candidate, fileCandidates, type ShellSources, shellCandidates } from "../engine/programs/shell/completion.ts";
import { completeDocker } from "./docker-completion.ts";

export type { Candidate } from "../engine/programs/shell/completion.ts";

export interface Completion {
  /** The part of the line that is replaced: [from, to). */
  readonly from: number;
  readonly to: number;
  readonly candidates: readonly Candidate[];
}

export interface CompletionSources extends ShellSources {
  readonly engine: Engine;
}

/** What could stand at the cursor: docker's own words after `docker`, else what any shell knows. */
export async function completeLine(line: string, cursor: number, sources: CompletionSources): Promise<Completion> {
  const command = splitCommandLine(line.slice(0, cursor));
  const { from, word, words, afterRedirection } = command;
  const answer = (candidates: readonly Candidate[]): Completion => ({ from, to: cursor, candidates });
  if (words[0] !== "docker" || afterRedirection || /^\$\w*$/.test(word)) return answer(shellCandidates(command, sources));
  const found = await completeDocker(words.slice(1), word, sources.engine);
  if (found.candidates.length > 0 || found.files === "none") return answer(found.candidates);
  return answer(fileCandidates(command, sources, found.files === "directories"));
}
