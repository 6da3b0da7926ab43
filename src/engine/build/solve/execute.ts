/** Carries one vertex out: what it reads, what it runs, what comes of it. */
import type { Clock } from "../../clock.ts";
import { directory } from "../../filesystem/build.ts";
import { treeChecksum } from "../../filesystem/digest.ts";
import type { DirectoryNode, FileNode } from "../../filesystem/node.ts";
import { resolvePath } from "../../filesystem/resolve.ts";
import type { BuildCache } from "../keys/cache.ts";
import { inlineTree } from "../keys/context.ts";
import { copyFiles, makeWorkdir, StepError } from "./copy.ts";
import type { CopyOperation, GraphVertex, Mount, RunOperation } from "../plan/operation.ts";
import { findUser } from "./owner.ts";
import { withWorkingDirectory } from "./working-directory.ts";
import { archiveUnpacker } from "./unpacker.ts";
import type { RunningVertex } from "./progress.ts";
import type { RunMount, StepRunner } from "./solver-hooks.ts";

export interface Execution {
  readonly clock: Clock;
  readonly cache: BuildCache;
  readonly runStep: StepRunner;
  readonly secrets: Readonly<Record<string, Uint8Array>>;
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
  const unreachable = operation.mounts.map(missingStart).find((path) => path !== undefined);
  if (unreachable !== undefined) throw failed(`open ${unreachable}: no such file or directory`);
  const mounts = await prepareMounts(operation.mounts, treeOf, world, env, failed);
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
    mounts,
    clock: world.clock,
    signal: world.signal,
    stdout: (text) => progress.log(1, text),
    stderr: (text) => progress.log(2, text),
  });
  for (const [id, tree] of result.kept) {
    const mount = operation.mounts.find((one) => one.type === "cache" && id.startsWith(one.id));
    const shownId = mount?.type === "cache" ? mount.id : id;
    const description = `cached mount ${mount?.target} from exec ${argv} with id ${JSON.stringify(`/${shownId}`)}`;
    world.cache.keepMount(id, tree, description, world.clock.now());
  }
  if (result.startError !== undefined) {
    progress.log(2, `${result.startError.replace(/\n$/, "")}\n`);
    throw failed("exit code: 1");
  }
  if (result.exitCode !== 0) throw failed(`exit code: ${result.exitCode}`);
  await world.clock.sleep(25, world.signal);
  return result.root;
}

/** The `source=` of a mount that starts from nothing. */
function missingStart(mount: Mount): string | undefined {
  if (mount.type === "tmpfs") return mount.path;
  return mount.type === "cache" && mount.source === undefined && mount.path !== "/" ? mount.path : undefined;
}

/** One id has a directory for each thing it can start from: nothing, a directory of some owner and mode, files of a stage. */
function placeOf({ id, mode, uid, gid, path }: Extract<Mount, { type: "cache" }>, from: DirectoryNode | undefined): string {
  if (from) return `${id}:${treeChecksum(from)}${path}`;
  return mode === undefined && uid === undefined && gid === undefined ? id : `${id}:${uid ?? 0}:${gid ?? 0}:${mode ?? 0o755}`;
}

async function prepareMounts(
  mounts: readonly Mount[],
  treeOf: TreeOf,
  world: Execution,
  env: Map<string, string>,
  failed: (why: string) => StepError,
): Promise<RunMount[]> {
  const list: RunMount[] = [];
  for (const mount of mounts) {
    if (mount.type === "bind") {
      const node = resolvePath(await treeOf(mount.source), mount.path, true).node;
      if (!node) throw failed(`open ${mount.path}: no such file or directory`);
      if (node.kind !== "symlink") list.push({ target: mount.target, node, readOnly: mount.readOnly });
    } else if (mount.type === "cache") {
      const from = mount.source === undefined ? undefined : await treeOf(mount.source);
      const start = from && resolvePath(from, mount.path, true).node;
      const empty =
        start?.kind === "directory"
          ? start
          : directory({}, { mode: mount.mode ?? 0o755, uid: mount.uid ?? 0, gid: mount.gid ?? 0, mtime: world.clock.now() });
      const keep = placeOf(mount, from);
      list.push({
        target: mount.target,
        node: world.cache.mount(keep) ?? empty,
        readOnly: mount.readOnly,
        kind: from ? "tree" : "snapshot",
        keep,
      });
    } else if (mount.type === "tmpfs")
      list.push({ target: mount.target, node: directory({}, { mode: 0o1777, mtime: world.clock.now() }), readOnly: false, kind: "tmpfs" });
    else if (mount.type === "ssh") {
      if (mount.required && !world.ssh?.includes(mount.id)) throw new StepError(`unset ssh forward key ${mount.id}`);
      // The place is told whether or not an agent is there.
      if (mount.target !== undefined) env.set("SSH_AUTH_SOCK", mount.target);
    } else if (mount.type === "secret") {
      if (mount.target === "/") throw new StepError("invalid mount type SECRET for /");
      const value = world.secrets[mount.id];
      if (!value) {
        if (mount.required) throw new StepError(`secret ${mount.id}: not found`);
        continue;
      }
      if (mount.env !== undefined) env.set(mount.env, new TextDecoder().decode(value));
      const tree = inlineTree("secret", "", mount.mode);
      const file = {
        ...(tree.entries.get("secret") as FileNode),
        uid: mount.uid,
        gid: mount.gid,
        content: { bytes: value, size: value.length },
      };
      if (mount.target !== undefined) list.push({ target: mount.target, node: file, readOnly: true, kind: "secret" });
    }
  }
  return list;
}
