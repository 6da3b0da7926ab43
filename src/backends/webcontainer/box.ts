/**
 * A real Node.js as a lab sees it: a folder, programs that run in it, ports that they open. The page has it, since a
 * WebContainer lives in a frame; the engine asks for it from its worker. So everything is plain data, promises, and functions
 * that Comlink carries.
 */
import type { FileSystemTree } from "@webcontainer/api";

export interface Box {
  /** Full path of its folder. All other paths are relative to that. */
  readonly folder: Promise<string>;
  /** Removes all files, and looks at no folder any more. */
  clear(): Promise<void>;
  /** Lays these files over what is there. */
  put(files: FileSystemTree): Promise<void>;
  /** The files of a folder as they are now, without `node_modules`. */
  take(path: string): Promise<FileSystemTree>;
  /** Starts a program. Both its streams go to `heard`, as on a terminal. Rejects when it cannot be started. */
  start(command: readonly string[], options: StartOptions, heard: (text: string) => void): Promise<RunningProgram>;
  /** From now on, until the box is cleared: something below a folder has changed. */
  onChange(path: string, told: () => void): Promise<void>;
  /** From now on: a program listens at a port, or does no more. `url` shows it in a frame. */
  onPort(told: (port: number, isOpen: boolean, url: string) => void): Promise<void>;
}

export interface StartOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly terminal?: { readonly cols: number; readonly rows: number };
}

export interface RunningProgram {
  /** Its exit code, when it has ended. */
  ended(): Promise<number>;
  /** Puts text on its standard input. */
  type(text: string): Promise<void>;
  kill(): Promise<void>;
}
