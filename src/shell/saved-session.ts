import type { DirectoryNode } from "../engine/filesystem/node.ts";
import { decodeTrees, encodeTrees } from "../engine/filesystem/serialize.ts";
import type { FunctionDefinition } from "../engine/programs/shell/syntax.ts";
import type { ShellState, Variable } from "../engine/programs/shell/state.ts";

type SavedVariable = readonly [
  name: string,
  kind: Variable["kind"],
  exported: boolean,
  readonly: boolean,
  elements: readonly (readonly [string, string])[],
];

export interface SavedSession {
  readonly version: 1;
  readonly disk: Uint8Array;
  readonly cwd: string;
  readonly history: readonly string[];
  readonly variables: readonly SavedVariable[];
  readonly aliases: readonly (readonly [string, string])[];
  readonly functions: readonly FunctionDefinition[];
  readonly umask: number;
  readonly status: number;
}

export function saveState(root: DirectoryNode, state: ShellState, history: readonly string[]): SavedSession {
  return {
    version: 1,
    disk: encodeTrees([root]),
    cwd: state.cwd,
    history: [...history],
    variables: [...state.variables].map(
      ([name, { kind, exported, readonly, elements }]) => [name, kind, exported, readonly, [...elements]] as const,
    ),
    aliases: [...state.aliases],
    functions: [...state.functions.values()],
    umask: state.umask,
    status: state.status,
  };
}

/** Throws when the saved disk is damaged or of another version. */
export function restoreState(saved: SavedSession): { disk: DirectoryNode; state: Partial<ShellState> } {
  if (saved.version !== 1) throw new Error(`A session saved as version ${saved.version} can't be read.`);
  const [disk] = decodeTrees(saved.disk);
  if (disk?.kind !== "directory") throw new Error("The saved disk holds no directory.");
  const state: Partial<ShellState> = {
    cwd: saved.cwd,
    variables: new Map(
      saved.variables.map(([name, kind, exported, readonly, elements]) => [
        name,
        { kind, exported, readonly, elements: new Map(elements) },
      ]),
    ),
    aliases: new Map(saved.aliases),
    functions: new Map(saved.functions.map((definition) => [definition.name, definition])),
    umask: saved.umask,
    status: saved.status,
  };
  return { disk, state };
}
