/**
 * The overlays that are mounted in the guest, looked at as if each were a container's file system: its lower directories are the
 * image's layers, its upper directory the container's own.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { ContainerInspect, ContainerSummary, Digest, Engine, LayerChange, OverlayEntry } from "../../engine/api.ts";
import { EngineError } from "../../engine/api.ts";
import type { DirectoryNode } from "../../engine/filesystem/node.ts";
import { WorkingTree } from "../../engine/filesystem/working-tree.ts";
import { quote } from "../../shell/quoting.ts";
import type { AgentAnswer } from "./agent-line.ts";

/** As much of an Engine as the picture of overlays needs. */
export type OverlayEngine = Pick<Engine, "containerList" | "containerInspect" | "containerOverlay" | "imageFilesystem">;

/** Of whatever process: a mount namespace may have an overlay that no other has. */
export const mountsScript = "cat /proc/[0-9]*/mountinfo 2> /dev/null | grep ' - overlay ' | sort -u";

export interface GuestOverlay {
  /** Where it was mounted: it stands for a container's name. */
  readonly place: string;
  /** The lowest first. */
  readonly lower: readonly string[];
  readonly upper: string;
}

/** Reads what `mountsScript` printed. Overlays without an upper directory are left out, and an upper directory counts once. */
export function readOverlays(text: string): GuestOverlay[] {
  const found = new Map<string, GuestOverlay>();
  for (const line of text.split("\n")) {
    const [before = "", after = ""] = line.split(" - overlay ");
    const option = (name: string): string | undefined => new RegExp(`(?:^|[ ,])${name}=([^, ]*)`).exec(after)?.[1];
    const [lower, upper, place] = [option("lowerdir"), option("upperdir"), before.split(" ")[4]];
    if (lower === undefined || upper === undefined || place === undefined) continue;
    // Whoever made it the root of a room sees it at `/`; its first place tells more.
    const known = found.get(upper);
    if (!known || known.place === "/") found.set(upper, { place, lower: lower.split(":").reverse(), upper });
  }
  return [...found.values()].sort((a, b) => a.place.localeCompare(b.place));
}

/** Lists directories, each after a line with its name. */
function listScript(directories: readonly string[]): string {
  const each = (directory: string): string =>
    `echo ${quote(`directory ${directory}`)}; cd ${quote(directory)} && find . -mindepth 1 -print0 | xargs -0 -r stat -c '%F|%s|%t:%T|%n'`;
  return directories.map(each).join("\n");
}

/** Reads what `listScript` printed: the entries of each directory by its name, directories before what is in them. */
function readLists(text: string): ReadonlyMap<string, readonly OverlayEntry[]> {
  const lists = new Map<string, OverlayEntry[]>();
  let entries: OverlayEntry[] = [];
  for (const line of text.split("\n")) {
    const directory = /^directory (.*)$/.exec(line)?.[1];
    if (directory !== undefined) {
      entries = [];
      lists.set(directory, entries);
      continue;
    }
    const [type = "", size = "0", device = "", ...name] = line.split("|");
    const kind = kindOf(type, device);
    if (kind && name.length > 0)
      entries.push({ path: name.join("|").replace(/^\.\//, ""), kind, size: kind === "file" ? Number(size) : 0 });
  }
  for (const list of lists.values()) list.sort((a, b) => (a.path < b.path ? -1 : 1));
  return lists;
}

function kindOf(type: string, device: string): OverlayEntry["kind"] | undefined {
  if (type.startsWith("regular")) return "file";
  if (type === "directory") return "directory";
  if (type === "symbolic link") return "symlink";
  return type === "character special file" && device === "0:0" ? "whiteout" : undefined;
}

/** @param ask runs a script in the guest, as root */
export function overlayEngine(ask: (script: string) => Promise<AgentAnswer>): OverlayEngine {
  const all = async (): Promise<GuestOverlay[]> => readOverlays((await ask(mountsScript)).output);
  /** One look serves the list and what is asked about an overlay in it. */
  let found: GuestOverlay[] = [];
  const layers = new Map<Digest, readonly (readonly [directory: string, entries: readonly OverlayEntry[]])[]>();
  const find = async (name: string): Promise<GuestOverlay> => {
    const overlay = found.find(({ place }) => place === name.replace(/^\/\//, "/"));
    if (!overlay) throw new EngineError(404, `No such container: ${name}`);
    return overlay;
  };
  /** Lower directories with what is in them now: their listing is their name, since whoever has read a layer may keep it. */
  const look = async (overlay: GuestOverlay) => {
    const { output } = await ask(listScript([...overlay.lower, overlay.upper]));
    const lists = readLists(output);
    const lower = overlay.lower.map((directory) => [directory, lists.get(directory) ?? []] as const);
    const image: Digest = `sha256:${bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(lower))))}`;
    layers.clear();
    layers.set(image, lower);
    return { image, lower, upper: lists.get(overlay.upper) ?? [] };
  };
  return {
    async containerList() {
      found = await all();
      return found.map(({ place }) => ({ Id: place, Names: [`/${place}`] }) as unknown as ContainerSummary);
    },
    async containerInspect(name) {
      const overlay = await find(name);
      const { image } = await look(overlay);
      const facts = { Id: name, Name: `/${name}`, Image: image, State: { Status: "running" }, Config: { Image: overlay.lower.join(", ") } };
      // What a daemon would know besides, nobody here does.
      return { ...facts, Mounts: [] } as unknown as ContainerInspect;
    },
    async containerOverlay(name) {
      const { image, lower, upper } = await look(await find(name));
      return { image, init: [], upper, merged: treeOf([...lower.map(([, entries]) => entries), upper]) };
    },
    async imageFilesystem(image) {
      const lower = layers.get(image as Digest) ?? [];
      return {
        root: treeOf(lower.map(([, entries]) => entries)),
        layers: lower.map(([directory, entries], index) => ({
          digest: `${image}-${index}` as Digest,
          size: entries.reduce((sum, { size }) => sum + size, 0),
          createdBy: directory,
          changes: changesOf(entries),
        })),
      };
    },
  };
}

function changesOf(entries: readonly OverlayEntry[]): LayerChange[] {
  return entries.map(({ path, kind, size }) => ({
    path: `/${path}`,
    kind: kind === "whiteout" ? "deleted" : "added",
    type: kind === "whiteout" ? "file" : kind,
    size,
    hidden: 0,
  }));
}

/** Directories laid over one another, the lowest first: names and sizes, without content. */
function treeOf(directories: readonly (readonly OverlayEntry[])[]): DirectoryNode {
  const tree = new WorkingTree();
  for (const { path, kind, size } of directories.flat()) {
    const full = `/${path}`;
    const there = tree.lookup(full, { follow: false });
    if (there && !(there.kind === "directory" && kind === "directory")) tree.remove(full, { recursive: true, force: true });
    if (kind === "directory") tree.mkdir(full, { recursive: true });
    else if (kind === "symlink") tree.symlink("not-read", full);
    else if (kind === "file") tree.writeFile(full, { bytes: new Uint8Array(), size }, { parents: true });
  }
  return tree.root;
}
