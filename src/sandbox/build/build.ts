/**
 * A build: BuildKit's own client (`docker buildx build`) does it, with the session's files as context and raw progress. It
 * speaks gRPC sessions, transfers contexts as BuildKit wants them, and its steps, cache and errors are the real ones; all that
 * `/build` takes without a session is a tar from elsewhere, whose steps are other steps.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { directory } from "../../engine/filesystem/build.ts";
import type { DirectoryNode, Node } from "../../engine/filesystem/node.ts";
import { tarTree } from "../../engine/filesystem/untar.ts";
import { DaemonError, Refused } from "../policy/refusal.ts";
import type { Call, Reply } from "../gateway/call.ts";
import type { Session } from "../gateway/session.ts";
import { dockerEnvironment } from "./docker-client.ts";
import { type BuildOrder, buildOrderOf } from "./request.ts";
import { sourcePolicy } from "./source-policy.ts";
import { writeTree } from "./unpack.ts";

/** Bytes of a build's files, milliseconds it may take, and builds of one session at once. */
const mostBytes = 64 * 1024 * 1024;
const patience = 10 * 60_000;
const mostBuilds = 2;

/** `POST /drydock/build`: lines of `{"status":…}` as BuildKit tells it, `{"text":…}` of the client's own, and a `{"result":…}`. */
export async function build(call: Call): Promise<Reply> {
  const { session } = call;
  const order = buildOrderOf(call.json, session);
  if (session.builds.size >= mostBuilds) throw new Refused("limits", `a session may run ${mostBuilds} builds at once`);
  await session.room("images");
  const own = (await session.ownImages()).flatMap(({ RepoTags }) => RepoTags ?? []).flatMap((tag) => session.names.shownImage(tag) ?? []);
  const stop = new AbortController();
  session.builds.add(stop);
  call.signal.addEventListener("abort", () => stop.abort(), { once: true });
  const folder = mkdtempSync(path.join(tmpdir(), "drydock-build-"));
  const over = (): void => {
    session.builds.delete(stop);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const files = await filesOf(call);
    const words = layOut(order, files, folder, session);
    writeFileSync(path.join(folder, "policy.json"), JSON.stringify(sourcePolicy(session.images, session.names, own)));
    return { status: 200, body: run(words, folder, session, stop.signal, over) };
  } catch (error) {
    over();
    throw error;
  }
}

async function filesOf({ body }: Call): Promise<DirectoryNode> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > mostBytes) throw new Refused("limits", `a build may have at most ${mostBytes / 1024 ** 2} MiB of files`);
    pieces.push(piece);
  }
  try {
    return tarTree(Buffer.concat(pieces));
  } catch (error) {
    throw new DaemonError(400, `the build's files cannot be read: ${(error as Error).message}`);
  }
}

/** Writes the files down and says what to call the client with. Every value stands behind its option's `=`. */
function layOut(order: BuildOrder, files: DirectoryNode, folder: string, session: Session): string[] {
  const place = (name: string, node: Node | undefined): string => {
    const there = path.join(folder, name);
    mkdirSync(there);
    writeTree(node?.kind === "directory" ? node : directory(), there);
    return there;
  };
  const sub = (name: string): Node | undefined => {
    const node = files.entries.get(name);
    return node?.kind === "directory" ? node : undefined;
  };
  const context = place("context", sub("context"));
  const dockerfiles = place("dockerfile", sub("dockerfile"));
  const words = ["buildx", "build", "--progress=rawjson", "--builder=default", "--provenance=false", "--sbom=false"];
  words.push(`--file=${path.join(dockerfiles, path.basename(order.dockerfile))}`, `--iidfile=${path.join(folder, "iid")}`);
  const { names, labels, limits } = session;
  for (const tag of order.tags ?? []) words.push(`--tag=${names.realTag(tag)}`);
  for (const [name, value] of Object.entries({ ...order.labels, ...labels })) words.push(`--label=${name}=${value}`);
  for (const [name, value] of Object.entries(order.buildArgs ?? {})) words.push(`--build-arg=${name}=${value}`);
  // Cache mounts and what RUN has made are the session's own: another one's may hold another one's secrets.
  words.push(`--build-arg=BUILDKIT_CACHE_MOUNT_NS=${session.id}`, `--ulimit=fsize=${limits.disk}:${limits.disk + session.salt}`);
  if (session.cgroupParent !== undefined) words.push(`--cgroup-parent=${session.cgroupParent}`);
  if (order.target) words.push(`--target=${order.target}`);
  if (order.noCache) words.push("--no-cache");
  if (order.pull) words.push("--pull");
  for (const stage of order.noCacheFilter ?? []) words.push(`--no-cache-filter=${stage}`);
  if (order.platform) words.push(`--platform=${order.platform}`);
  if (order.network && order.network !== "default") words.push(`--network=${order.network}`);
  for (const host of order.addHosts ?? []) words.push(`--add-host=${host}`);
  if (order.shmSize) words.push(`--shm-size=${order.shmSize}`);
  for (const [index, name] of (order.folders ?? []).entries())
    words.push(`--build-context=${name}=${place(`folder-${index}`, sub(`folder-${index}`))}`);
  for (const [name, reference] of Object.entries(order.imageContexts ?? {}))
    words.push(`--build-context=${name}=docker-image://${reference}`);
  const secrets = place("secrets", onlyFiles(sub("secrets")));
  for (const [index, name] of (order.secrets ?? []).entries()) words.push(`--secret=id=${name},src=${path.join(secrets, String(index))}`);
  return [...words, context];
}

/** The client reads secrets itself, and would follow a link to wherever it leads on this machine. */
function onlyFiles(node: Node | undefined): DirectoryNode {
  const entries = node?.kind === "directory" ? [...node.entries] : [];
  return directory(Object.fromEntries(entries.filter(([, { kind }]) => kind === "file")));
}

async function* run(
  words: readonly string[],
  folder: string,
  { names, upstream }: Session,
  signal: AbortSignal,
  over: () => void,
): AsyncGenerator<Uint8Array> {
  const env = { ...dockerEnvironment(upstream.address), EXPERIMENTAL_BUILDKIT_SOURCE_POLICY: path.join(folder, "policy.json") };
  const child = spawn("docker", [...words], { env, stdio: ["ignore", "ignore", "pipe"], cwd: folder });
  const end = (): void => void child.kill("SIGINT");
  signal.addEventListener("abort", end, { once: true });
  const timer = setTimeout(end, patience);
  const exit = new Promise<number>((resolve) => {
    child.once("close", (code) => resolve(code ?? 130));
    child.once("error", () => resolve(127));
  });
  const line = (value: object): Uint8Array => Buffer.from(`${JSON.stringify(value)}\n`);
  try {
    for await (const text of createInterface({ input: child.stderr })) {
      const shown = names.shown(text).replaceAll(folder, "");
      if (shown.startsWith("{")) yield Buffer.from(`{"status":${shown}}\n`);
      else yield line({ text: shown });
    }
    const exitCode = await exit;
    yield line({ result: { exitCode, ...(exitCode === 0 && { imageId: readFileSync(path.join(folder, "iid"), "utf8") }) } });
  } finally {
    end();
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
    over();
  }
}
