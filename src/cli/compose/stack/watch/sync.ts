/** Bringing files that have changed into the containers of a service. */
import { writeTar } from "../../../../engine/filesystem/tar.ts";
import type { Change } from "../../../../engine/filesystem/diff.ts";
import { replicasOf, type StackContainer } from "../containers.ts";
import type { Work } from "../work.ts";

export interface SyncedFile {
  /** On the host; what is not there any more goes in the container too. */
  readonly host: string;
  readonly target: string;
}

/** To every container of the service. */
export async function syncFiles({ stack, context }: Work, service: string, files: readonly SyncedFile[]): Promise<void> {
  const present = files.filter(({ host }) => context.disk.lookup(host) !== undefined);
  const gone = files.filter((file) => !present.includes(file)).map(({ target }) => target);
  const entries = present.map(({ host, target }): Change => {
    const node = context.disk.stat(host);
    return { path: target.replace(/^\//, ""), kind: "added", node, size: node.kind === "file" ? node.content.size : 0, hidden: 0 };
  });
  const archive = writeTar(entries.toSorted((a, b) => (a.path < b.path ? -1 : 1)));
  const update = async ({ id }: StackContainer): Promise<void> => {
    if (gone.length > 0) await runQuietly(context.engine, id, ["rm", "-rf", ...gone]);
    if (entries.length > 0) await context.engine.containerArchivePut(id, "/", archive, { copyUIDGID: true });
  };
  await Promise.all((await replicasOf(context.engine, stack.name, service)).map(update));
}

async function runQuietly(engine: Work["context"]["engine"], container: string, Cmd: readonly string[]): Promise<void> {
  const { Id } = await engine.execCreate(container, { Cmd, AttachStderr: true });
  const running = await engine.execStart(Id);
  for await (const _ of running.output);
}
