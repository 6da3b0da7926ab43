/** COPY and ADD become vertices (spec §4). */
import { type CopyInstruction, DockerfileError } from "../../dockerfile/ast.ts";
import { expandWord } from "../../dockerfile/expand.ts";
import { parseChmod } from "./chmod.ts";
import { type DispatchScope, shownText } from "./dispatch-scope.ts";
import { normalizeOwner } from "./owner-name.ts";
import type { CopyItem, FileSource, Operation } from "./operation.ts";
import { located } from "./plan.ts";
import { hasWildcard, resolveDestination, resolveSource } from "./paths.ts";
import type { StageState } from "./state.ts";

export function dispatchCopy(instruction: CopyInstruction, state: StageState, scope: DispatchScope): string {
  const expand = (word: string) => scope.expand(instruction, word, state.environment);
  const written = instruction.sources.map(expand);
  const destination = expand(instruction.destination);
  const chown = instruction.chown === undefined ? undefined : expand(instruction.chown);
  const mode = instruction.chmod === undefined ? undefined : checkedMode(expand(instruction.chmod), instruction);
  const shown = shownText(
    (text, env) => expandWord(text, env, { escape: scope.escape, budget: scope.plan.budget }),
    instruction.text,
    state.environment,
  );

  const [read] = scope.stage.reads.get(instruction) ?? [];
  const sources: FileSource[] = [];
  const items: CopyItem[] = [];
  for (const path of written) {
    if (isUrl(path)) return remote(instruction, path, state, scope, shown);
    if (sources.length === 0) sources.push(read ? scope.source(read) : { kind: "context" });
    const inside = resolveSource(path);
    items.push({ source: 0, path: inside, wildcard: hasWildcard(inside) });
  }
  for (const heredoc of instruction.heredocs) {
    const content = heredoc.quoted ? heredoc.body : expandBody(heredoc.body, instruction, state, scope);
    items.push({ source: sources.length, path: `/${heredoc.name}`, wildcard: false });
    sources.push({ kind: "inline", name: heredoc.name, content, mode: 0o644 });
  }

  const operation: Operation =
    instruction.parents || instruction.exclude?.length
      ? {
          kind: "unsupported",
          message: `${instruction.kind} --${instruction.parents ? "parents" : "exclude"} is not simulated in this lab`,
          text: shown,
        }
      : {
          kind: "copy",
          add: instruction.kind === "ADD",
          items,
          destination: resolveDestination(state.cwd, destination),
          ...(chown && { owner: normalizeOwner(chown) }),
          ...(mode !== undefined && { mode }),
          ...(instruction.checksum && { checksum: expand(instruction.checksum) }),
        };
  scope.addVertex(state, operation, sources, shown);
  const flags = `${chown ? ` --chown=${chown}` : ""}${mode !== undefined ? ` --chmod=${mode}` : ""}`;
  const names = [...written, ...instruction.heredocs.map(({ name }) => `<<${name}`)];
  return `${instruction.kind}${flags} ${[...names, destination].join(" ")} # buildkit`;
}

/** Quotes in a here-document are letters (spec §8.2). */
function expandBody(body: string, instruction: CopyInstruction, state: StageState, scope: DispatchScope): string {
  try {
    return expandWord(body, state.environment, { escape: scope.escape, budget: scope.plan.budget, ignoreQuotes: true });
  } catch (error) {
    throw located(error, instruction.range);
  }
}

function checkedMode(mode: string, instruction: CopyInstruction): string {
  if (parseChmod(mode)) return mode;
  if (!/^\d/.test(mode)) throw new DockerfileError("invalid syntax", instruction.range);
  throw new DockerfileError(`invalid chmod parameter: '${mode}'. it should be octal string and between 0 and 07777`, instruction.range);
}

function isUrl(path: string): boolean {
  return /^(https?:\/\/|git@|ssh:\/\/|git:\/\/)/.test(path);
}

function remote(instruction: CopyInstruction, url: string, state: StageState, scope: DispatchScope, shown: string): string {
  if (instruction.kind === "COPY") throw new DockerfileError("source can't be a URL for COPY", instruction.range);
  const message = `this lab has no network, so ADD cannot fetch ${url}: put the file into the workspace and COPY it instead`;
  scope.addVertex(state, { kind: "unsupported", message, text: shown }, [], shown);
  return `ADD ${[...instruction.sources, instruction.destination].join(" ")} # buildkit`;
}
