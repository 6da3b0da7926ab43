/** Carries one vertex out: what it reads, what it runs, what comes of it. */
import type { Clock } from "../../clock.ts";
import { directory } from "../../filesystem/build.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import type { BuildCache } from "../keys/cache.ts";
import { copyFiles, makeWorkdir, StepError } from "./copy.ts";
import type { CopyOperation, GraphVertex, RunOperation } from "../plan/operation.ts";
import { findUser } from "./owner.ts";
import { RunMounts } from "./run-mounts.ts";
import { withWorkingDirectory } from "./working-directory.ts";
import { archiveUnpacker } from "./unpacker.ts";
import type { RunningVertex } from "./progress.ts";
import type { StepRunner } from "./solver-hooks.ts";

export interface Execution {
  readonly clock: Clock;
  readonly cache: BuildCache;
  readonly runStep: StepRunner;
  readonly secrets: Readonly<Record<string, Uint8Array>>;
  /** Why the client could not read one, by its id. */
  readonly unreadableSecrets?: Readonly<Record<string, string>>;
  /** Ids of the agents the client offers. */
  readonly ssh?: readonly string[];
  readonly signal: AbortSignal;
}

/** Where a step's source trees come from. */
export type TreeOf = (index: number) => Promise<DirectoryNode>;

/** Simulated milliseconds that the container needs before the command starts. */
const startTime = 110;

/** The tree after the step. Throws `StepError`, and the signal's reason when aborted. */
export async function execute(
  vertex: GraphVertex,
  root: DirectoryNode | undefined,
  treeOf: TreeOf,
  world: Execution,
  progress: RunningVertex,
): Promise<DirectoryNode> {
  const { operation } = vertex;
  switch (operation.kind) {
    case "workdir":
      // Nothing stops it once it has begun.
      await world.clock.sleep(8);
      return makeWorkdir(operation, root, world.clock.now());
    case "copy":
      return executeCopy(vertex, operation, root, treeOf, world);
    case "run":
      return executeRun(operation, root, treeOf, world, progress);
    case "unsupported":
      throw new StepError(operation.message);
    case "from":
    case "local":
      throw new Error("an image is loaded, not executed");
  }
}

async function executeCopy(
  vertex: GraphVertex,
  operation: CopyOperation,
  root: DirectoryNode | undefined,
  treeOf: TreeOf,
  world: Execution,
): Promise<DirectoryNode> {
  const inputs = await Promise.all(
    vertex.sources.map(async (source, index) => ({ tree: await treeOf(index), context: source.kind !== "vertex" })),
  );
  const unpacker = (operation.unpack ?? operation.add) ? await archiveUnpacker() : () => false;
  const tree = copyFiles(operation, root, inputs, world.clock.now(), unpacker);
  await world.clock.sleep(12, world.signal);
  return tree;
}

async function executeRun(
  operation: RunOperation,
  root: DirectoryNode | undefined,
  treeOf: TreeOf,
  world: Execution,
  progress: RunningVertex,
): Promise<DirectoryNode> {
  const argv = operation.argv.join(" ");
  const failed = (why: string) => new StepError(`process ${JSON.stringify(argv)} did not complete successfully: ${why}`);
  const user = findUser(root, operation.user);
  if (typeof user === "string") throw failed(user);
  const env = new Map<string, string>([
    ...[...operation.environment.variables].map(([name, { value }]) => [name, value] as const),
    // In both spellings, whichever was given, and over what the image says.
    ...operation.proxies.flatMap(([name, value]) => [[name.toUpperCase(), value] as const, [name.toLowerCase(), value] as const]),
  ]);
  const mounts = await RunMounts.prepare(operation.mounts, treeOf, world, env, failed);
  const below = withWorkingDirectory(root ?? directory(), operation.cwd, user, world.clock.now());
  if (typeof below === "string") throw failed(below);
  if (!env.has("HOME")) env.set("HOME", user.home);
  await world.clock.sleep(startTime, world.signal);
  const result = await world.runStep({
    root: below,
    argv: operation.argv,
    env,
    cwd: operation.cwd,
    uid: user.uid,
    gid: user.gid,
    ...(/:./.test(operation.user) && { groups: [] }),
    network: operation.network,
    hostname: operation.hostname,
    hosts: operation.addHosts,
    ...(operation.limits?.ulimits && { ulimits: operation.limits.ulimits }),
    ...(operation.limits?.shmSize && { shmSize: operation.limits.shmSize }),
    mounts: mounts.list,
    clock: world.clock,
    signal: world.signal,
    stdout: (text) => progress.log(1, text),
    stderr: (text) => progress.log(2, text),
  });
  mounts.keep(result.kept, world.cache, argv, world.clock.now());
  if (result.startError !== undefined) {
    progress.log(2, `${result.startError.replace(/\n$/, "")}\n`);
    throw failed("exit code: 1");
  }
  if (result.exitCode !== 0) throw failed(`exit code: ${result.exitCode}`);
  await world.clock.sleep(25, world.signal);
  return result.root;
}
