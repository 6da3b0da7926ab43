/** COPY and ADD of the classic builder: one step, known by the content of what it copies. */
import type { CopyInstruction } from "../../dockerfile/ast.ts";
import { sha256Hex, treeChecksum } from "../../filesystem/digest.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { MissingSource, type Pick, pickPaths } from "../keys/select.ts";
import type { CopyItem } from "../plan/operation.ts";
import { normalizeOwner } from "../plan/owner-name.ts";
import { hasWildcard, resolveDestination, resolveSource } from "../plan/paths.ts";
import { copyFiles, StepError } from "../solve/copy.ts";
import { archiveUnpacker } from "../solve/unpacker.ts";

export interface CopyGround {
  readonly cwd: string;
  readonly root: DirectoryNode;
  /** What is copied from, and whether that is the build context. */
  readonly source: DirectoryNode;
  readonly context: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Copied {
  /** `COPY file:… in /app `: what the step is remembered by, and its row of `docker history`. */
  readonly comment: string;
  /** The files after it. */
  make(): DirectoryNode;
}

/** Throws `StepError`. */
export async function copied(instruction: CopyInstruction, expand: (word: string) => string, ground: CopyGround): Promise<Copied> {
  const { kind } = instruction;
  const sources = instruction.sources.map(expand);
  const destination = expand(instruction.destination);
  if (kind === "ADD") for (const source of sources) refuseRemote(source);
  const items = sources.map((source): CopyItem => {
    const path = resolveSource(source);
    return { source: 0, path, wildcard: hasWildcard(path) };
  });
  const picks = items.flatMap((item, index) => found(kind, item, sources[index] as string, ground));
  if (picks.length === 0) throw new StepError(`${kind} failed: no source files were specified`);
  if (picks.length > 1 && !/(^|\/)\.?$/.test(destination))
    throw new StepError(`When using ${kind} with more than one source file, the destination must be a directory and end with a /`);
  const owner = instruction.chown === undefined ? undefined : expand(instruction.chown);
  const flags = owner === undefined ? "" : `--chown=${owner} `;
  const unpack = kind === "ADD" ? await archiveUnpacker() : () => false;
  return {
    comment: `${kind} ${flags}${hashOf(picks, ground.context)} in ${destination} `,
    make: () =>
      copyFiles(
        {
          kind: "copy",
          add: kind === "ADD",
          items,
          destination: resolveDestination(ground.cwd, destination),
          ...(owner !== undefined && { owner: normalizeOwner(owner) }),
        },
        ground.root,
        [{ tree: ground.source, context: ground.context }],
        ground.now,
        unpack,
      ),
  };
}

function refuseRemote(source: string): void {
  if (/^(https?|git|ssh):\/\/|^git@/.test(source))
    throw new StepError(
      `drydock: the lab has no network, so ADD cannot fetch ${source}: put the file into the build context and COPY it instead`,
    );
}

function found(kind: string, item: CopyItem, written: string, { source, context }: CopyGround): Pick[] {
  try {
    return pickPaths(source, item);
  } catch (error) {
    if (!(error instanceof MissingSource)) throw error;
    if (item.wildcard) return [];
    const name = written.replace(/^\/+/, "");
    if (!context) throw new StepError(`${kind} failed: stat ${name}: file does not exist`);
    throw new StepError(`${kind} failed: file not found in build context or excluded by .dockerignore: stat ${name}: file does not exist`);
  }
}

/** `file:` or `dir:` and a digest of its content; of several, `multi:` and one of all. */
function hashOf(picks: readonly Pick[], context: boolean): string {
  const hashes = picks.map(
    ({ node }) => `${node.kind === "directory" ? "dir" : "file"}:${hexOf(treeChecksum(node, context ? "context" : "image"))}`,
  );
  return hashes.length === 1 ? (hashes[0] as string) : `multi:${sha256Hex(hashes.join(","))}`;
}

function hexOf(digest: string): string {
  return digest.replace(/^sha256:/, "");
}
