/** For tests: runs a line of shell in a base image, as a RUN step would. */
import { catalogue } from "../../../../content/catalogue/index.ts";
import { virtualClock } from "../../clocks.ts";
import type { Clock } from "../../clock.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import { sizeOf } from "../../filesystem/walk.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { canonical } from "../../images/reference.ts";
import { registry } from "../registry.ts";
import { createStepRunner } from "../run-step.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Bytes the root grew by. */
  readonly grew: number;
  readonly fs: WorkingTree;
  readonly root: DirectoryNode;
}

export interface RunOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly network?: "none";
  readonly uid?: number;
  /** Instead of the image's own: what an earlier step left. */
  readonly root?: DirectoryNode;
  readonly clock?: Clock;
}

/** `sh -c line` in an image of the catalogue. */
export async function run(image: string, line: string, options: RunOptions = {}): Promise<Ran> {
  const loaded = await catalogue.load(canonical(image));
  const start = new WorkingTree(options.root ?? loaded.layers.at(-1)?.root);
  const cwd = options.cwd ?? "/w";
  start.mkdir(cwd, { recursive: true });
  for (const [path, text] of Object.entries(options.files ?? {}))
    start.writeFile(path.startsWith("/") ? path : `${cwd}/${path}`, text, { parents: true });
  const root = start.root;
  const env = new Map((loaded.config.Env ?? []).map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)]));
  env.set("HOME", "/root");
  for (const [name, value] of Object.entries(options.env ?? {})) env.set(name, value);
  let out = "";
  let err = "";
  const result = await createStepRunner(registry)({
    root,
    argv: ["/bin/sh", "-c", line],
    env,
    cwd,
    uid: options.uid ?? 0,
    gid: options.uid ?? 0,
    network: options.network ?? "default",
    hostname: "buildkitsandbox",
    mounts: [],
    clock: options.clock ?? virtualClock(),
    signal: new AbortController().signal,
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
  });
  if (result.startError) err += result.startError;
  return { code: result.exitCode, out, err, grew: sizeOf(result.root) - sizeOf(root), fs: new WorkingTree(result.root), root: result.root };
}
