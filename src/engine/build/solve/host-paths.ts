/** Paths of the daemon's host that show in errors. The engine's are new each time; here they come of what they are for. */
import { sha256Hex } from "../../filesystem/digest.ts";
import { recordId } from "../keys/hash.ts";

const data = "/var/lib/docker";

/** Where the root of a running step is put together. */
export function executorRoot(key: string): string {
  return `${data}/buildkit/executor/${recordId(sha256Hex(key), 0)}/rootfs`;
}

/** Where a path of the layer that is being made lies on the host. */
export function inLayer(path: string): string {
  return `${data}/overlay2/${recordId(sha256Hex(path), 0)}/merged${path}`;
}

/** What a mount's files are to the daemon: a tree of a build, a cache's own snapshot, a secret's file. */
export type MountKind = "tree" | "snapshot" | "secret";

/** Where the files of a mount lie. */
export function mountSource(kind: MountKind, key: string, isFile: boolean): string {
  const name = sha256Hex(key);
  const number = `${BigInt(`0x${name}`)}`.slice(0, 10);
  if (kind === "snapshot") return `${data}/overlay2/${recordId(name, 0)}/diff`;
  if (kind === "secret") return `${data}/tmp/buildkit-secrets${number}/${recordId(name, 0)}`;
  return `${data}/tmp/buildkit-mount${number}${isFile ? "/file" : ""}`;
}
