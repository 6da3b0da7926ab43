/**
 * Directories of a container that were removed and made anew. Docker's list of changes tells what is gone from them and not that they
 * are opaque; the container's own layer on this machine does: it has no whiteouts in such a directory.
 */
import { constants } from "node:fs";
import { type FileHandle, lstat, open } from "node:fs/promises";
import type { FilesystemChange } from "../../engine/api.ts";
import type { Session } from "./session.ts";

/** Never through a link: whoever is in the container may put one there at any moment. */
const directoryItself = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
const changed = 0;
const deleted = 2;

/**
 * @param id of a container of the session
 * @returns absolute paths in it; none where the gateway cannot look: an engine elsewhere, another storage driver, no rights
 */
export async function opaqueDirectories(session: Session, id: string): Promise<string[]> {
  const { upstream } = session;
  if (!upstream.isLocal) return [];
  const [{ GraphDriver }, changes] = await Promise.all([
    upstream.json<{ GraphDriver?: { Data?: { UpperDir?: string } | null } }>("GET", `/containers/${id}/json`),
    upstream.json<FilesystemChange[] | null>("GET", `/containers/${id}/changes`),
  ]);
  const upper = GraphDriver?.Data?.UpperDir;
  if (!upper || !changes) return [];
  const candidates = changes.flatMap(({ Path, Kind }) => {
    const gone = changes.find((each) => each.Kind === deleted && parentOf(each.Path) === Path);
    return Kind === changed && gone ? [{ path: Path, name: gone.Path.slice(Path.length + 1) }] : [];
  });
  const opaque = await Promise.all(candidates.map(({ path, name }) => isWithout(upper, path, name)));
  return candidates.filter((_, index) => opaque[index]).map(({ path }) => path);
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** Whether the directory is there and has nothing of this name. */
async function isWithout(root: string, path: string, name: string): Promise<boolean> {
  let at: FileHandle | undefined;
  try {
    at = await open(root, directoryItself);
    for (const part of path.slice(1).split("/")) {
      const next = await open(`/proc/self/fd/${at.fd}/${part}`, directoryItself);
      await at.close();
      at = next;
    }
    return await lstat(`/proc/self/fd/${at.fd}/${name}`).then(
      () => false,
      ({ code }: NodeJS.ErrnoException) => code === "ENOENT",
    );
  } catch {
    return false;
  } finally {
    await at?.close().catch(() => {});
  }
}
