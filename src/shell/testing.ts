/** A session to test with, over an engine with two images and no builds. */
import type { Engine } from "../engine/api.ts";
import { virtualClock } from "../engine/clocks.ts";
import { WorkingTree } from "../engine/filesystem/working-tree.ts";
import { LabSession } from "./session.ts";

export const engine = { imageList: async () => [{ RepoTags: ["app:1", "web:2"] }], builds: () => [] } as unknown as Engine;

/** @param files what is in the workspace, by path */
export function makeSession(files: Readonly<Record<string, string>> = {}): LabSession {
  const tree = new WorkingTree(undefined, { uid: 1000, gid: 1000 });
  tree.chown("/", 1000, 1000);
  for (const [path, text] of Object.entries(files)) tree.writeFile(`/${path}`, text, { parents: true });
  return new LabSession({ engine, clock: virtualClock(), workspace: tree.root });
}

/** Runs a line; gives what it prints, and its exit code behind that unless it is 0. */
export async function type(
  session: LabSession,
  line: string,
  options: { signal?: AbortSignal; terminal?: { columns: number; rows: number } } = {},
): Promise<string> {
  let output = "";
  const write = (text: string): void => {
    output += text;
  };
  const { exitCode } = await session.exec(line, { stdout: write, stderr: write, ...options });
  return exitCode === 0 ? output : `${output}[${exitCode}]`;
}

export const terminal = { columns: 80, rows: 24 };
