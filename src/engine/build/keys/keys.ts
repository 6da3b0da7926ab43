/** Cache keys (spec §1.4, §1.5, §3, §4): what a step does, what it stands on, and what the files it reads hold. */
import { file } from "../../filesystem/build.ts";
import { treeChecksum } from "../../filesystem/digest.ts";
import { sha } from "./hash.ts";
import type { CopyOperation, FileSource, GraphVertex, Mount, Operation, RunOperation } from "../plan/operation.ts";
import { baseName } from "../plan/paths.ts";
import type { Selection, Selector } from "./select.ts";

const digests = new WeakMap<Operation, string>();

/** What of an operation counts, whatever it is applied to. Several keys of a step ask, so it is remembered. */
export function operationDigest(operation: Operation): string {
  let digest = digests.get(operation);
  if (digest === undefined) {
    digest = sha(JSON.stringify(operationFields(operation)));
    digests.set(operation, digest);
  }
  return digest;
}

function operationFields(operation: Operation): unknown[] {
  switch (operation.kind) {
    case "from":
      return ["from", operation.chainId];
    case "local":
      return ["local", operation.name];
    case "workdir":
      return ["workdir", operation.path, operation.owner ?? "", operation.epoch ?? ""];
    case "copy":
      return copyFields(operation);
    case "run":
      return runFields(operation);
    case "unsupported":
      return ["unsupported", operation.text];
  }
}

/** Of a source's path only the base name (spec §1.5). */
function copyFields(operation: CopyOperation): unknown[] {
  const items = operation.items.map((item) => [item.source, baseName(item.path)]);
  const { add, unpack, exclude, destination, owner = "", mode = "" } = operation;
  const include = operation.items.flatMap((item) => item.include ?? []);
  const narrowing = exclude || include.length > 0 ? [exclude ?? [], include] : [];
  return ["copy", unpack ?? add, items, destination, owner, mode, ...narrowing];
}

function runFields(operation: RunOperation): unknown[] {
  const { argv, environment, cwd, user, hostname, network, security, platform } = operation;
  const hosts = operation.addHosts.map((host) => host.split(/[:=]/)[0]);
  const mounts = operation.mounts.map(mountFields);
  const fields = ["run", argv, environment.digest, cwd, user, hostname, hosts, network, security, platform, mounts];
  return operation.limits ? [...fields, operation.limits] : fields;
}

/** A cache mount's id and sharing only count as "the usual" or "something else"; its content never (spec §3.1). */
function mountFields(mount: Mount): unknown[] {
  switch (mount.type) {
    case "bind":
      return ["bind", mount.target, mount.readOnly];
    case "cache":
      return [
        "cache",
        mount.target,
        mount.readOnly,
        mount.id === mount.target && mount.sharing === "shared",
        mount.uid ?? "",
        mount.gid ?? "",
        mount.mode ?? "",
      ];
    case "tmpfs":
      return ["tmpfs", mount.target, mount.size ?? "", ...(mount.path === undefined ? [] : [mount.path])];
    default:
      return [mount.type, mount.target ?? "", mount.env ?? "", mount.id, mount.required, mount.mode, mount.uid, mount.gid];
  }
}

/**
 * How a step uses a source that is also the file system it stands on; BuildKit has one input for both then. A RUN that
 * mounts from it is keyed on the content of all of it instead of its identity; of a COPY neither content nor path count,
 * only the base name (seen on 0.24 and 0.26). `apart` for all other sources.
 */
export function sharedRoot(vertex: GraphVertex, index: number): "apart" | "content" | "identity" {
  const source = vertex.sources[index];
  if (source?.kind !== "vertex" || !source.vertex || source.vertex !== vertex.root) return "apart";
  return vertex.operation.kind === "run" ? "content" : "identity";
}

/** What stands for the root in a vertex's keys: the key of what made it, unless its content counts. */
export function rootIdentity(vertex: GraphVertex, rootKey: string | undefined): string | undefined {
  return isRootByContent(vertex) ? "by content" : rootKey;
}

