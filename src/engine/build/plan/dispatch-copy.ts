/** COPY and ADD become vertices (spec §4). */
import { type CopyInstruction, DockerfileError } from "../../dockerfile/ast.ts";
import { expandWord } from "../../dockerfile/expand.ts";
import { parseGitAddress } from "../../dockerfile/git-address.ts";
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
  // A variable without a value leaves the modes as they are.
  const chmod = instruction.chmod === undefined ? "" : expand(instruction.chmod);
  const mode = chmod === "" ? undefined : checkedMode(chmod, instruction);
  const checksum = instruction.checksum === undefined ? "" : expand(instruction.checksum);
  const shown = shownText(
    (text, env) => expandWord(text, env, { escape: scope.escape, budget: scope.plan.budget }),
    instruction.text,
    state.environment,
  );
  if (checksum !== "") checkChecksum(written, instruction);

  const [read] = scope.stage.reads.get(instruction) ?? [];
  const sources: FileSource[] = [];
  const items: CopyItem[] = [];
  for (const path of written) {
    if (isRemote(path, checksum, instruction)) return remote(instruction, [...written, destination], path, state, scope, shown);
    if (sources.length === 0) sources.push(read ? scope.source(read) : { kind: "context" });
    items.push({ source: 0, ...(instruction.parents ? belowPivot(path) : whole(path)) });
  }
  for (const heredoc of instruction.heredocs) {
    const content = heredoc.quoted ? heredoc.body : expandBody(heredoc.body, instruction, state, scope);
    const path = resolveSource(heredoc.name);
    items.push({ source: sources.length, path, wildcard: false });
    sources.push({ kind: "inline", name: path.slice(1), content, mode: 0o644 });
  }

  const exclude = instruction.exclude?.map(expand);
  const operation: Operation = {
    kind: "copy",
    add: instruction.kind === "ADD",
    items,
    destination: resolveDestination(state.cwd, destination),
    ...(instruction.unpack !== undefined && { unpack: instruction.unpack }),
    ...(exclude && { exclude }),
    ...(chown && { owner: normalizeOwner(chown) }),
    ...(mode !== undefined && { mode }),
  };
  scope.addVertex(state, operation, sources, shown);
  const flags = `${instruction.parents ? " --parents" : ""}${chown ? ` --chown=${chown}` : ""}${mode !== undefined ? ` --chmod=${mode}` : ""}`;
  const names = [...written, ...instruction.heredocs.map(({ name }) => `<<${name}`)];
  return `${instruction.kind}${flags} ${[...names, destination].join(" ")} # buildkit`;
}

/** Quotes in a here-document are letters (spec §8.2), and a backslash escapes whatever `# escape=` says. */
function expandBody(body: string, instruction: CopyInstruction, state: StageState, scope: DispatchScope): string {
  try {
    return expandWord(body, state.environment, { budget: scope.plan.budget, ignoreQuotes: true });
  } catch (error) {
    throw located(error, instruction.range);
  }
}

function checkedMode(mode: string, instruction: CopyInstruction): string {
  if (parseChmod(mode)) return mode;
  if (!/^\d/.test(mode)) throw new DockerfileError("invalid syntax", instruction.range);
  throw new DockerfileError(`invalid chmod parameter: '${mode}'. it should be octal string and between 0 and 07777`, instruction.range);
}

/** Without `--parents`: the path as it is. */
function whole(path: string): Omit<CopyItem, "source"> {
  const inside = resolveSource(path);
  return { path: inside, wildcard: hasWildcard(inside) };
}

/** With it, all directories named behind `/./` are kept, or all there are: they are what is looked for in the one before. */
function belowPivot(path: string): Omit<CopyItem, "source"> {
  const pivot = path.indexOf("/./");
  const below = resolveSource(pivot < 0 ? path : path.slice(pivot + 3)).slice(1);
  return { ...whole(pivot < 0 ? "/" : path.slice(0, pivot)), include: [below] };
}

/** Throws for what `--checksum` cannot be said of. */
function checkChecksum(sources: readonly string[], { range }: CopyInstruction): void {
  if (sources.length !== 1) throw new DockerfileError("checksum can't be specified for multiple sources", range);
  if (!isHttp(sources[0] as string) && !isGit(sources[0] as string))
    throw new DockerfileError("checksum requires HTTP(S) or Git sources", range);
}

const digestSizes: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** Throws in the words of Go's digest package. */
function checkDigest(text: string, { range }: CopyInstruction): void {
  const [, algorithm = "", hex = ""] = /^([a-z0-9]+(?:[+._-][a-z0-9]+)*):([a-zA-Z0-9=_-]+)$/.exec(text) ?? [];
  const size = digestSizes[algorithm];
  if (hex === "") throw new DockerfileError("invalid checksum digest format", range);
  if (size === undefined) throw new DockerfileError("unsupported digest algorithm", range);
  if (hex.length !== size) throw new DockerfileError("invalid checksum digest length", range);
  if (!/^[a-f0-9]+$/.test(hex)) throw new DockerfileError("invalid checksum digest format", range);
}

function isHttp(path: string): boolean {
  return /^https?:\/\//.test(path);
}

/** A wrong query makes it no Git address for this question, as in BuildKit. */
function isGit(path: string): boolean {
  try {
    return parseGitAddress(path) !== undefined;
  } catch {
    return false;
  }
}

/** True for what has to be fetched. Throws for what ADD could not fetch anyway, and for COPY. */
function isRemote(path: string, checksum: string, instruction: CopyInstruction): boolean {
  const { kind, range, keepGitDir } = instruction;
  const refuse = (message: string) => new DockerfileError(message, range);
  let git: ReturnType<typeof parseGitAddress>;
  try {
    git = parseGitAddress(path);
  } catch (error) {
    throw located(error, range);
  }
  if (git) {
    if (kind === "COPY") throw refuse("source can't be a git ref for COPY");
    if (keepGitDir !== undefined && git.keepGitDir !== undefined && keepGitDir !== git.keepGitDir)
      throw refuse("inconsistent keep-git-dir configuration");
    if (checksum && git.checksum && checksum !== git.checksum)
      throw refuse(`checksum mismatch ${JSON.stringify(checksum)} != ${JSON.stringify(git.checksum)}`);
    return true;
  }
  if (!isHttp(path)) return false;
  if (kind === "COPY") throw refuse("source can't be a URL for COPY");
  if (checksum) checkDigest(checksum, instruction);
  return true;
}

function remote(
  instruction: CopyInstruction,
  words: readonly string[],
  url: string,
  state: StageState,
  scope: DispatchScope,
  shown: string,
): string {
  const message = `drydock: the lab has no network, so ADD cannot fetch ${url}: put the file into the workspace and COPY it instead`;
  scope.addVertex(state, { kind: "unsupported", message, text: shown }, [], shown);
  return `${instruction.kind} ${words.join(" ")} # buildkit`;
}
