import { directory, file } from "../../src/engine/filesystem/build.ts";
import { contentOf } from "../../src/engine/filesystem/content.ts";
import { createLab } from "../../src/headless/lab.ts";
import { runLine } from "../../src/headless/run-lines.ts";

/** A lab whose workspace has these files; gives what runs a line in it and what that printed, errors last. */
export function survivor(files: Readonly<Record<string, Uint8Array>> = {}): (line: string) => Promise<{ code: number; text: string }> {
  const owner = { uid: 1000, gid: 1000 };
  const entries = Object.entries(files).map(([name, bytes]) => [name, { ...file("", owner), content: contentOf(bytes) }] as const);
  const session = createLab(directory(Object.fromEntries(entries), owner));
  return async (line) => {
    const { exitCode, stdout, stderr } = await runLine(session, line);
    return { code: exitCode, text: stdout + stderr };
  };
}