export function isRootByContent(vertex: GraphVertex): boolean {
  return vertex.sources.some((_, index) => sharedRoot(vertex, index) === "content");
}

/** Stands for a source whose files are not looked at. */
export const unreadSelection: Selection = { digest: "root", picks: [] };

/** What of a source enters the key: the paths it is read at, or all of it where it is the root as well. */
export function keySelectors(vertex: GraphVertex, index: number): readonly Selector[] {
  if (sharedRoot(vertex, index) === "content") return [{ path: "/", wildcard: false }];
  return selectorsOf(vertex.operation, index).map((selector) => covering(vertex, index, selector));
}

/** Of two mounts from one source, one within the other, only the outer is hashed: nobody looks whether the inner is there. */
function covering({ operation, sources }: GraphVertex, index: number, selector: Selector): Selector {
  if (operation.kind !== "run") return selector;
  const outer = sources
    .flatMap((source, other) => (isSame(source, sources[index] as FileSource) ? selectorsOf(operation, other) : []))
    .filter(({ path }) => path === "/" || selector.path.startsWith(`${path}/`))
    .sort((a, b) => a.path.length - b.path.length);
  return outer[0] ?? selector;
}

function isSame(one: FileSource, other: FileSource): boolean {
  if (one.kind === "vertex") return other.kind === "vertex" && one.vertex?.id === other.vertex?.id;
  if (one.kind === "named") return other.kind === "named" && one.name === other.name;
  return one.kind === "context" && other.kind === "context";
}

/** Paths that a vertex reads from its source number `index`; none when it only names the source (a read-write bind). */
export function selectorsOf(operation: Operation, index: number): readonly Selector[] {
  let known = selectors.get(operation);
  if (!known) {
    known = selectorsBySource(operation);
    selectors.set(operation, known);
  }
  return known[index] ?? [];
}

/** Keys and reasons ask several times of each step. */
const selectors = new WeakMap<Operation, readonly (readonly Selector[])[]>();

function selectorsBySource(operation: Operation): readonly (readonly Selector[])[] {
  const list: Selector[][] = [];
  const add = (source: number, selector: Selector) => {
    list[source] ??= [];
    list[source].push(selector);
  };
  if (operation.kind === "copy") {
    const { exclude } = operation;
    for (const { source, ...item } of operation.items) add(source, { ...item, ...(exclude && { exclude }) });
  } else if (operation.kind === "run") {
    for (const mount of operation.mounts)
      if ("source" in mount && mount.source !== undefined) add(mount.source, { path: mount.path, wildcard: false });
  }
  return list;
}

/** Key of a vertex whose sources have been looked at: by their content (spec §1.4). */
export function contentKey(vertex: GraphVertex, rootKey: string | undefined, contents: readonly string[]): string {
  return sha(JSON.stringify([operationDigest(vertex.operation), rootKey ?? "scratch", contents]));
}

/** Operation and root alone: what all keys of such a step begin with. */
export function prefixKey(vertex: GraphVertex, rootKey: string | undefined): string {
  return sha(JSON.stringify(["prefix", operationDigest(vertex.operation), rootKey ?? "scratch"]));
}

/** Key by the identity of the stages it reads, which needs none of their files (spec §1, the refinement at the end). */
export function identityKey(vertex: GraphVertex, rootKey: string | undefined, inputs: readonly string[]): string {
  const selectors = vertex.sources.map((_, index) => selectorsOf(vertex.operation, index));
  return sha(JSON.stringify(["identity", operationDigest(vertex.operation), rootKey ?? "scratch", inputs, selectors]));
}

/** Content digest of a here-document, which is a file called by its delimiter. */
export function inlineDigest(source: FileSource & { kind: "inline" }): string {
  return treeChecksum(file(source.content, { mode: source.mode }), "context");
}
