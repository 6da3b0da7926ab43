/**
 * What stands together: containers that share a volume or a folder make one plot with what they share, so that no line has to
 * cross another plot. A volume that nobody mounts has a plot of its own.
 */
import type { MountView, StorageView, StoringContainer, VolumeView } from "../../views/storage.ts";

export interface Plot {
  /** The same from one view to the next while its first container or volume is there. */
  readonly key: string;
  readonly rooms: readonly StoringContainer[];
  /** Containers that are left out: their names. */
  readonly others: readonly string[];
  readonly stores: readonly Store[];
}

/** Something that keeps bytes outside of the containers' own layers. */
export interface Store {
  readonly key: string;
  readonly kind: MountView["type"];
  /** A volume's name, a folder's path on the host, a tmpfs's path in its container. */
  readonly name: string;
  readonly volume?: VolumeView;
  /** Who sees it, and where; of the rooms that are drawn, by their index. */
  readonly ties: readonly { readonly room: number; readonly path: string; readonly readOnly: boolean }[];
}

/** @param most rooms that are drawn side by side; the others are named */
export function plotsOf({ volumes, containers }: StorageView, most: number): readonly Plot[] {
  const groups = grouped(containers);
  const plots = groups.map((rooms) => plotOf(rooms, volumes, most));
  const drawn = new Set(plots.flatMap(({ stores }) => stores.map(({ key }) => key)));
  const unused = volumes.filter(({ name, users }) => users.length === 0 && !drawn.has(`volume ${name}`));
  return [
    ...plots,
    ...unused.map(
      (volume): Plot => ({
        key: `volume ${volume.name}`,
        rooms: [],
        others: [],
        stores: [{ key: `volume ${volume.name}`, kind: "volume", name: volume.name, volume, ties: [] }],
      }),
    ),
  ];
}

/** Containers that are tied to one another by what they mount, in the order of their names. */
function grouped(containers: readonly StoringContainer[]): readonly (readonly StoringContainer[])[] {
  const groups: { readonly keys: Set<string>; readonly rooms: StoringContainer[] }[] = [];
  for (const container of containers) {
    const keys = new Set(container.mounts.filter(({ type }) => type !== "tmpfs").map(({ type, source }) => `${type} ${source}`));
    const touched = groups.filter((group) => [...keys].some((key) => group.keys.has(key)));
    const [first, ...rest] = touched;
    if (!first) {
      groups.push({ keys, rooms: [container] });
      continue;
    }
    for (const group of [...rest, { keys, rooms: [container] }]) {
      for (const key of group.keys) first.keys.add(key);
      first.rooms.push(...group.rooms);
    }
    for (const group of rest) groups.splice(groups.indexOf(group), 1);
  }
  return groups.map(({ rooms }) => rooms.sort((a, b) => a.name.localeCompare(b.name)));
}

function plotOf(all: readonly StoringContainer[], volumes: readonly VolumeView[], most: number): Plot {
  const rooms = all.slice(0, most);
  const stores = new Map<string, Store & { ties: { room: number; path: string; readOnly: boolean }[] }>();
  for (const [room, { name, mounts }] of rooms.entries()) {
    for (const { type, source, path, readOnly } of mounts) {
      const key = type === "tmpfs" ? `tmpfs ${name} ${path}` : `${type} ${source}`;
      const volume = type === "volume" ? volumes.find((one) => one.name === source) : undefined;
      const store = stores.get(key) ?? { key, kind: type, name: type === "tmpfs" ? path : source, ...(volume && { volume }), ties: [] };
      store.ties.push({ room, path, readOnly });
      stores.set(key, store);
    }
  }
  return {
    key: `room ${rooms[0]?.name}`,
    rooms,
    others: all.slice(most).map(({ name }) => name),
    stores: [...stores.values()],
  };
}

/** Containers that have nothing outside, and wrote nothing: a crowd of them is told in one line. */
export function plain({ rooms, stores }: Plot): boolean {
  return stores.length === 0 && rooms.length === 1 && rooms[0]?.writable === 0;
}
