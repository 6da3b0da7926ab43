/** A container's file system as its layers lie over one another: what the image has, what the container's own layer has, what is seen. */
import type { ContainerOverlay, ContainerStatus, Engine, MountPoint } from "../engine/api.ts";
import { stillThere } from "../engine/api/still-there.ts";
import { lowerOf, type LowerLayer } from "./overlay/lower.ts";
import { type OverlayRow, rowsOf } from "./overlay/rows.ts";
import { coverOf, type PickedPath, pickedOf } from "./overlay/picked.ts";

export type { LowerLayer } from "./overlay/lower.ts";
export type { NameRow, OverlayRow } from "./overlay/rows.ts";
export type { PickedPath } from "./overlay/picked.ts";

export interface OverlayAsk {
  /** Name of the container; when absent or not there, the newest that has written something, or else the newest. */
  readonly container?: string;
  /** A path that was picked, without a leading slash. */
  readonly path?: string;
  /** Directories that are not as they would be: open where something in them differs, else closed. */
  readonly toggled: readonly string[];
  /** Directories in which also that is shown which does not differ. */
  readonly whole: readonly string[];
}

export interface OverlayView {
  /** Names to choose from, the newest first. */
  readonly containers: readonly string[];
  /** Absent while there is no container. */
  readonly shown?: ShownContainer;
}

export interface ShownContainer {
  readonly name: string;
  readonly image: string;
  readonly status: ContainerStatus;
  /** The image's layers, the base first, and the daemon's own on top. */
  readonly layers: readonly LowerLayer[];
  /** What the container's own layer holds: names that are new, copied up, hidden; bytes of its files. */
  readonly own: { readonly added: number; readonly copied: number; readonly hidden: number; readonly bytes: number };
  readonly rows: readonly OverlayRow[];
  readonly picked?: PickedPath;
}

export async function gatherOverlay(engine: Engine, ask: OverlayAsk): Promise<OverlayView> {
  const found = await engine.containerList({ all: true });
  const containers = found.map(({ Names }) => (Names[0] ?? "").slice(1));
  const asked = ask.container !== undefined && containers.includes(ask.container) ? ask.container : undefined;
  const chosen = asked === undefined ? await mostTelling(engine, containers) : undefined;
  const name = asked ?? chosen?.name ?? containers[0];
  if (name === undefined) return { containers };
  const [{ State, Config, Mounts, Image }, overlay] = await Promise.all([
    engine.containerInspect(name),
    chosen?.overlay ?? engine.containerOverlay(name),
  ]);
  const lower = await lowerOf(engine, Image, overlay.init);
  const upper = new Map(overlay.upper.map((entry) => [entry.path, entry]));
  const tree = { lower, upper, merged: overlay.merged, mounts: mountsOf(Mounts) };
  const rows = rowsOf(tree, ask);
  const picked = ask.path === undefined ? undefined : pickedOf(tree, ask.path);
  const own = { added: 0, copied: 0, hidden: 0, bytes: 0 };
  for (const { path, kind, size } of overlay.upper) {
    own.bytes += size;
    if (kind === "whiteout") own.hidden++;
    else if (kind !== "directory") own[lower.has(path) && coverOf(upper, path) === undefined ? "copied" : "added"]++;
  }
  return {
    containers,
    shown: { name, image: Config.Image ?? "", status: State.Status, layers: lower.layers, own, rows, ...(picked && { picked }) },
  };
}

/** How many containers are looked at for one whose own layer holds something. */
const mostLookedAt = 8;

/** The newest whose own layer holds something, with what it holds; `undefined` when none of the last few has written anything. */
async function mostTelling(
  engine: Engine,
  newestFirst: readonly string[],
): Promise<{ readonly name: string; readonly overlay: ContainerOverlay } | undefined> {
  for (const name of newestFirst.slice(0, mostLookedAt)) {
    const overlay = await stillThere(engine.containerOverlay(name));
    if (overlay?.upper.some(({ kind }) => kind !== "directory")) return { name, overlay };
  }
  return undefined;
}

function mountsOf(mounts: readonly MountPoint[]): ReadonlyMap<string, string> {
  return new Map(
    mounts.map(({ Type, Name, Source, Destination }) => [
      Destination.slice(1),
      Type === "volume" ? `volume ${(Name ?? "").slice(0, 24)}` : Type === "bind" ? `bind of ${Source}` : Type,
    ]),
  );
}
